"""Trẻ em: children in special circumstances, cases of children harmed or at risk, care in another home."""

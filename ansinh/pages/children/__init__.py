"""Trẻ em: circumstances, cases of children harmed or at risk, care; child-friendly communes, plans of emulation."""

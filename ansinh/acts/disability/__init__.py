"""What the disability council and the commune's chair do: sessions, forms, votes, referrals, certificates."""

PROCEDURE = "disability-determination"
"""A determination is a dossier of this procedure (law/procedures)."""

CHANGING = "disability-certificate"
"""Changing a certificate or issuing it again is a dossier of this one."""

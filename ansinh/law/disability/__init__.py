"""How a degree of disability is determined: the council, its forms, the medical board, the certificate."""

from ansinh.law.procedure import named

DETERMINATION = named("certificate")
"""The procedure by which a degree is determined, or determined again."""

CHANGING = named("replace")
"""The procedure by which a certificate is changed or issued again."""

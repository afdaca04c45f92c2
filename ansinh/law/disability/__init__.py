"""How a degree of disability is determined: the council, its forms, the medical board, the certificate."""

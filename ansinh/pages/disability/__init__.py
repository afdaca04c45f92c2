"""Khuyết tật: the council's pages, from a request to the certificate."""

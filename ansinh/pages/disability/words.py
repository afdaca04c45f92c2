"""The words of degrees, kinds and conclusions as pages say them, and how a certificate is told in a line."""

from __future__ import annotations

from collections.abc import Iterable

from ansinh.law.disability.forms import conclusions, kinds
from ansinh.record.models.disability import Certificate


def degree(name: str) -> str:
    """``nặng``; a conclusion that is no degree in its own words."""
    return conclusions().get(name, "")


def kinds_of(names: Iterable[str]) -> str:
    """``vận động; nhìn``."""
    words = kinds()
    return "; ".join(words[name] for name in names if name in words)


def told(certificate: Certificate) -> str:
    """``số 3/2026: nặng (vận động)``."""
    return f"số {certificate.code}: {degree(certificate.degree)} ({kinds_of(certificate.kinds)})"

"""The certificate: from when it holds, why it is changed, issued again or withdrawn, and what turning six means."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from ansinh.law.disability.rules import Rule, rule
from ansinh.law.month import Month

SIX_EXEMPT = frozenset(["1.1", "1.2", "1.5", "1.6", "1.7"])
"""Signs of section IV of form 02: a child of extreme disability by one of them keeps its certificate at six."""


class Reason(NamedTuple):
    """Why a new certificate is given: its words, and whether everything is determined anew."""

    name: str
    label: str
    change: bool
    again: bool

    @property
    def rule(self) -> Rule:
        """Where it is said."""
        return rule("change" if self.change else "reissue")


REASONS = (
    Reason("wrong_data", "Sai thông tin so với giấy tờ tùy thân", change=True, again=False),
    Reason("damaged", "Hư hỏng, không sử dụng được", change=True, again=False),
    Reason("lost", "Mất giấy", change=False, again=False),
    Reason("degree", "Thay đổi dạng hoặc mức độ khuyết tật", change=False, again=True),
    Reason("six", "Trẻ đủ 6 tuổi", change=False, again=True),
)
"""Circular 01/2019 Article 8: clause 1 changes, clause 2 issues again; Article 9 clause 2 says which run anew."""


def reason(name: str) -> Reason:
    """One of the reasons. Raises KeyError."""
    return {each.name: each for each in REASONS}[name]


def holds_from(signed: date) -> Month:
    """The month from which a certificate gives an allowance: that in which it is signed (decree 20/2021 Article 8)."""
    return Month.of(signed)


def determined_again_at_six(degree: str, signs: Collection[str] | None) -> bool | None:
    """Whether a child's certificate must be issued again at six; None when its signs are not known.

    Circular 01/2019 Article 8 clause 2 point c excepts extreme disability by some signs of form 02.
    """
    if degree != "extreme":
        return True
    if signs is None:
        return None
    return not SIX_EXEMPT & set(signs)

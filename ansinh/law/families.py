"""The two families a list may be of: social assistance and the preferential treatment of people with merit."""

from typing import Literal, NamedTuple

from ansinh.law.facts import ASSISTANCE_KINDS, MERIT_KINDS

Key = Literal["assistance", "merit"]


class Family(NamedTuple):
    """One family of benefits: its key, what officers call it, and the kinds it pays."""

    key: Key
    label_vi: str
    label_en: str
    kinds: frozenset[str]


_FAMILIES = (
    Family("assistance", "Trợ giúp xã hội", "Social assistance", ASSISTANCE_KINDS),
    Family("merit", "Ưu đãi người có công", "People with merit", MERIT_KINDS),
)


def families() -> tuple[Family, ...]:
    """Every family, in the order lists show them."""
    return _FAMILIES


def family_of(kind: str) -> Key:
    """The family of a kind of benefit. Raises LookupError for a kind no family has."""
    for family in _FAMILIES:
        if kind in family.kinds:
            return family.key
    raise LookupError(f"Không có loại chế độ “{kind}”.")

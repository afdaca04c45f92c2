"""What social assistance asks of merit, told by the facts of merit themselves: own, a survivor's, or none.

Somebody recorded as war wounded draws merit whether or not anybody recorded that as well; what is recorded of it by
itself goes before what follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ansinh.law.facts import Facts
from ansinh.law.merit import drawn
from ansinh.reckoning.periods import ENDLESS, Span, cuts, holding

TOLD_BY = frozenset(
    ["revolution", "heroic_mother", "hero", "wounded", "wounded_degree", "sick_degree", "toxic_degree",
     "toxic_children", "toxic_child_degree", "imprisoned", "helper", "martyrs", "martyr_remarried", "survivor_of"]
)  # fmt: skip
"""The facts that say it."""


def told(facts: list[Span]) -> list[Span]:
    """The months in which merit is drawn by the facts of merit, the month it begins in marked like any bar's."""
    mine = [span for span in facts if any(name in TOLD_BY for name, _ in span.what)]  # type: ignore[attr-defined]
    return list(_told(mine)) if mine else []


def _told(facts: list[Span]) -> Iterator[Span]:
    before = "none"
    for first, last in cuts(min(span.start for span in facts), ENDLESS, facts):
        said = {name: value for span in holding(facts, first) for name, value in span.what if name in TOLD_BY}  # type: ignore[attr-defined]
        now = drawn(Facts(age=0, **_frozen(said)))
        if now != "none":
            yield Span(first, last, (("merit", now),))
            if before == "none":
                yield Span(first, first + 1, (("began", "merit"),))
        before = now


def _frozen(said: dict[str, Any]) -> dict[str, Any]:
    return {name: frozenset(value) if isinstance(value, tuple) else value for name, value in said.items()}

"""Numbers as a report's template writes them: ``{{ so.tet_gifts_poor }}``, ``{{ so.trained | tren(100) }}``.

A template asks a space (this period, the one before…) for an indicator by its code. On the screen each number keeps a
mark round its text, by which it becomes a link; on paper it is its text alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ansinh.reckoning import values
from ansinh.reckoning.values import Value

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
"""Round a marked number: OPEN key MIDDLE text CLOSE; characters no text holds (private use)."""

UNKNOWN = "…"
"""What is written where nothing is known."""


@dataclass(frozen=True)
class Number:
    """One number; ``key`` names it (``so.tet_gifts_poor``), empty for one that is not marked."""

    value: int | None
    measure: str = "number"
    key: str = ""
    parts: dict[str, Number | str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.said(UNKNOWN if self.value is None else values.written(self.value, self.measure))

    def said(self, text: str) -> str:
        """A text of this number, marked when it is."""
        return f"{OPEN}{self.key}{MIDDLE}{text}{CLOSE}" if self.key else text

    def __bool__(self) -> bool:
        return bool(self.value)

    def __int__(self) -> int:
        return self.value or 0

    def __lt__(self, other: object) -> bool:
        return int(self) < int(other)  # type: ignore[call-overload, no-any-return]

    def __gt__(self, other: object) -> bool:
        return int(self) > int(other)  # type: ignore[call-overload, no-any-return]

    def __getattr__(self, name: str) -> Number | str:
        """``tien`` the money beside, ``den`` the other end of a range or plan, ``ke_hoach`` the plan, ``dat`` its
        percent, ``ten`` the names of what was counted."""
        if name.startswith("_") or name not in (parts := self.__dict__.get("parts", {})):
            raise AttributeError(name)
        found: Number | str = parts[name]
        return found


class Counted(NamedTuple):
    """One number of a report as records give it now: what it is called behind, how it was drawn on, where it stands."""

    space: str
    code: str
    value: Value
    estimate: str
    names: str
    page: str
    headings: list[tuple[str, str]]


class Behind(NamedTuple):
    """What a number was counted from, one commune's part; cells are JSON's."""

    space: str
    code: str
    unit: int | None
    rows: list[list[Any]]


class Space:
    """What a template asks by name: ``find`` gives the number of a code, None for an unknown one."""

    def __init__(self, find: Callable[[str], Number | None]) -> None:
        self._find = find

    def __getattr__(self, code: str) -> Number:
        found = None if code.startswith("_") else self._find(code)
        if found is None:
            raise AttributeError(code)
        return found


def _manner(write: Callable[..., str]) -> Callable[..., str]:
    def said(number: Any, *step: int) -> str:
        if not isinstance(number, Number):
            number = Number(number)
        text = UNKNOWN if number.value is None else write(number.value, *step)
        return f"{number.said(text)}"

    return said


MANNERS: dict[str, Callable[..., str]] = {
    "tren": _manner(values.over), "gan": _manner(values.nearly), "ngan": _manner(values.thousands),
    "trieu": _manner(values.millions), "chuc_trieu": _manner(values.tens_of_millions),
    "tram_trieu": _manner(values.hundreds_of_millions), "ty": _manner(values.billions),
    "hai_so": _manner(values.two_digits), "tron": _manner(values.rounded),
}  # fmt: skip
"""The filters a report's template may use: trên, gần, ngàn, triệu (chục, trăm triệu), tỷ, hai chữ số, tròn."""

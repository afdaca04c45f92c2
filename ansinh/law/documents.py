"""Documents of the law: the decrees An Sinh reckons by, and those of the centre that guide the poverty programme.

An office's own documents (record.models.documents) stand beside them as the same kind of thing: a ``Text``.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib import resources

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS, all_decrees

CENTRE = "centre"
LEVELS = {CENTRE: "Trung ương", "province": "Tỉnh", "district": "Huyện", "commune": "Xã"}
KINDS = (
    "Luật", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Kế hoạch", "Hướng dẫn", "Công văn", "Chỉ thị",
    "Báo cáo",
)  # fmt: skip
_YEAR = re.compile(r"/(\d{4})/")


@dataclass(frozen=True, slots=True)
class Text:
    """One document: days that were not read are None; ``reckons``: An Sinh reckons by its figures."""

    number: str
    kind: str
    issuer: str
    subject: str
    level: str = CENTRE
    issued: date | None = None
    in_force: date | None = None
    until: date | None = None
    """The last day in force, when known."""
    replaced_by: str = ""
    amended_by: str = ""
    programmes: tuple[str, ...] = ()
    mark: str = "verified"
    reckons: bool = False

    @property
    def provisional(self) -> bool:
        return self.mark in PROVISIONAL_MARKS

    @property
    def year(self) -> int | None:
        """The year of issue, by the day or by the number (``24/2021/QĐ-TTg``)."""
        if self.issued is not None:
            return self.issued.year
        found = _YEAR.search(f"/{self.number}/".replace("//", "/"))
        return int(found[1]) if found else None

    def stands(self, on: date) -> bool:
        """Whether it is in force on a day, as far as known: from its day in force, else of issue, else its year."""
        begun = self.in_force or self.issued
        if begun is not None:
            return begun <= on and (self.until is None or on <= self.until)
        return (self.year or 0) <= on.year and (self.until is None or on <= self.until)


@lru_cache(maxsize=1)
def texts() -> tuple[Text, ...]:
    """Every document of the law that is known here; a decree that is in both lists stands once, as it reckons."""
    data = tomllib.loads(resources.files("ansinh.law").joinpath("documents.toml").read_text("utf-8"))
    guiding = {one["number"]: _text(one) for one in data["document"]}
    reckoned = {
        one.number: Text(
            number=one.number, kind=_kind(one.number), issuer="", subject=one.title,
            issued=one.issued if one.issued_known else None, in_force=one.in_force, reckons=True,
        )
        for one in all_decrees()
    }  # fmt: skip
    both = {number: replace(text, reckons=number in reckoned) for number, text in guiding.items()}
    return tuple((reckoned | both).values())


def known(number: str) -> Text | None:
    """The document of the law with this number, however it is spaced."""
    plain = number.replace(" ", "").casefold()
    return next((one for one in texts() if one.number.replace(" ", "").casefold() == plain), None)


def _text(data: dict[str, object]) -> Text:
    told = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    if told["mark"] not in MARKS or told["kind"] not in KINDS:
        raise ValueError(f"documents: {told['number']}")
    return Text(**told)  # type: ignore[arg-type]


def _kind(number: str) -> str:
    """What a number says it is of: ``/NĐ-CP`` a decree, ``/QH`` a law."""
    for ending, kind in (
        ("/NĐ-CP", "Nghị định"),
        ("/QĐ-", "Quyết định"),
        ("/TT", "Thông tư"),
        ("UBTVQH", "Nghị quyết"),
    ):
        if ending in number:
            return kind
    return "Luật"

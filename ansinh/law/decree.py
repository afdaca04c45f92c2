"""A decree as it stands in its folder: number, days, every figure with its article, and what it repeals."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ansinh.law.month import Month
from ansinh.law.wording import place

PROVISIONAL_MARKS = frozenset(["weak", "recalled", "uncertain"])
MARKS = PROVISIONAL_MARKS | {"verified", "inferred"}
_VALUES = ("amount", "coefficient", "quantity", "percent")
_FIGURE_KEYS = frozenset(
    ["name", "label", "from", "until", "at", "who", "mark", "base", "unit", "readings", "backdated", "round", *_VALUES]
)
_PROVISION_KEYS = frozenset(["name", "sentence", "from", "until", "at", "mark", "groups", "readings"])
_PLACE = re.compile(r"(?:Đ\.(\w+)|(PL \w+))(?: k\.(\w+))?(?: đ\.(\w+))?")


class DecreeError(ValueError):
    """A decree.toml that cannot be read; the sentence names the folder and the entry."""


class Place(NamedTuple):
    """Article (or annex, "PL I"), clause and point; what is not known is empty."""

    article: str = ""
    clause: str = ""
    point: str = ""

    @property
    def vi(self) -> str:
        """Điều 6 khoản 1 điểm đ."""
        return place(self.article, self.clause, self.point)


class Figure(NamedTuple):
    """One number of the law: an amount in đồng, a coefficient, a quantity in goods, or a percentage.

    A coefficient multiplies the level named by `base`. `readings` are open readings it always rests on, `backdated`
    those it rests on in the months before its decree was in force. A sum is rounded to `round` đồng.
    """

    name: str
    label: str
    amount: int | None
    coefficient: Decimal | None
    quantity: Decimal | None
    percent: int | None
    base: str
    unit: str
    start: Month
    end: Month | None
    at: Place
    who: Place
    mark: str
    readings: tuple[str, ...]
    backdated: tuple[str, ...]
    decree: str
    short: str
    in_force: date
    round: int = 1
    family: str = "assistance"

    @property
    def provisional(self) -> bool:
        """Whether nobody has read it in an official text."""
        return self.mark in PROVISIONAL_MARKS


class Provision(NamedTuple):
    """One rule of the law that is not a number: a bar, an exception, a month rule; cited by rulings."""

    name: str
    sentence: str
    start: Month
    end: Month | None
    at: Place
    mark: str
    groups: tuple[str, ...]
    readings: tuple[str, ...]
    decree: str
    short: str

    @property
    def provisional(self) -> bool:
        """Whether nobody has read it in an official text."""
        return self.mark in PROVISIONAL_MARKS


class Repeal(NamedTuple):
    """What a decree ends in an older one: the folder, from when, and which names (none named: all)."""

    of: str
    start: Month
    names: tuple[str, ...]


class Assumption(NamedTuple):
    """What is supposed while a decree's full text has not been read; everything from `start` is provisional."""

    start: Month
    sentence: str


class Decree(NamedTuple):
    """One legal text. `key` is its folder's name; `applies_from` may be earlier than the day it is in force.

    `family` is the branch of the law it belongs to: "assistance" or "merit". Where the day of issue is not known the
    day in force stands for it, and `issued_known` is false.
    """

    key: str
    number: str
    short: str
    title: str
    issued: date
    in_force: date
    applies_from: Month
    repeals: tuple[Repeal, ...]
    figures: tuple[Figure, ...]
    provisions: tuple[Provision, ...]
    assumption: Assumption | None
    family: str = "assistance"
    issued_known: bool = True


@lru_cache(maxsize=1)
def all_decrees() -> tuple[Decree, ...]:
    """Every decree that has a folder, in the order of issue. Nothing else names them."""
    folders = resources.files("ansinh.law").joinpath("decrees").iterdir()
    texts = [(folder.name, folder.joinpath("decree.toml")) for folder in folders if folder.is_dir()]
    found = [read_decree(name, text.read_text("utf-8")) for name, text in texts if text.is_file()]
    return tuple(sorted(found, key=lambda decree: (decree.issued, decree.key)))


def label_of(code: str) -> str:
    """What the newest decree calls a group; empty when none does."""
    figures = [figure for decree in all_decrees() for figure in decree.figures if figure.name == code]
    return figures[-1].label if figures else ""


def read_decree(key: str, text: str) -> Decree:
    """Read one decree.toml. Raises DecreeError naming the folder and the entry at fault."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
        family = data.get("family", "assistance")
        head = (data["number"], data["short"], data["in_force"], family)
        figures = [*data.get("figure", []), *(one for table in data.get("table", []) for one in _rows(table))]
        supposed = data.get("assumption")
        return Decree(
            key=key,
            number=data["number"],
            short=data["short"],
            title=data["title"],
            issued=data["issued"],
            in_force=data["in_force"],
            applies_from=Month.parse(data["applies_from"]),
            repeals=tuple(_repeal(entry) for entry in data.get("repeals", [])),
            figures=tuple(_figure(entry, *head) for entry in figures),
            provisions=tuple(_provision(entry, *head[:2]) for entry in data.get("provision", [])),
            assumption=Assumption(Month.parse(supposed["from"]), supposed["sentence"]) if supposed else None,
            family=family,
            issued_known=data.get("issued_known", True),
        )
    except KeyError as missing:
        raise DecreeError(f"decrees/{key}/decree.toml: thiếu mục {missing}.") from missing
    except ValueError as wrong:
        raise DecreeError(f"decrees/{key}/decree.toml: {wrong}") from wrong


def _repeal(entry: Mapping[str, Any]) -> Repeal:
    return Repeal(entry["of"], Month.parse(entry["from"]), tuple(entry.get("names", ())))


def _rows(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The figures of a table by degree: TB.21 … from its first degree on, one amount a degree."""
    rest = {key: value for key, value in table.items() if key not in ("name", "label", "first", "amounts")}
    return [
        {
            **rest,
            "name": f"{table['name']}.{degree}",
            "label": table["label"].replace("{degree}", str(degree)),
            "amount": amount,
        }
        for degree, amount in enumerate(table["amounts"], table["first"])
    ]


def _figure(entry: Mapping[str, Any], number: str, short: str, in_force: date, family: str) -> Figure:
    _check(entry, _FIGURE_KEYS)
    if sum(value in entry for value in _VALUES) != 1:
        raise ValueError(f"“{entry['name']}” phải có đúng một trong {', '.join(_VALUES)}.")
    return Figure(
        name=entry["name"],
        label=entry["label"],
        amount=entry.get("amount"),
        coefficient=_decimal(entry, "coefficient"),
        quantity=_decimal(entry, "quantity"),
        percent=entry.get("percent"),
        base=entry.get("base", "standard_amount"),
        unit=entry.get("unit", ""),
        start=Month.parse(entry["from"]),
        end=Month.parse(entry["until"]) if "until" in entry else None,
        at=read_place(entry.get("at", "")),
        who=read_place(entry.get("who", "")),
        mark=entry["mark"],
        readings=tuple(entry.get("readings", ())),
        backdated=tuple(entry.get("backdated", ())),
        decree=number,
        short=short,
        in_force=in_force,
        round=entry.get("round", 1),
        family=family,
    )


def _provision(entry: Mapping[str, Any], number: str, short: str) -> Provision:
    _check(entry, _PROVISION_KEYS)
    return Provision(
        name=entry["name"],
        sentence=entry["sentence"],
        start=Month.parse(entry["from"]),
        end=Month.parse(entry["until"]) if "until" in entry else None,
        at=read_place(entry.get("at", "")),
        mark=entry["mark"],
        groups=tuple(entry.get("groups", ())),
        readings=tuple(entry.get("readings", ())),
        decree=number,
        short=short,
    )


def _check(entry: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise ValueError(f"“{entry.get('name', '?')}” có mục lạ: {', '.join(unknown)}.")
    if entry["mark"] not in MARKS:
        raise ValueError(f"“{entry['name']}” có dấu tin cậy lạ: {entry['mark']}.")


def _decimal(entry: Mapping[str, Any], key: str) -> Decimal | None:
    return Decimal(entry[key]) if key in entry else None


def read_place(text: str) -> Place:
    """A place as data files write it, "Đ.6 k.1 đ.đ", an annex as "PL I"; empty text is no place. Raises ValueError."""
    if not text:
        return Place()
    found = _PLACE.fullmatch(text)
    if found is None:
        raise ValueError(f"không đọc được chỗ dẫn “{text}” (viết như Đ.6 k.1 đ.a hoặc PL I).")
    return Place(found[1] or found[2], found[3] or "", found[4] or "")

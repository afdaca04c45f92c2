"""What an office gives by a list: who, how much, from which purse, how often, with which papers.

A programme is data, one TOML text: the ready ones are files in `programmes/`, an office's own have the same form. Who
is a question (`question.py`), one for each group; of several groups the first that fits counts. How much is đồng, or so
many times a figure of the law; a group that says nothing is given its level when a round is opened, by a paper.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, NamedTuple, get_args

from ansinh.law.decree import MARKS, PROVISIONAL_MARKS, read_place
from ansinh.law.devices import Device, devices
from ansinh.law.journeys import Journey
from ansinh.law.month import Month
from ansinh.law.plan import whole
from ansinh.law.question_names import names
from ansinh.law.ruling import Because

To = Literal["person", "household"]
Every = Literal["once", "month", "quarter", "half", "year", "school_year"]
Family = Literal["gift", "support", "merit", "tax"]
Turn = Literal["", "convalescence"]
AskKind = Literal["number", "dong", "text", "day", "devices"]

_HEAD = frozenset(
    ["name", "family", "order", "to", "every", "source", "decree", "at", "says", "mark", "since", "until", "papers"]
) | frozenset(["several", "notes", "asks", "group", "campaign", "turn"])
_GROUP = frozenset(["code", "name", "who", "amount", "in_kind", "source", "at", "mark"])
_ASK = frozenset(["name", "label", "kind", "most", "usual"])
_SUM = frozenset(["dong", "figure", "times", "round", "each", "journey"])


class ProgrammeError(ValueError):
    """A text that is no programme; ``field`` is where to mend it, the sentence says how."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Sum(NamedTuple):
    """How much one is given: whole đồng, or `times` a figure of the law rounded to `round` đồng.

    `each`: so much for each "member" of the household, for each unit of a number asked of the line (its name), or of
    a fact of whole numbers of the person (martyrs worshipped). `journey`: by the kilometre, as `journeys.py` has it.
    """

    dong: int = 0
    figure: str = ""
    times: Decimal = Decimal(1)
    round: int = 1
    each: str = ""
    journey: str = ""

    def of(self, level: int) -> int:
        """Whole đồng for one, `level` being the figure's amount in the month (passed over for a sum in đồng)."""
        return self.dong if not self.figure else whole(level * self.times / self.round) * self.round


class Group(NamedTuple):
    """Those who are given the same. `amount` None: the level is entered when a round is opened."""

    code: str
    name: str
    who: str
    amount: Sum | None
    in_kind: str
    source: str
    because: Because | None
    mark: str

    @property
    def provisional(self) -> bool:
        """Whether nobody has read it in an official text."""
        return self.mark in PROVISIONAL_MARKS


class Ask(NamedTuple):
    """What is asked of each line; a number, or a sum in đồng added to it, is `usual` until told, and at most `most`.

    `devices`: one or more of the law's table of devices, whose price is the amount and whose years are held.
    """

    name: str
    label: str
    kind: AskKind
    most: int | None
    usual: int


class Programme(NamedTuple):
    """One programme. `several`: one may stand on more than one list of a campaign.

    `campaign`: what the rounds of a period are counted under ("Điều dưỡng"; empty: the programme by itself).
    `turn`: handing it out is somebody's turn of this, and the next is counted from it.
    """

    slug: str
    name: str
    family: Family
    order: int
    to: To
    every: Every
    source: str
    because: Because | None
    mark: str
    since: date
    until: date | None
    papers: tuple[str, ...]
    several: bool
    campaign: str
    turn: Turn
    notes: tuple[str, ...]
    asks: tuple[Ask, ...]
    groups: tuple[Group, ...]

    @property
    def provisional(self) -> bool:
        """Whether nobody has read what it rests on in an official text."""
        return self.mark in PROVISIONAL_MARKS or any(group.provisional for group in self.groups)

    @property
    def counted(self) -> frozenset[str]:
        """The facts of a person a share is counted by, or that stand beside it: the year of the last turn."""
        asked = {"", "member", *(ask.name for ask in self.asks)}
        last = {"convalesced"} if self.turn else set()
        return frozenset(group.amount.each for group in self.groups if group.amount is not None) - asked | last

    def group(self, code: str) -> Group:
        """The group of a code. Raises KeyError."""
        return {group.code: group for group in self.groups}[code]


_PERIODS: dict[str, Callable[[int, int], str]] = {
    "once": lambda year, month: "",
    "month": lambda year, month: f"{month}/{year}",
    "quarter": lambda year, month: f"quý {(month + 2) // 3}/{year}",
    "half": lambda year, month: f"nửa năm {(month + 5) // 6}/{year}",
    "year": lambda year, month: f"{year}",
    "school_year": lambda year, month: f"{year}-{year + 1}" if month >= 9 else f"{year - 1}-{year}",
}


def period(programme: Programme, number: int) -> str:
    """What the rounds of one period are counted under: within it a share is given once, whatever they are called."""
    return f"{programme.campaign or programme.slug} {_PERIODS[programme.every](number // 12, number % 12 + 1)}".strip()


def offers(ask: Ask, month: Month) -> dict[str, Device]:
    """What may be chosen for a line in a month, by code; empty when the law known then has no table."""
    return {one.code: one for one in devices(month)} if ask.kind == "devices" else {}


def programmes(on: date | None = None) -> tuple[Programme, ...]:
    """Every ready programme in the order an office meets them; on a day, those the law has then."""
    return tuple(
        one for one in _shipped() if on is None or (one.since <= on and (one.until is None or on <= one.until))
    )


def shipped(slug: str) -> Programme | None:
    """One ready programme."""
    return next((one for one in _shipped() if one.slug == slug), None)


def text_of(slug: str) -> str:
    """The text of a ready programme, to be read or taken as a pattern. Raises FileNotFoundError."""
    return _folder().joinpath(f"{slug}.toml").read_text("utf-8")


@lru_cache(maxsize=1)
def _shipped() -> tuple[Programme, ...]:
    slugs = [file.name.removesuffix(".toml") for file in _folder().iterdir() if file.name.endswith(".toml")]
    return tuple(sorted((read(slug, text_of(slug)) for slug in slugs), key=lambda one: (one.order, one.slug)))


def _folder() -> Traversable:
    return resources.files("ansinh.law").joinpath("programmes")


def read(slug: str, text: str) -> Programme:
    """A programme from its text. Raises ProgrammeError naming the field at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ProgrammeError("text", f"Không đọc được: {wrong}.") from wrong
    return made(slug, data)


def made(slug: str, data: Mapping[str, Any]) -> Programme:
    """A programme from what its text says. Raises ProgrammeError naming the field at fault."""
    _known("text", data, _HEAD)
    mark = _one_of("mark", data.get("mark", "verified"), sorted(MARKS))
    groups = tuple(_group(at, entry, data, mark) for at, entry in enumerate(_list("group", data.get("group"))))
    if not groups:
        raise ProgrammeError("group", "Chương trình phải có ít nhất một nhóm được hưởng.")
    asks = tuple(_ask(entry) for entry in _list("asks", data.get("asks")))
    counted = {"", "member", *(ask.name for ask in asks if ask.kind == "number")}
    counted |= {name.code for name in names().values() if name.type == "integer"}
    for at, group in enumerate(groups):
        if group.amount is not None and group.amount.each not in counted:
            raise ProgrammeError(f"group.{at}.amount", f"Không có số “{group.amount.each}” để nhân.")
        if group.amount is not None and group.amount.journey and not {"km", "people"} <= counted:
            raise ProgrammeError(
                f"group.{at}.amount", "Tính theo đường đi thì phải hỏi số km (km) và số người (people)."
            )
    codes = [group.code for group in groups]
    if len(set(codes)) < len(codes):
        raise ProgrammeError("group", "Hai nhóm có chung một mã.")
    return Programme(
        slug=slug,
        name=_words("name", data),
        family=_one_of("family", data.get("family", "support"), get_args(Family)),
        order=data.get("order", 900),
        to=_one_of("to", data.get("to"), get_args(To)),
        every=_one_of("every", data.get("every"), get_args(Every)),
        source=_words("source", data),
        because=_because(data, data),
        mark=mark,
        since=_day("since", data) or date.min,
        until=_day("until", data),
        papers=tuple(_list("papers", data.get("papers"))),
        several=bool(data.get("several", False)),
        campaign=data.get("campaign", ""),
        turn=_one_of("turn", data.get("turn", ""), get_args(Turn)),
        notes=tuple(_list("notes", data.get("notes"))),
        asks=asks,
        groups=groups,
    )


def _group(at: int, entry: Mapping[str, Any], head: Mapping[str, Any], mark: str) -> Group:
    where = f"group.{at}"
    _known(where, entry, _GROUP)
    return Group(
        code=_words("code", entry, where),
        name=_words("name", entry, where),
        who=_words("who", entry, where),
        amount=_sum(f"{where}.amount", entry.get("amount")),
        in_kind=entry.get("in_kind", ""),
        source=entry.get("source", ""),
        because=_because(entry, head),
        mark=_one_of(f"{where}.mark", entry.get("mark", mark), sorted(MARKS)),
    )


def _sum(where: str, value: Any) -> Sum | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 0:
            raise ProgrammeError(where, "Số tiền không được âm.")
        return Sum(dong=value)
    if not isinstance(value, Mapping):
        raise ProgrammeError(where, "Mức hưởng là số đồng, hoặc số lần một mức của pháp luật.")
    _known(where, value, _SUM)
    if journey := value.get("journey", ""):
        return Sum(journey=_one_of(where, journey, get_args(Journey)))
    figure, dong = value.get("figure", ""), value.get("dong", 0)
    if bool(figure) == bool(dong):
        raise ProgrammeError(where, "Mức hưởng ghi một trong hai: số đồng, hoặc một mức của pháp luật.")
    try:
        times = Decimal(str(value.get("times", 1)))
    except InvalidOperation as wrong:
        raise ProgrammeError(where, f"“{value['times']}” không phải là số lần.") from wrong
    if times <= 0 or value.get("round", 1) < 1 or dong < 0:
        raise ProgrammeError(where, "Số lần và số tiền phải lớn hơn 0.")
    return Sum(dong, figure, times, value.get("round", 1), value.get("each", ""))


def _ask(entry: Mapping[str, Any]) -> Ask:
    _known("asks", entry, _ASK)
    kind = _one_of("asks", entry.get("kind", "number"), get_args(AskKind))
    most, usual = entry.get("most"), entry.get("usual", 1 if kind == "number" else 0)
    return Ask(_words("name", entry, "asks"), _words("label", entry, "asks"), kind, most, usual)


def _because(entry: Mapping[str, Any], head: Mapping[str, Any]) -> Because | None:
    decree = entry.get("decree", head.get("decree", ""))
    if not decree:
        return None
    return Because(decree, *read_place(entry.get("at", head.get("at", ""))), entry.get("says", head.get("says", "")))


def _words(field: str, data: Mapping[str, Any], where: str = "") -> str:
    value = data.get(field, "")
    if not isinstance(value, str) or not value.strip():
        raise ProgrammeError(f"{where}.{field}".lstrip("."), f"Thiếu “{_LABELS.get(field, field)}”.")
    return value.strip()


def _day(field: str, data: Mapping[str, Any]) -> date | None:
    value = data.get(field)
    if value is not None and not isinstance(value, date):
        raise ProgrammeError(field, "Ngày viết năm-tháng-ngày, như 2021-07-01.")
    return value


def _list(field: str, value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ProgrammeError(field, f"“{_LABELS.get(field, field)}” phải là một dãy.")
    return value


def _one_of(field: str, value: Any, allowed: Sequence[str]) -> Any:
    if value not in allowed:
        raise ProgrammeError(field, f"“{_LABELS.get(field, field)}” phải là một trong: {', '.join(allowed)}.")
    return value


def _known(field: str, data: Mapping[str, Any], keys: frozenset[str]) -> None:
    if strangers := sorted(set(data) - keys):
        raise ProgrammeError(field, f"Mục lạ: {', '.join(strangers)}.")


_LABELS = {
    "name": "tên", "code": "mã nhóm", "who": "ai được hưởng", "source": "nguồn tiền", "to": "cấp cho", "every": "kỳ",
    "family": "loại", "mark": "dấu tin cậy", "group": "nhóm", "papers": "giấy tờ", "notes": "ghi chú",
    "label": "lời hỏi",
}  # fmt: skip

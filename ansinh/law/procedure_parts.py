"""What a procedure is made of: its steps with who and how long, its papers, its forms, the groups that may ask."""

from datetime import date
from typing import Literal, NamedTuple

from ansinh.law.decree import PROVISIONAL_MARKS
from ansinh.law.facts import MERIT_KINDS
from ansinh.law.ruling import Because

Actor = Literal[
    "applicant",
    "village",
    "commune_officer",
    "commune_chair",
    "council",
    "district_officer",
    "district_chair",
    "province_officer",
    "province_chair",
    "payer",
]
DayUnit = Literal["working", "calendar"]
Outcome = Literal[
    "award", "adjust", "stop", "suspend", "resume", "move", "grant", "list", "certificate", "replace", "verify"
]

ACTORS: dict[str, str] = {
    "applicant": "Người đề nghị",
    "village": "Trưởng thôn",
    "commune_officer": "Công chức cấp xã",
    "commune_chair": "Chủ tịch UBND cấp xã",
    "council": "Hội đồng xác định mức độ khuyết tật",
    "district_officer": "Phòng Lao động – Thương binh và Xã hội",
    "district_chair": "Chủ tịch UBND cấp huyện",
    "province_officer": "Sở chuyên môn của tỉnh",
    "province_chair": "Giám đốc Sở chuyên môn của tỉnh",
    "payer": "Đơn vị chi trả",
}
"""Who does a step, as officers say it."""

UNITS: dict[DayUnit, str] = {"working": "ngày làm việc", "calendar": "ngày"}
NO_LIMIT = "luật không định hạn"
"""Of one step: nothing is known to be fixed; the office's own habit is then data to be entered."""

STEPS = (
    "receive",
    "review",
    "meet",
    "conclude",
    "post",
    "complaint",
    "propose",
    "appraise",
    "decide",
    "certify",
    "hand_over",
    "execute",
)
"""The names a step may have; a procedure has each once, in its own order."""


class Step(NamedTuple):
    """One step: its name (of STEPS), the imperative an officer reads, who does it, and its limit.

    `days` None: the law as known fixes none, the office enters its own. `guide` says in one or two plain sentences
    what the law wants here. `within` names the step whose days already hold these (posting counts inside the
    examination): such days are not added to the whole.
    """

    name: str
    label: str
    actor: Actor
    days: int | None
    unit: DayUnit
    guide: str
    because: Because
    optional: bool = False
    mark: str = "verified"
    within: str = ""

    @property
    def provisional(self) -> bool:
        """Whether nobody has read it in an official text."""
        return self.mark in PROVISIONAL_MARKS


class Paper(NamedTuple):
    """One line of the checklist: when it is asked ("" always), of which groups (none: all).

    `private`: about a person's health; neither it nor what it proves is ever posted. `after`: the step that makes
    it, so nobody is asked for it before.
    """

    name: str
    label: str
    when: str
    groups: tuple[str, ...]
    private: bool
    because: Because
    after: str = ""


class Form(NamedTuple):
    """A form of the decree's annex, and the groups that fill it in (none: all)."""

    name: str
    title: str
    groups: tuple[str, ...]


class Group(NamedTuple):
    """A benefit that may be asked for: its code, its name, and the facts its form asks, in the paper's order.

    `from_year`: of a yearly list, whether the whole year of the decision counts.
    """

    code: str
    label: str
    asks: tuple[str, ...]
    from_year: bool = False


class Procedure(NamedTuple):
    """One procedure as the law has it from `since` to `until`.

    `code` is the national portal's; `tiers` how many levels of local government there are; `kinds` what it may award;
    `days` the whole limit, counted in `unit` (None: not known); `signer` who signs the outcome, for which `bureau` of
    the province and under which `symbol` of numbers (empty: its people's committee); `posted` whether the result is
    posted before it goes on.
    """

    slug: str
    code: str
    name: str
    since: date
    until: date | None
    tiers: Literal[2, 3]
    outcome: Outcome
    kinds: tuple[str, ...]
    applicants: tuple[str, ...]
    groups: tuple[Group, ...]
    forms: tuple[Form, ...]
    papers: tuple[Paper, ...]
    steps: tuple[Step, ...]
    days: int | None
    days_mark: str
    signer: Actor
    posted: bool
    because: Because
    mark: str
    notes: tuple[str, ...]
    unit: DayUnit = "working"
    order: int = 0
    bureau: str = ""
    symbol: str = ""

    @property
    def provisional(self) -> bool:
        """Whether it rests on a text nobody has read in its official form."""
        return self.mark in PROVISIONAL_MARKS

    @property
    def leaves(self) -> bool:
        """Whether the file goes on to another place, which then decides (moving between places)."""
        return self.outcome == "move" and self.step("execute") is not None

    @property
    def of_merit(self) -> bool:
        """Whether it is of people with merit: every kind it may award is."""
        return bool(self.kinds) and set(self.kinds) <= MERIT_KINDS

    def paper_of(self, step: str) -> Paper | None:
        """The paper a step makes (the medical board's minutes), if any: what it says is told then."""
        return next((paper for paper in self.papers if paper.after == step), None)

    @property
    def limit(self) -> str:
        """20 ngày làm việc; what is not known is said to be not known."""
        return "luật chưa rõ hạn, cơ quan tự nhập" if self.days is None else f"{self.days} {UNITS[self.unit]}"

    @property
    def limit_provisional(self) -> bool:
        """Whether the whole limit rests on what nobody has read in an official text."""
        return self.days is not None and self.days_mark in PROVISIONAL_MARKS

    def limit_of(self, step: Step) -> str:
        """A step's limit, and inside which other step's days it lies."""
        outer = self.step(step.within)
        inside = f"trong hạn của bước “{outer.label}”" if outer else ""
        if step.days is None:
            return inside or NO_LIMIT
        return ", ".join(filter(None, [f"{step.days} {UNITS[step.unit]}", inside]))

    def step(self, name: str) -> Step | None:
        """One of its steps."""
        return next((step for step in self.steps if step.name == name), None)

    def group(self, code: str) -> Group | None:
        """One of its groups; a code as rulings write it (K6.N, K5a.80+) finds its benefit's."""
        return next((group for group in self.groups if group.code in (code, code.partition(".")[0])), None)

    def forms_of(self, code: str) -> tuple[Form, ...]:
        """The forms one group fills in."""
        return tuple(form for form in self.forms if not form.groups or code in form.groups)

    def papers_of(self, code: str) -> tuple[Paper, ...]:
        """The papers one group brings."""
        return tuple(paper for paper in self.papers if not paper.groups or code in paper.groups)

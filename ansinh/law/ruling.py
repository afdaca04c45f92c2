"""What the law gives one situation in one month, and why, in sentences an officer can read out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ansinh.law.month import Month
from ansinh.law.wording import place


class Because(NamedTuple):
    """One reason: the place in the text (parts not known are empty) and the sentence that applies it."""

    decree: str
    article: str
    clause: str
    point: str
    sentence: str

    @property
    def place(self) -> str:
        """Điều 6 khoản 1 điểm đ, 20/2021/NĐ-CP."""
        where = place(self.article, self.clause, self.point)
        return f"{where}, {self.decree}" if where else self.decree


class Due(NamedTuple):
    """One benefit that is due: amount in whole đồng for the month, coefficient as printed, units counted.

    `in_kind` says what is given in goods (rice); its amount is then 0. `provisional`: a figure used was
    not read in an official text; `readings`: the open readings (R1…) it rests on.
    """

    code: str
    kind: str
    name: str
    coefficient: Decimal | None
    units: int
    amount: int
    because: tuple[Because, ...]
    provisional: bool
    readings: tuple[str, ...]
    in_kind: str = ""

    @property
    def sentence(self) -> str:
        """All reasons in one breath."""
        return " ".join(reason.sentence for reason in self.because)


class Excluded(NamedTuple):
    """A benefit whose group the person fits, yet which is not due, and the bar that decides."""

    code: str
    kind: str
    reason: str
    because: tuple[Because, ...]
    readings: tuple[str, ...] = ()


class Considered(NamedTuple):
    """A benefit that was looked at and whose condition is not met ("đã xét: …")."""

    code: str
    reason: str


class Question(NamedTuple):
    """What the text leaves open here: shown to the officer to decide, nothing is cut by itself."""

    reading: str
    sentence: str


class Ruling(NamedTuple):
    """Everything the law says of one situation in one month, by one book of decrees."""

    month: Month
    book_key: str
    due: tuple[Due, ...]
    excluded: tuple[Excluded, ...]
    questions: tuple[Question, ...]
    considered: tuple[Considered, ...]

    @property
    def total(self) -> int:
        """All that is due in the month, whole đồng."""
        return sum(due.amount for due in self.due)

    @property
    def provisional(self) -> bool:
        """Whether any sum rests on a text nobody has read in its official form."""
        return any(due.provisional for due in self.due)

    @property
    def readings(self) -> tuple[str, ...]:
        """The open readings this ruling rests on or asks about, in order of number, each once."""
        found = {reading for due in self.due for reading in due.readings}
        found |= {reading for line in self.excluded for reading in line.readings}
        found |= {question.reading for question in self.questions if question.reading}
        return tuple(sorted(found, key=lambda reading: int(reading[1:])))

    def amount(self, kind: str) -> int:
        """What is due of one kind of benefit, whole đồng."""
        return sum(due.amount for due in self.due if due.kind == kind)

    def to_json(self) -> dict[str, Any]:
        """Plain data for storage; `from_json` gives the same ruling back. Coefficients are decimal text."""
        return {
            "month": str(self.month),
            "book_key": self.book_key,
            "benefits": [_due_out(due) for due in self.due],
            "excluded": [_excluded_out(line) for line in self.excluded],
            "questions": [question._asdict() for question in self.questions],
            "considered": [line._asdict() for line in self.considered],
            "total": self.total,
            "provisional": self.provisional,
            "readings": list(self.readings),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Ruling":
        """The ruling that `to_json` wrote."""
        return cls(
            Month.parse(data["month"]),
            data["book_key"],
            tuple(_due_in(line) for line in data["benefits"]),
            tuple(_excluded_in(line) for line in data["excluded"]),
            tuple(Question(**line) for line in data["questions"]),
            tuple(Considered(**line) for line in data["considered"]),
        )


def _due_out(due: Due) -> dict[str, Any]:
    coefficient = None if due.coefficient is None else str(due.coefficient)
    because = [reason._asdict() for reason in due.because]
    return due._asdict() | {
        "coefficient": coefficient,
        "because": because,
        "readings": list(due.readings),
    }


def _due_in(line: Mapping[str, Any]) -> Due:
    coefficient = line["coefficient"]
    return Due(
        **{
            **line,
            "coefficient": None if coefficient is None else Decimal(coefficient),
            "because": tuple(Because(**reason) for reason in line["because"]),
            "readings": tuple(line["readings"]),
        }
    )


def _excluded_out(line: Excluded) -> dict[str, Any]:
    because = [reason._asdict() for reason in line.because]
    return line._asdict() | {"because": because, "readings": list(line.readings)}


def _excluded_in(line: Mapping[str, Any]) -> Excluded:
    because = tuple(Because(**reason) for reason in line["because"])
    return Excluded(**{**line, "because": because, "readings": tuple(line["readings"])})

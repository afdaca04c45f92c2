"""From which month a benefit is due, until which, and what suspension, adjustment and moving do to months.

Decree 20/2021 Article 8; circular 02/2021 Article 2; decree 176/2025 for the social pension; before July 2021 decree
136/2013, recalled. Pure functions over months; which text decides is looked up in the book, in the month of the act.
"""

from typing import Literal, NamedTuple

from ansinh.law.book import Book
from ansinh.law.decree import Provision
from ansinh.law.facts import MERIT_KINDS
from ansinh.law.month import Month
from ansinh.law.ruling import Because

Ending = Literal["death", "ineligible", "prison", "refused", "facility", "moved_away", "moved_near", "after_suspension"]
ENDINGS: tuple[Ending, ...] = (
    "death",
    "ineligible",
    "prison",
    "refused",
    "facility",
    "moved_away",
    "moved_near",
    "after_suspension",
)


class Timing(NamedTuple):
    """A month with the text that gives it; `readings` are open readings it rests on."""

    month: Month
    because: Because
    readings: tuple[str, ...] = ()
    provisional: bool = False


def first_month(
    kind: str,
    code: str,
    decided: Month,
    *,
    book: Book,
    certificate: Month | None = None,
    turned: Month | None = None,
    condition_met: Month | None = None,
) -> Timing:
    """The first month due of a new award decided (signed) in `decided`.

    `turned` is the month of reaching the age the group asks for, `certificate` that of the disability certificate,
    `condition_met` that in which the last other condition was met: back-pay never reaches before it (reading R4).
    K5b, K5c count from `turned` (from `condition_met` when that is not given), K6 from `certificate`, everything else
    from the decision. Care money always counts from the decision.
    """
    if kind in MERIT_KINDS:
        return _first_of_merit(book, code, decided, certificate, condition_met)
    group = code.split(".")[0] if kind == "allowance" else ""
    rule, back_to = _start_rule(book, group, decided, turned or condition_met, certificate)
    if back_to is None:
        return _timing(rule, decided, f"Quyết định ký tháng {decided.vi}.")
    if condition_met is not None and condition_met > back_to:
        start = min(condition_met, max(decided, back_to))
        said = f"Điều kiện sau cùng đạt tháng {condition_met.vi}: hưởng từ tháng {start.vi}."
        return _timing(rule, start, said, ("R4",))
    return _not_before_the_group(book, code, _timing(rule, back_to, f"Hưởng từ tháng {back_to.vi}."))


def _first_of_merit(
    book: Book, code: str, decided: Month, certificate: Month | None, condition_met: Month | None
) -> Timing:
    """Of merit: the medical council's month, the month after the death, that of the condition, else the decision's.

    `certificate` is the month of the council's conclusion, `condition_met` that of the death or of being alone
    (decree 131/2021).
    """
    after = None if condition_met is None else condition_met.plus(1)
    ways = (("start.conclusion", certificate), ("start.death", after), ("start.condition", condition_met))
    for name, month in ways:
        rule = book.provision(name, decided)
        if rule is not None and month is not None and code.split(".")[0] in rule.groups:
            return _timing(rule, month, f"Hưởng từ tháng {month.vi}.")
    return _timing(book.provision("start.merit", decided), decided, f"Quyết định ký tháng {decided.vi}.")


def _start_rule(
    book: Book, group: str, decided: Month, turned: Month | None, certificate: Month | None
) -> tuple[Provision | None, Month | None]:
    for name, month in (("start.age", turned), ("start.certificate", certificate), ("start.pension", None)):
        rule = book.provision(name, decided)
        if rule is not None and group in rule.groups:
            return rule, month
    return book.provision("start.decision", decided), None


def _not_before_the_group(book: Book, code: str, timing: Timing) -> Timing:
    """Nothing is due before the law knew the group at all."""
    if book.figure(code, timing.month) is not None:
        return timing
    later = (timing.month.plus(step) for step in range(1, 240))
    first = next((month for month in later if book.figure(code, month) is not None), None)
    return timing if first is None else timing._replace(month=first)


def last_month(ending: Ending, happened: Month, *, book: Book, code: str = "", kind: str = "") -> Timing:
    """The last month due when an award ends by something that happened in a month.

    Death, loss of a condition, refusal: that month is due, the next is not (Article 8 clause 2; R1). Prison: that
    month is due (R5). Entry into a facility: not due from the decision's month (R5). A move: the old place pays the
    month of the stop decision and the new place goes on after it; the social pension is paid by the new place from
    the very month of the stop. After three months of suspension unanswered: from the month after the decision.
    """
    before = happened.plus(-1)
    if ending == "facility":
        said = f"Vào cơ sở theo quyết định tháng {happened.vi}: hưởng hết tháng {before.vi}."
        return _timing(book.provision("bar.facility", happened), before, said, ("R5",))
    if ending in ("moved_away", "moved_near"):
        return _moved(ending, happened, before, book, code)
    names = {"prison": "bar.prison", "refused": "stop.refused", "after_suspension": "stop.after_suspension"}
    own = [f"stop.{code}", *([f"stop.{kind}"] if ending not in names else [])]
    rules = (book.provision(name, happened) for name in (*own, names.get(ending, "stop"), "stop"))
    rule = next((rule for rule in rules if rule is not None), None)
    readings = {"death": (), "prison": ("R5",)}.get(ending, ("R1",) if ending == "ineligible" else ())
    return _timing(rule, happened, f"Hưởng hết tháng {happened.vi}.", readings)


def _moved(ending: Ending, stopped: Month, before: Month, book: Book, code: str) -> Timing:
    own = book.provision(f"move.{code}", stopped) if code else None
    if own is not None:
        return _timing(own, before, f"Nơi cũ chi trả hết tháng {before.vi}, nơi mới từ tháng {stopped.vi}.")
    rule = book.provision("move.near" if ending == "moved_near" else "move", stopped)
    rule = rule or book.provision("move", stopped)
    return _timing(rule, stopped, f"Nơi cũ chi trả hết tháng {stopped.vi}, nơi mới từ tháng {stopped.plus(1).vi}.")


def adjustment_month(condition_met: Month, *, book: Book) -> Timing:
    """The month from which a changed level counts: that of meeting its condition (Article 8 clause 1, last line)."""
    rule = book.provision("adjust", condition_met)
    return _timing(rule, condition_met, f"Mức mới tính từ tháng {condition_met.vi}.")


def suspended_months(
    decided: Month, *, book: Book, first: Month | None = None, last: Month | None = None
) -> tuple[Timing, Month | None]:
    """The first suspended month and the last (None: until resumed).

    The months named in the decision; without months, from the month after the decision (reading R6).
    """
    rule = book.provision("suspend", decided)
    if first is not None:
        return _timing(rule, first, f"Tạm dừng từ tháng {first.vi} theo quyết định.", ("R6",)), last
    start = decided.plus(1)
    return _timing(rule, start, f"Quyết định không ghi tháng: tạm dừng từ tháng {start.vi}.", ("R6",)), last


def may_stop_after_suspension(suspended_from: Month) -> Month:
    """The month from which an award may be stopped when a suspension for not complying stays unanswered.

    Three months after it began (circular 02/2021 Article 2 clause 1).
    """
    return suspended_from.plus(3)


def carries_over(last_due: Month, month: Month, from_kind: str, to_kind: str, *, book: Book) -> Timing | None:
    """Whether a running award goes on in another own group without a new decision (reading R11).

    It does from one month to the next inside one kind (K5c to the social pension in July 2025 too); after a gap, or
    into another kind, it does not: None.
    """
    if from_kind != to_kind or month > last_due.plus(1):
        return None
    rule = book.provision("carry", month) or book.provision("adjust", month)
    return _timing(rule, month, f"Chuyển nhóm liền tháng {month.vi}: không cần quyết định mới.", ("R11",))


def _timing(rule: Provision | None, month: Month, said: str, readings: tuple[str, ...] = ()) -> Timing:
    if rule is None:
        because = Because("", "", "", "", f"{said} Chưa có văn bản quy định tháng hưởng cho thời gian này.")
        return Timing(month, because, readings, True)
    because = Because(rule.decree, *rule.at, sentence=f"{rule.sentence} {said}")
    return Timing(month, because, tuple(dict.fromkeys((*readings, *rule.readings))), rule.provisional)

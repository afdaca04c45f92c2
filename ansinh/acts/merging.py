"""Two records of one person made one: which award the law keeps, what moves, and all of it taken back.

The record that is gone keeps its history and points to the one that stays. A merge writes down everything it did.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ansinh.acts import assistance, entitlement, facts, grounds, inquiries, permit
from ansinh.law.ruling import Because
from ansinh.reckoning.months import month_text
from ansinh.record.models.assistance import Award
from ansinh.record.models.linkage import Merge, Pair
from ansinh.record.models.people import Fact, IdentityStatus, Person
from ansinh.record.models.users import User

TWICE = "Hưởng trùng: hai hồ sơ là một người"
MOVED = "Gộp hồ sơ: hưởng tiếp ở hồ sơ giữ lại"
SOURCE = "gộp hồ sơ"
ENDS = ("until_month", "reckoned_from", "stop_reason", "stop_number", "stop_decided_on")
"""What a merge changes of an award, and gives back."""


class Both(NamedTuple):
    """One kind drawn under both records: which award the law keeps, from which month it is double, and why."""

    kind: str
    stays: Award
    goes: Award
    from_month: int
    sentence: str
    because: tuple[Because, ...]


def double(kept: Person, gone: Person, on: datetime.date) -> list[Both]:
    """The exclusive kinds drawn under both records in the same months; the law is asked which is kept."""
    found = []
    for one in kept.awards.all():
        for other in gone.awards.filter(kind=one.kind):
            start = max(one.from_month, one.reckoned_from, other.from_month, other.reckoned_from)
            ends = [award.until_month for award in (one, other) if award.until_month is not None]
            if not ends or start < min(ends):
                found.append(_both(kept, gone, one, other, start, on))
    return found


def _both(kept: Person, gone: Person, one: Award, other: Award, month: int, on: datetime.date) -> Both:
    """The law is asked once with what both records say; where it does not choose, the earlier award stays."""
    earlier, later = sorted((one, other), key=lambda award: (award.from_month, award.pk))
    groups = {entitlement.group_of(award.code): award for award in (later, earlier)}
    stated = {**facts.in_month(gone, month), **facts.in_month(kept, month)}
    try:
        offered = entitlement.offer(kept, kinds=[one.kind], on=on, stated=stated, month=month).due
    except entitlement.Unknown:
        offered = None
    chosen = groups.get(entitlement.group_of(offered.code)) if offered is not None else None
    if offered is not None and chosen is not None and len(groups) > 1:
        goes = later if chosen is earlier else earlier
        said = f"Luật giữ “{offered.name}” (nhóm {chosen.code}): chỉ được hưởng một mức, mức cao nhất."
        return Both(one.kind, chosen, goes, month, said, offered.because)
    said = f"Hai nơi hưởng cùng một chế độ: giữ quyết định có trước, từ {month_text(earlier.from_month)}."
    return Both(one.kind, earlier, later, month, said, offered.because if offered is not None else ())


def merge(
    kept: Person, gone: Person, *, month: int, by: User, on: datetime.date, reason: str = "", number: str = "",
    decided_on: datetime.date | None = None,
) -> Merge:  # fmt: skip
    """Make one of two records: from ``month`` on everything is drawn under ``kept``.

    What the law does not keep stops from the month it was double; months already paid become a debt by the run's own
    difference. ``number``, ``decided_on``: the decision that stops it. Raises ``ValueError``, ``permit.Refused``.
    """
    for person in (kept, gone):
        permit.check(by, "register", person.unit)
    with transaction.atomic():
        held = {person.pk: person for person in _locked(kept, gone)}
        kept, gone = held[kept.pk], held[gone.pk]
        _refuse(kept, gone)
        both = double(kept, gone, on)
        if both and (not number.strip() or decided_on is None):
            raise ValueError("Có khoản hưởng trùng phải thôi: ghi số và ngày quyết định thôi hưởng.")
        made = Merge.objects.create(kept=kept, gone=gone, month=month, reason=reason, by=by)
        with grounds.merging(made):
            made.done = _Doing(kept, gone, month, by).all(both, number, decided_on)
        made.save(update_fields=["done"])
        facts.rebuild([kept.pk, gone.pk])
        pair = Pair.objects.filter(left__in=held, right__in=held).first()
        if pair is not None:
            Pair.objects.filter(pk=pair.pk).update(
                state="same", reason=reason, decided_by=by, decided_at=timezone.now()
            )
            inquiries.close(pair, words="Cùng một người, đã gộp hai hồ sơ.", by=by, on=on)
    return made


def _locked(*people: Person) -> list[Person]:
    wanted = Person.objects.select_for_update().filter(pk__in=[person.pk for person in people])
    return list(wanted.order_by("pk"))


def _refuse(kept: Person, gone: Person) -> None:
    if kept.pk == gone.pk:
        raise ValueError("Chọn hai hồ sơ khác nhau.")
    for person in (kept, gone):
        if person.merged_into_id is not None:
            raise ValueError(f"Hồ sơ {person.full_name} đã gộp vào hồ sơ khác.")
    if gone.merged.exists():
        raise ValueError(f"Hồ sơ {gone.full_name} đang giữ hồ sơ khác gộp vào: chọn giữ lại hồ sơ này.")
    if kept.died_on != gone.died_on:
        dead, other = (kept, gone) if kept.died_on is not None else (gone, kept)
        raise ValueError(
            f"Hồ sơ {dead.full_name}, {dead.unit} ghi chết ngày {dead.died_on:%d/%m/%Y}, hồ sơ kia thì không ghi thế:"
            f" ghi ngày mất ở hồ sơ {other.full_name}, {other.unit}, hoặc xoá ngày mất ghi nhầm, rồi gộp."
        )
    if kept.identity_number and gone.identity_number and kept.identity_number != gone.identity_number:
        raise ValueError(
            f"Hai hồ sơ có hai số định danh ({kept.identity_number}, {gone.identity_number}): đối chiếu thẻ, xoá số ghi"
            " sai ở “Sửa thông tin” rồi gộp."
        )


class _Doing:
    """One merge at work, writing down what it does."""

    def __init__(self, kept: Person, gone: Person, month: int, by: User) -> None:
        self.kept, self.gone, self.month, self.by = kept, gone, month, by
        self.ended: dict[str, dict[str, Any]] = {}
        self.made: list[int] = []

    def all(self, both: list[Both], number: str, decided_on: datetime.date | None) -> dict[str, Any]:
        copied = self._facts()
        moved = self._numbers()
        for one in both:
            self._end(one.goes, one.from_month, TWICE, number, decided_on)
        for award in self.gone.awards.filter(Q(until_month__isnull=True) | Q(until_month__gt=self.month)):
            if award.until_month is None or max(award.from_month, award.reckoned_from) < award.until_month:
                self._go_on(award)
        Person.objects.filter(pk=self.gone.pk).update(merged_into=self.kept)
        return {"facts": copied, "numbers": moved, "ended": self.ended, "made": self.made}

    def _facts(self) -> list[int]:
        """What the record that stays does not know is copied, with its months."""
        known = set(self._live(self.kept).values_list("kind", flat=True))
        copies = [
            Fact(person=self.kept, kind=fact.kind, value=fact.value, from_month=fact.from_month,
                 until_month=fact.until_month, source=f"{SOURCE}: {fact.source}".rstrip(": "),
                 recorded_at=timezone.now(), recorded_by=self.by)
            for fact in self._live(self.gone) if fact.kind not in known
        ]  # fmt: skip
        return [fact.pk for fact in Fact.objects.bulk_create(copies)]

    def _live(self, person: Person) -> Any:
        return Fact.objects.filter(person=person, superseded_at__isnull=True)

    def _numbers(self) -> dict[str, str]:
        """Numbers the record that stays has not go over to it."""
        moved: dict[str, str] = {}
        for name in ("identity_number", "old_number"):
            value = getattr(self.gone, name)
            if value and not getattr(self.kept, name):
                moved[name] = value
        if moved:
            status = {"was": self.kept.identity_status, "had": self.gone.identity_status}
            Person.objects.filter(pk=self.gone.pk).update(**dict.fromkeys(moved))
            Person.objects.filter(pk=self.kept.pk).update(**moved)
            if "identity_number" in moved:
                Person.objects.filter(pk=self.kept.pk).update(identity_status=self.gone.identity_status)
                Person.objects.filter(pk=self.gone.pk).update(identity_status=IdentityStatus.NO_NUMBER)
                moved |= status
        return moved

    def _go_on(self, award: Award) -> None:
        """An award that runs on is drawn under the record that stays, by the same decision."""
        start = max(award.from_month, self.month)
        until = award.until_month
        paid_before = max(award.reckoned_from, start)
        self._end(award, start, MOVED, award.stop_number, award.stop_decided_on)
        made = assistance.award(
            self.kept, kind=award.kind, code=award.code, from_month=start, until_month=until,
            reckoned_from=paid_before, number=award.decision_number, decided_on=award.decided_on, by=None,
            decision=award.decision,
        )  # fmt: skip
        self.made.append(made.pk)

    def _end(self, award: Award, month: int, reason: str, number: str, decided_on: datetime.date | None) -> None:
        """End an award from a month on; one that begins no earlier gives nothing at all."""
        award.refresh_from_db()
        if str(award.pk) not in self.ended:
            self.ended[str(award.pk)] = {name: _plain(getattr(award, name)) for name in ENDS}
        if month <= award.from_month:
            award.until_month = award.reckoned_from = award.from_month + 1
        else:
            award.until_month = month
            award.reckoned_from = min(award.reckoned_from, month)
        award.stop_reason, award.stop_number, award.stop_decided_on = reason, number, decided_on
        award.save()


def undo(made: Merge, *, reason: str, by: User) -> Merge:
    """The two were two people after all: each has again what it had. Raises ``ValueError``, ``permit.Refused``."""
    if not reason.strip():
        raise ValueError("Ghi vì sao hoàn lại việc gộp.")
    for person in (made.kept, made.gone):
        permit.check(by, "register", person.unit)
    with transaction.atomic():
        held = Merge.objects.select_for_update().get(pk=made.pk)
        if held.undone_at is not None:
            raise ValueError("Việc gộp này đã hoàn lại rồi.")
        Person.objects.filter(pk=held.gone_id).update(merged_into=None)
        held.undone_at, held.undone_by, held.undone_reason = timezone.now(), by, reason.strip()
        held.save()
        with grounds.merging(held):
            _give_back(held)
        facts.rebuild([held.kept_id, held.gone_id])
        pair = Pair.objects.filter(left__in=[held.kept_id, held.gone_id], right__in=[held.kept_id, held.gone_id])
        pair.update(state="different", reason=reason.strip(), decided_by=by, decided_at=timezone.now())
    return held


def _give_back(made: Merge) -> None:
    """Awards made by the merge give nothing; those it ended are as they were; facts and numbers go back."""
    for award in Award.objects.filter(pk__in=made.done["made"]):
        _nothing(award)
    for pk, before in made.done["ended"].items():
        Award.objects.filter(pk=pk).update(**before)
    Fact.objects.filter(pk__in=made.done["facts"], superseded_at__isnull=True).update(superseded_at=timezone.now())
    numbers = dict(made.done["numbers"])
    was, had = numbers.pop("was", None), numbers.pop("had", None)
    if numbers:
        Person.objects.filter(pk=made.kept_id).update(
            **dict.fromkeys(numbers), **({"identity_status": was} if had else {})
        )
        Person.objects.filter(pk=made.gone_id).update(**numbers, **({"identity_status": had} if had else {}))


def _nothing(award: Award) -> None:
    """An award that gives nothing any more; lists that paid it still name it, so it stays, before all others."""
    first = min(Award.objects.filter(person=award.person_id, kind=award.kind).values_list("from_month", flat=True))
    award.from_month, award.until_month, award.reckoned_from = first - 1, first, first
    award.stop_reason = "Hoàn lại việc gộp hồ sơ"
    award.save()


def standing(person: Person) -> Merge | None:
    """The merge by which this record is gone, when it is."""
    return Merge.objects.filter(gone=person, undone_at__isnull=True).select_related("kept__unit", "by").first()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value

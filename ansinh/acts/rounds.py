"""A round of a programme: opened at its levels, made into a list a commune, approved, handed out, returned, settled.

Nobody stands on two lists of one campaign unless the programme says so; who is passed over is told, with the reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from ansinh.acts import asking, permit
from ansinh.acts.preparing import NotNow
from ansinh.acts.programmes import Fault, keep_levels, levels, text_of
from ansinh.acts.round_amounts import amount_of, told, unanswered
from ansinh.law import programme as law
from ansinh.law import question
from ansinh.law.question import Question
from ansinh.law.wording import dong
from ansinh.reckoning.months import first_day, month_text
from ansinh.record.branches import became
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from ansinh.record.models.programmes import STAGES, Given, Item, Round, Sheet, Stage
from ansinh.record.models.users import User


class Passed(NamedTuple):
    """Somebody the question fits who is not listed, and why."""

    person_id: int
    reason: str


_Elsewhere = dict[tuple[str, int], tuple[int, str]]
"""Whose share stands on which list already: its key and its title."""


class Made(NamedTuple):
    """What became of making a list: how many lines, how much (đồng), and who was passed over."""

    sheet: Sheet
    lines: int
    total: int
    passed: tuple[Passed, ...]


@transaction.atomic
def open_round(
    slug: str, *, title: str, campaign: str, month: int, scope: Unit, entered: Mapping[str, int], basis: str = "",
    source: str = "", money: int | None = None, keep: bool = False, by: User, on: datetime.date,
) -> Round | list[Fault]:  # fmt: skip
    """Open a round; the levels the law does not give are entered, with the paper that sets them. Faults come back.

    ``keep``: they are the place's own from this month on, and offered again.
    """
    permit.check(by, "prepare", scope)
    text = text_of(slug, by=by)
    programme = law.read(slug, text)
    found = [Fault("title", "Đặt tên cho đợt, như “Quà Tết Tân Sửu 2021”.")] if not title.strip() else []
    if money is not None and money < 0:
        found.append(Fault("money", "Kinh phí được giao không được âm."))
    given: dict[str, int] = {}
    said = ""
    own: dict[str, int] = {}
    for level in levels(programme, month, scope, on):
        dong_each = entered.get(level.group, level.dong)
        if dong_each is None:
            said = f"Chưa có mức cho tháng {month_text(month)}: nhập mức và văn bản quy định."
            found.append(Fault(f"level.{level.group}", said))
        elif dong_each < 0:
            found.append(Fault(f"level.{level.group}", "Mức không được âm."))
        else:
            given[level.group] = dong_each
            said = said or level.said
            if dong_each and (level.said or level.dong is None):
                own[level.group] = dong_each
            if dong_each != level.dong and not basis.strip():
                found.append(Fault("basis", "Mức nhập bằng tay phải ghi văn bản quy định."))
    if Round.objects.filter(slug=slug, scope=scope, title=title.strip()).exists():
        found.append(Fault("title", "Đã có đợt mang tên này ở địa bàn này."))
    if found:
        return list(dict.fromkeys(found))
    if keep and own:
        keep_levels(slug, own, scope=scope, from_month=month, basis=basis.strip() or said, by=by)
    return Round.objects.create(
        slug=slug, text=text, title=title.strip(), campaign=campaign.strip() or law.period(programme, month),
        month=month, scope=scope, levels=given, basis=basis.strip() or said, source=source.strip() or programme.source,
        money=money, opened_by=by,
    )  # fmt: skip


def programme_of(this: Round) -> law.Programme:
    """The programme as it stood when the round was opened."""
    return law.read(this.slug, this.text)


def tried(slug: str, text: str, *, month: int, units: Iterable[int], by: User) -> asking.Asked:
    """Who a programme would reach now, by group; nothing is kept."""
    programme = law.read(slug, text)
    return asking.ask_many(_questions(programme), to=programme.to, month=month, units=units, by=by)


def _questions(programme: law.Programme) -> list[tuple[str, Question]]:
    """The question of each group. Raises ValueError when one is not understood any more."""
    found = []
    for group in programme.groups:
        asked = question.read(group.who)
        if isinstance(asked, question.Wrong):
            raise ValueError(f"{group.name}: {asked.sentence}")
        found.append((group.code, asked))
    return found


def make(this: Round, unit: Unit, *, by: User) -> Made:
    """Make the list of a commune, or make it anew while nobody approved it; lines added by hand stay."""
    return make_all(this, [unit], by=by)[0]


def make_all(this: Round, units: Sequence[Unit], *, by: User) -> list[Made]:
    """The same for several communes: the register is asked once, and all of it is made or nothing."""
    for unit in units:
        permit.check(by, "prepare", unit)
    if this.closed_at is not None:
        raise NotNow("Đợt này đã đóng.")
    programme = programme_of(this)
    keys = [unit.pk for unit in units]
    try:
        with transaction.atomic():
            asked = asking.ask_many(
                _questions(programme), to=programme.to, month=this.month, units=keys, by=by, counted=programme.counted
            )
            found: dict[int, list[asking.Row]] = {key: [] for key in keys}
            for row in asked.rows():
                found[row.unit_id].append(row)
            elsewhere = _elsewhere(this, programme)
            return [_made(this, programme, unit, found[unit.pk], elsewhere, by) for unit in units]
    except IntegrityError:
        raise NotNow("Có người vừa được đưa vào danh sách khác của đợt này: lập lại.") from None


def _made(
    this: Round, programme: law.Programme, unit: Unit, found: Sequence[asking.Row], elsewhere: _Elsewhere, by: User
) -> Made:
    sheet, _ = Sheet.objects.get_or_create(
        round=this, unit=unit, defaults={"made_by": by, "made_at": timezone.now()}
    )  # fmt: skip
    sheet = _held(sheet, Stage.PREPARED)
    kept = {item.person_id: item for item in sheet.items.exclude(added_for="")}
    said = dict(sheet.items.values_list("person_id", "answers"))
    struck = set(sheet.items.filter(state=Given.STRUCK).values_list("person_id", flat=True))
    sheet.items.filter(added_for="").exclude(state=Given.STRUCK).delete()
    rows, passed = [], []
    for one in found:
        if one.person_id in kept or one.person_id in struck:
            continue
        other = _other(elsewhere, sheet, _whose(programme, one.household_id, one.person_id))
        if other is not None:
            passed.append(Passed(one.person_id, f"Đã có trong danh sách “{other}”."))
            continue
        answers = said.get(one.person_id, {}) | one.counted
        rows.append(_item(this, programme, sheet, one, answers))
    Item.objects.bulk_create(rows, batch_size=2_000)
    Sheet.objects.filter(pk=sheet.pk).update(made_by=by, made_at=timezone.now())
    sheet.refresh_from_db()
    return Made(sheet, len(rows), sum(row.amount for row in rows), tuple(passed))


def _item(this: Round, programme: law.Programme, sheet: Sheet, one: asking.Row, answers: Mapping[str, Any]) -> Item:
    return Item(
        sheet=sheet, unit=sheet.unit, person_id=one.person_id,
        household_id=one.household_id if programme.to == "household" else None,
        group=one.groups[0], also=list(one.groups[1:]), answers=dict(answers),
        amount=amount_of(this, programme, one.groups[0], one.members, answers),
        campaign=this.campaign, once=not programme.several,
    )  # fmt: skip


def _elsewhere(this: Round, programme: law.Programme) -> _Elsewhere:
    """Who stands on the lists of the campaign, and on which; empty when one may stand on several."""
    if programme.several:
        return {}
    others = Item.objects.filter(campaign=this.campaign, once=True).exclude(state=Given.STRUCK)
    with permit.whole(None):
        told = list(others.values_list("household_id", "person_id", "sheet_id", "sheet__round__title"))
    return {_whose(programme, household, person): (sheet, title) for household, person, sheet, title in told}


def _other(elsewhere: _Elsewhere, sheet: Sheet, whose: tuple[str, int]) -> str | None:
    """The title of the list, other than this, that somebody stands on already."""
    found = elsewhere.get(whose)
    return found[1] if found is not None and found[0] != sheet.pk else None


def _whose(programme: law.Programme, household: int | None, person: int) -> tuple[str, int]:
    """What a share is counted by: the household, or the person where there is none."""
    if programme.to == "household" and household is not None:
        return "household", household
    return "person", person


def add(sheet: Sheet, person: Person, *, group: str, reason: str, by: User, amount: int | None = None) -> Item:
    """One who is to be on the list though the question does not find them, with the reason.

    ``amount``: đồng when it is not what the group's level gives.
    """
    permit.check(by, "prepare", sheet.unit)
    if not reason.strip():
        raise ValueError("Ghi lý do đưa thêm vào danh sách.")
    if amount is not None and amount < 0:
        raise ValueError("Số tiền không được âm.")
    if person.died_on is not None or person.merged_into_id is not None:
        raise ValueError(f"{person.full_name} đã mất hoặc hồ sơ đã gộp.")
    if group not in sheet.round.levels:
        raise ValueError("Chọn nhóm được hưởng.")
    if not _lived_there(person, sheet):
        raise ValueError(f"{person.full_name} không ở {sheet.unit}: đưa vào danh sách của nơi ở.")
    with transaction.atomic():
        sheet = _held(sheet, Stage.PREPARED)
        this = sheet.round
        programme = programme_of(this)
        household = person.household_id if programme.to == "household" else None
        if programme.to == "household" and household is None:
            raise ValueError("Người này chưa có hộ trong sổ.")
        other = _other(_elsewhere(this, programme), sheet, _whose(programme, household, person.pk))
        if other is not None or sheet.items.filter(person=person).exclude(state=Given.STRUCK).exists():
            raise ValueError(f"Đã có trong danh sách “{other or this.title}”.")
        if amount is None:
            members = _members(this, programme, household, sheet.unit_id)
            amount = amount_of(this, programme, group, members, {})
        return Item.objects.create(
            sheet=sheet, unit=sheet.unit, person=person, household_id=household, group=group, amount=amount,
            campaign=this.campaign, once=not programme.several, added_for=reason.strip(),
        )  # fmt: skip


def _lived_there(person: Person, sheet: Sheet) -> bool:
    """Whether somebody lives in the list's commune, or did, in what it was before the map changed too."""
    now = became(first_day(sheet.round.month))
    homes = [person.unit_id, *person.residences.values_list("unit_id", flat=True)]
    return sheet.unit_id in {now.get(home, home) for home in homes} | set(homes)


def strike(item: Item, *, reason: str, by: User, on: datetime.date) -> Item:
    """Take somebody off a list that is not approved yet; making it anew does not bring them back."""
    permit.check(by, "prepare", item.sheet.unit)
    if not reason.strip():
        raise ValueError("Ghi lý do đưa ra khỏi danh sách.")
    with transaction.atomic():
        _held(item.sheet, Stage.PREPARED)
        item.state, item.reason, item.on = Given.STRUCK, reason.strip(), on
        item.save(update_fields=["state", "reason", "on"])
    return item


def strike_all(items: QuerySet[Item], *, reason: str, by: User, on: datetime.date) -> int:
    """The same for many lines at once, for one reason; how many were struck."""
    if not reason.strip():
        raise ValueError("Ghi lý do đưa ra khỏi danh sách.")
    with transaction.atomic():
        for sheet in Sheet.objects.filter(items__in=items).distinct():
            permit.check(by, "prepare", _held(sheet, Stage.PREPARED).unit)
        return items.update(state=Given.STRUCK, reason=reason.strip(), on=on)


def answer(item: Item, name: str, values: Sequence[str], *, by: User) -> Item:
    """What is asked of a line; its amount follows. Raises ValueError with the sentence for the field."""
    permit.check(by, "prepare", item.sheet.unit)
    programme = programme_of(item.sheet.round)
    ask = next((one for one in programme.asks if one.name == name), None)
    if ask is None:
        raise ValueError("Chương trình này không hỏi điều đó.")
    said = told(item, ask, values)
    with transaction.atomic():
        this = _held(item.sheet, Stage.PREPARED).round
        members = _members(this, programme, item.household_id, item.unit_id)
        item.answers = item.answers | {name: said}
        item.amount = amount_of(item.sheet.round, programme, item.group, members, item.answers)
        item.save(update_fields=["answers", "amount"])
    return item


def _members(this: Round, programme: law.Programme, household: int | None, unit: int) -> int:
    """How many a household has, counted as a list counts them: those there in the round's month, else those alive."""
    if household is None:
        return 1
    asked = asking.ask_many(_questions(programme), to="household", month=this.month, units=[unit], by=None)
    found = [row["members"] for row in asked.found.iter_rows(named=True) if row["household_id"] == household]
    return found[0] if found else Person.objects.filter(household=household, died_on=None, merged_into=None).count()


def approve(sheet: Sheet, *, paper: str, by: User, on: datetime.date) -> Sheet:
    """Approve a list: from here on only what became of each line is told. Somebody who did not make it must."""
    permit.check(by, "approve", sheet.unit)
    with transaction.atomic():
        sheet = _held(sheet, Stage.PREPARED)
        if sheet.made_by_id == by.pk:
            raise NotNow("Người lập danh sách không được tự duyệt; người khác phải duyệt.")
        if not paper.strip():
            raise NotNow("Ghi số văn bản phê duyệt danh sách.")
        lines = list(sheet.items.exclude(state=Given.STRUCK))
        if not lines:
            raise NotNow("Danh sách chưa có ai.")
        if missing := unanswered(programme_of(sheet.round), sheet.round.month, lines):
            raise NotNow(f"Còn {missing} dòng chưa chọn, chưa ghi đủ: ghi cho từng dòng hoặc đưa ra khỏi danh sách.")
        _within(sheet)
        return _move(sheet, Stage.APPROVED, approved_by=by, approved_on=on, paper=paper.strip())


def _within(sheet: Sheet) -> None:
    """A list over the money of its round is refused, with how much is wanting."""
    this = Round.objects.select_for_update().get(pk=sheet.round_id)
    if this.money is None:
        return
    with permit.whole(None):
        lines = Item.objects.filter(sheet__round=this).exclude(state=Given.STRUCK).exclude(
            sheet__stage=Stage.PREPARED
        )  # fmt: skip
        before = sum(lines.values_list("amount", flat=True))
    mine = sum(sheet.items.exclude(state=Given.STRUCK).values_list("amount", flat=True))
    if before + mine > this.money:
        raise NotNow(
            f"Vượt kinh phí được giao: đợt có {dong(this.money)}, đã duyệt {dong(before)}, danh sách này {dong(mine)},"
            f" thiếu {dong(before + mine - this.money)}."
        )


def hand_out(
    sheet: Sheet, items: Iterable[int], *, by: User, on: datetime.date, today: datetime.date, received_by: str = "",
    returned: str = "",
) -> int:  # fmt: skip
    """These lines were handed out on a day up to today (``returned``: came back, why); how many changed."""
    permit.check(by, "prepare", sheet.unit)
    with transaction.atomic():
        sheet = _held(sheet, Stage.APPROVED, Stage.HANDED)
        if sheet.approved_on and on < sheet.approved_on:
            raise ValueError("Ngày cấp không thể trước ngày duyệt danh sách.")
        if on > today:
            raise ValueError("Ngày cấp không thể ở sau hôm nay.")
        lines = sheet.items.filter(pk__in=list(items)).exclude(state=Given.STRUCK)
        state = Given.RETURNED if returned.strip() else Given.HANDED
        changed = lines.update(state=state, on=on, received_by=received_by.strip(), reason=returned.strip())
        if sheet.stage == Stage.APPROVED:
            _move(sheet, Stage.HANDED)
    return changed


def settle(sheet: Sheet, *, by: User, on: datetime.date) -> Sheet:
    """Everybody has it, or it came back: the list is settled and stays."""
    permit.check(by, "prepare", sheet.unit)
    with transaction.atomic():
        sheet = _held(sheet, Stage.HANDED)
        if left := sheet.items.filter(state=Given.LISTED).count():
            raise NotNow(f"Còn {left} dòng chưa ghi đã cấp hay trả lại.")
        return _move(sheet, Stage.SETTLED, settled_by=by, settled_on=on)


def close(this: Round, *, by: User) -> Round:
    """Every list is settled: the round ends, no list is made in it any more."""
    permit.check(by, "prepare", this.scope)
    with transaction.atomic(), permit.whole(None):
        this = Round.objects.select_for_update().get(pk=this.pk)
        listed = Item.objects.filter(sheet__round=this).exclude(state=Given.STRUCK)
        stages = [sheet.stage for sheet in this.sheets.filter(pk__in=listed.values("sheet"))]
        if this.closed_at is not None:
            raise NotNow("Đợt này đã đóng.")
        if left := sum(1 for stage in stages if stage != Stage.SETTLED):
            raise NotNow(f"Còn {left} danh sách chưa quyết toán.")
        if not stages:
            raise NotNow("Đợt này chưa có danh sách nào.")
        this.closed_at = timezone.now()
        this.save(update_fields=["closed_at"])
    return this


def _held(sheet: Sheet, *stages: str) -> Sheet:
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=sheet.pk)
    if sheet.stage not in stages:
        raise NotNow(f"Danh sách này đang ở bước “{Stage(sheet.stage).label}”.")
    return sheet


def _move(sheet: Sheet, to: str, **told: Any) -> Sheet:
    if to not in STAGES[sheet.stage]:
        raise NotNow(f"Không chuyển được từ “{Stage(sheet.stage).label}” sang “{Stage(to).label}”.")
    for name, value in (told | {"stage": to}).items():
        setattr(sheet, name, value)
    sheet.save()
    return sheet

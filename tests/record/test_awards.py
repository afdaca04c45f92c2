"""What the database never lets an award do, whatever program asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from ansinh.acts import assistance
from ansinh.record.models.assistance import Award
from tests.acts.people import elder, month
from tests.cast import Office, PhuCu
from tests.record.test_branches import do

pytestmark = pytest.mark.django_db
MADE = (
    "insert into assistance_award (person_id, kind, code, from_month, until_month, reckoned_from, decision_number,"
    " stop_number, stop_reason, recorded_at) select person_id, kind, code, %s, %s, %s, '9/QĐ', '', '', now()"
    " from assistance_award where id = %s"
)


@pytest.fixture
def held(phu_cu: PhuCu) -> Award:
    """Drawn from January 2020 to the end of 2021, by a decision on paper."""
    made = elder("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], since=month("2020-01"))
    Award.objects.filter(pk=made.pk).update(until_month=month("2022-01"), decision_number="12/QĐ-UBND")
    return made


@pytest.mark.parametrize(
    ("first", "until"),
    [("2020-01", "2022-01"), ("2021-12", None), ("2019-01", "2020-02"), ("2019-01", None), ("2020-06", "2020-07")],
)
def test_no_second_award_of_a_class_lies_over_months_of_the_first(held: Award, first: str, until: str | None) -> None:
    last = month(until) if until else None
    with pytest.raises(DatabaseError, match="one_of_a_kind_at_a_time"), transaction.atomic():
        do(MADE, month(first), last, month(first), held.pk)
    assert Award.objects.count() == 1


def test_one_after_the_other_is_let_in_and_not_drawn_out_over_the_next(held: Award) -> None:
    do(MADE, month("2022-01"), None, month("2022-01"), held.pk)
    for change in ("until_month = null", "until_month = until_month + 1"):
        with pytest.raises(DatabaseError, match="one_of_a_kind_at_a_time"), transaction.atomic():
            do(f"update assistance_award set {change}, stop_number = '7/QĐ' where id = %s", held.pk)


def test_the_refusal_says_who_what_where_since_when(held: Award, office: Office) -> None:
    with pytest.raises(assistance.Overlaps) as refused:
        assistance.award(
            held.person, kind="allowance", code="K6.N", from_month=month("2021-06"), by=office.lan, number="6/QĐ"
        )
    said = str(refused.value)
    for told in ("Vũ Thị Lụa", "Xã Tống Trân", "K5c", "1/2020", "12/QĐ-UBND"):
        assert told in said, said


def test_nobody_makes_holds_or_ends_an_award_without_a_decision(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=month("2021-01"))
    who, later = held.person, month("2021-06")
    for deed in [
        lambda: assistance.award(who, kind="care", code="C5", from_month=later, by=office.lan),
        lambda: assistance.stop(held, until_month=later, reason="x", by=office.lan, number=" "),
        lambda: assistance.suspend(who, from_month=later, reason="x", by=office.lan),
        lambda: assistance.resume_all(who, until_month=later, pay_back=True, by=office.lan),
    ]:
        with pytest.raises(assistance.Undecided, match="Chưa có quyết định"):
            deed()
    held.refresh_from_db()
    assert (who.awards.count(), held.until_month, held.suspensions.count()) == (1, None, 0)

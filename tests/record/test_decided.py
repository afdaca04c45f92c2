"""Only a decision makes, changes or ends an award: the database refuses plain statements that name none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.acts import assistance, people, permit
from ansinh.record.models.assistance import Award
from tests.acts.people import elder, month
from tests.cast import Office, PhuCu
from tests.record.test_branches import do

pytestmark = pytest.mark.django_db
MADE = (
    "insert into assistance_award (person_id, kind, code, from_month, reckoned_from, decision_number, stop_number,"
    " stop_reason, recorded_at) select person_id, 'care', 'C5', 24300, 24300, %s, '', '', now()"
    " from assistance_award where id = %s"
)
UNDECIDED = "Chưa có quyết định"
DIED = datetime.date(2021, 5, 20)


@pytest.fixture(params=["an officer's session", "the whole register"])
def held(request: pytest.FixtureRequest, phu_cu: PhuCu, office: Office) -> Iterator[Award]:
    """Drawn since January 2020 by a decision on paper; asked in a branch, or as the tables' owner."""
    made = elder("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], since=month("2020-01"))
    if request.param == "the whole register":
        yield made
        return
    with permit.acting(office.lan):
        yield made


def refused(statement: str, *values: object, words: str = UNDECIDED) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        do(statement, *values)


def change(held: Award, said: str) -> str:
    return f"update assistance_award set {said} where id = {held.pk}"


@pytest.mark.parametrize("number", ["", "  "])
def test_nothing_is_given_without_a_decision(held: Award, number: str) -> None:
    refused(MADE, number, held.pk)
    assert do(MADE, "6/QĐ-UBND", held.pk) == [(1,)]


@pytest.mark.parametrize(
    "said",
    ["code = 'K6.N'", "kind = 'care'", "from_month = from_month - 12", "until_month = 24300",
     "reckoned_from = reckoned_from - 12", "until_month = 24300, stop_reason = 'Chết'",
     "until_month = 24300, stop_number = ' '", "stop_reason = 'Chết', until_but_for_death = 30000",
     "kind = 'funeral', until_month = 24300, reckoned_from = 24300, stop_reason = 'Ghi nhầm ngày chết'"],
)  # fmt: skip
def test_nothing_changes_or_ends_without_a_decision(held: Award, said: str) -> None:
    refused(change(held, said))
    assert do(change(held, f"{said}, decision_number = '7/QĐ-UBND'")) == [(1,)]


def test_what_a_decision_does_not_name_is_free(held: Award) -> None:
    assert do(change(held, "stated_amount = 360000")) == [(1,)]


def test_a_decision_ends_it_and_is_named_anew_to_bring_it_back(held: Award) -> None:
    do(change(held, "until_month = 24300, stop_number = '8/QĐ-UBND'"))
    refused(change(held, "until_month = null"))
    refused(change(held, "until_month = null, stop_number = ''"))
    assert do(change(held, "until_month = null, stop_number = '9/QĐ-UBND'")) == [(1,)]


def test_the_paper_of_a_stop_is_put_right_under_its_own_number(held: Award) -> None:
    for until in ("2021-06", "2021-05"):
        assistance.stop(held, until_month=month(until), reason="x", by=None, number="8/QĐ-UBND")
    held.refresh_from_db()
    assert held.until_month == month("2021-05")


def test_a_death_ends_it_while_the_death_is_recorded(held: Award) -> None:
    ended = "until_month = {}, stop_reason = 'Chết'"
    refused(change(held, ended.format(month("2021-06"))))
    people.record_death(held.person, DIED, by=None)
    refused(change(held, ended.format(month("2021-03"))))
    assert do(change(held, ended.format(month("2021-06")))) == [(1,)]


def settled() -> None:
    """What is asked when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def test_a_death_taken_back_gives_back_and_no_other_way_does(held: Award) -> None:
    assistance.end_by_death(held.person, DIED, by=None, funeral=True, number="9/QĐ-UBND")
    settled()
    alive = "until_month = until_but_for_death, until_but_for_death = null, stop_reason = '', stop_number = ''"
    with pytest.raises(DatabaseError, match="đã ghi là mất"), transaction.atomic():
        do(change(held, alive))
        settled()
    later = DIED + datetime.timedelta(days=40)
    assistance.end_by_death(held.person, later, by=None, funeral=True, number="9/QĐ-UBND")
    settled()
    assistance.undo_death(held.person, by=None)
    settled()
    held.refresh_from_db()
    assert (held.until_month, held.stop_reason) == (None, "")


def test_only_a_merge_that_is_of_this_person_is_named(held: Award) -> None:
    do("select set_config('ansinh.register', 'merge 1', true)")
    refused(change(held, "until_month = 24300"))


def test_awards_of_the_time_before_are_let_in_by_an_import_alone(held: Award) -> None:
    do("select set_config('ansinh.register', 'import', true)")
    assert do(MADE, "", held.pk) == [(1,)]
    do("select set_config('ansinh.register', '', true)")
    refused(change(held, "until_month = 24300"))


PAUSED = (
    "insert into assistance_suspension (award_id, from_month, reason, decision_number, paid_back, resumed_number,"
    " recorded_at) values (%s, 24300, 'vắng', %s, false, '', now())"
)


def test_a_suspension_names_its_decision(held: Award) -> None:
    refused(PAUSED, held.pk, "")
    refused(PAUSED, held.pk, "  ")
    assert do(PAUSED, held.pk, "8/QĐ-UBND") == [(1,)]
    for said in ("until_month = 24303", "paid_back = true", "from_month = 24290", "until_month = 24303,"
                 " resumed_number = ' '"):  # fmt: skip
        refused(f"update assistance_suspension set {said} where award_id = {held.pk}")
    refused("delete from assistance_suspension where award_id = %s", held.pk)
    again = "update assistance_suspension set until_month = 24303, resumed_number = '9/QĐ-UBND' where award_id = %s"
    assert do(again, held.pk) == [(1,)]


def test_an_award_is_never_taken_out(held: Award) -> None:
    refused("delete from assistance_award where id = %s", held.pk, words="không xoá")

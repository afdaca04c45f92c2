"""Pairs found in the register and in lists from outside, decided by a person, each with what follows."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from ansinh.acts import confirmed, deciding, dossiers, doubles, foreseen, inquiries, permit
from ansinh.acts.rulings import book_of
from ansinh.reckoning.months import month_of
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision
from ansinh.record.models.linkage import OutsideList, Pair
from ansinh.record.models.people import Fact, Person
from ansinh.reports import happened
from tests.acts.people import elder, lines, month, paid, person
from tests.cast import Office, PhuCu

ON = datetime.date(2021, 6, 10)
HEAD = "STT,Họ và tên,Ngày sinh,Giới tính,CCCD,Xã,Ngày chết,Hưởng từ tháng\n"


@pytest.fixture
def lua(phu_cu: PhuCu) -> Award:
    return elder(
        "Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=month("2021-01"), sex="female",
        identity_number="033130001234",
    )  # fmt: skip


def listed(text: str, kind: str, office: Office) -> OutsideList:
    return doubles.search_list(text.encode(), kind=kind, name="ds.csv", on=ON, by=office.lan)


def row(name: str, born: str, number: str = "", died: str = "", since: str = "") -> str:
    return HEAD + f"1,{name},{born},Nữ,{number},Xã Tống Trân,{died},{since}\n"


def test_the_register_is_searched_and_pairs_wait(lua: Award, phu_cu: PhuCu, office: Office) -> None:
    again = person("Vu Thi Lua", phu_cu.communes["Tam Đa"], born="1930-05-02", sex="female")
    person("Trần Văn Hùng", phu_cu.communes["Tam Đa"], born="1951-03-04", sex="male")
    told = doubles.search_register(by=office.lan)
    assert told == {"people": 3, "pairs": 1, "new": 1}
    pair = Pair.objects.get()
    assert (pair.left_id, pair.right_id, pair.state) == (lua.person_id, again.pk, "open")
    assert "Họ tên giống nhau, một bên viết không dấu" in {why["label"] for why in pair.why}
    assert doubles.search_register(by=office.lan)["new"] == 0


def test_what_was_decided_stays_decided_and_what_is_no_more_goes(lua: Award, phu_cu: PhuCu, office: Office) -> None:
    again = person("Vu Thi Lua", phu_cu.communes["Tam Đa"], born="1930-05-02", sex="female")
    doubles.search_register(by=office.lan)
    doubles.different(Pair.objects.get(), by=office.lan)
    doubles.search_register(by=office.lan)
    assert Pair.objects.get().state == "different"
    doubles.reopen(Pair.objects.get(), by=office.lan)
    Person.objects.filter(pk=again.pk).update(full_name="Đỗ Văn Tám", birth_year=1971)
    doubles.search_register(by=office.lan)
    assert not Pair.objects.exists()


def test_asking_again_needs_a_question(lua: Award, phu_cu: PhuCu, office: Office) -> None:
    again = person("Vu Thi Lua", phu_cu.communes["Tam Đa"], born="1930-05-02")
    pair = Pair.objects.create(left=lua.person, right=again, score=300, sure=True)
    with pytest.raises(doubles.NotNow):
        doubles.ask_again(pair, reason="  ", by=office.lan)
    held = doubles.ask_again(pair, reason="Bà Lụa có em tên Lụa không?", by=office.lan)
    assert (held.state, held.decided_by) == ("asked", office.lan)


@pytest.mark.parametrize("decide", [doubles.same, doubles.different])
def test_the_commune_asked_answers_in_a_dossier_that_ends_when_the_pair_is_decided(
    lua: Award, phu_cu: PhuCu, office: Office, decide: Callable[..., Pair]
) -> None:
    again = person("Vu Thi Lua", phu_cu.communes["Tam Đa"], born="1930-05-02")
    pair = Pair.objects.create(left=lua.person, right=again, score=300, sure=True)
    doubles.ask_again(pair, reason="Bà Lụa có em tên Lụa không?", by=office.lan)
    asked = inquiries.of(pair)
    assert asked is not None and (asked.state, asked.step, asked.person) == ("open", "review", lua.person)
    assert dossiers.waiting_for(office.lan, [asked]) == [asked]
    today = timezone.localdate()
    with pytest.raises(dossiers.NotNow, match="câu trả lời"):
        dossiers.forward(asked, by=office.lan, on=today)
    asked = dossiers.forward(asked, by=office.lan, on=today, reason="Đã gặp con gái: một người.")
    assert inquiries.answer(pair) == "Đã gặp con gái: một người."
    with pytest.raises(dossiers.NotNow, match="trang của cặp"):
        dossiers.forward(asked, by=office.lan, on=today)
    decide(pair, by=office.lan)
    asked.refresh_from_db()
    assert (asked.state, asked.outcome, asked.decisions.count()) == ("done", "granted", 0)


def test_a_commune_is_asked_once_about_somebody(lua: Award, phu_cu: PhuCu, office: Office) -> None:
    pairs = [
        Pair.objects.create(left=lua.person, right=person("Vu Thi Lua", unit, born="1930-05-02"), score=300, sure=True)
        for unit in (phu_cu.communes["Tam Đa"], phu_cu.communes["Đoàn Đào"])
    ]
    doubles.ask_again(pairs[0], reason="Một người?", by=office.lan)
    with pytest.raises(doubles.NotNow, match="đã có hồ sơ"):
        doubles.ask_again(pairs[1], reason="Một người?", by=office.lan)
    pairs[1].refresh_from_db()
    assert pairs[1].state == "open"


def test_only_an_officer_of_both_places_decides(lua: Award, phu_cu: PhuCu, office: Office) -> None:
    elsewhere = person("Vu Thi Lua", phu_cu.communes["Tam Đa"], born="1930-05-02")
    pair = Pair.objects.create(left=lua.person, right=elsewhere, score=300, sure=True)
    office.lan.places.set([phu_cu.communes["Tống Trân"]])
    assert not doubles.may_decide(pair, office.lan)
    for who in (office.lan, office.minh):
        with pytest.raises(permit.Refused):
            doubles.different(pair, by=who)


def test_a_pair_is_seen_by_whoever_sees_one_of_the_two(lua: Award, phu_cu: PhuCu, office: Office) -> None:
    elsewhere = person("Vu Thi Lua", phu_cu.communes["Tam Đa"], born="1930-05-02")
    Pair.objects.create(left=lua.person, right=elsewhere, score=300, sure=True)
    for commune, seen in (("Tống Trân", 1), ("Tam Đa", 1), ("Đoàn Đào", 0)):
        office.lan.places.set([phu_cu.communes[commune]])
        with permit.acting(office.lan):
            assert Pair.objects.count() == seen


def test_a_list_keeps_only_the_rows_that_may_be_somebody(lua: Award, office: Office) -> None:
    text = row("VU THI LUA", "02/05/1930") + "2,Ngô Văn Bảy,04/05/1955,Nam,,Xã Tống Trân,,\n"
    kept = listed(text, "pension", office)
    assert (kept.people, kept.rows.count(), Pair.objects.count()) == (2, 1, 1)
    listed(text, "pension", office)
    assert (OutsideList.objects.count(), Pair.objects.count()) == (1, 1)


def test_a_commune_of_the_list_is_the_one_of_that_name_at_hand(phu_cu: PhuCu, office: Office) -> None:
    """Another province has a Tam Đa too."""
    person("Vũ Thị Lụa", phu_cu.communes["Tam Đa"], born="1930-05-02", sex="female")
    listed(row("Vũ Thị Lụa", "02/05/1930").replace("Tống Trân", "Tam Đa"), "pension", office)
    assert next(why["label"] for why in Pair.objects.get().why if why["field"] == "place").startswith("Cùng xã")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n"])
def test_a_list_that_names_nobody_is_refused(lua: Award, office: Office, text: str) -> None:
    with pytest.raises(ValueError):
        listed(text, "pension", office)
    assert not OutsideList.objects.exists()


def test_a_death_confirmed_ends_everything_and_what_was_paid_since_is_owed(
    lua: Award, office: Office, phu_cu: PhuCu
) -> None:
    for at in ("2021-01", "2021-02", "2021-03"):
        paid(month(at), phu_cu.district, office)
    listed(row("Vu Thi Lua", "02/05/1930", died="10/02/2021"), "deaths", office)
    confirmed.death(Pair.objects.get(), None, by=office.lan)
    lua.refresh_from_db()
    assert (lua.until_month, lua.person.died_on) == (month("2021-03"), datetime.date(2021, 2, 10))
    assert not Award.objects.filter(kind="funeral").exists()
    assert lines(paid(month("2021-04"), phu_cu.district, office)) == [("DEBT", month("2021-03"), -270_000)]


def test_a_death_without_its_day_is_asked_for(lua: Award, office: Office) -> None:
    listed(row("Vu Thi Lua", "02/05/1930"), "deaths", office)
    with pytest.raises(ValueError, match="ngày chết"):
        confirmed.death(Pair.objects.get(), None, by=office.lan)
    assert Pair.objects.get().state == "open"


def test_a_pension_confirmed_is_a_fact_from_its_month_with_its_source(lua: Award, office: Office) -> None:
    listed(row("Vu Thi Lua", "02/05/1930"), "pension", office)
    with pytest.raises(ValueError, match="tháng"):
        confirmed.income(Pair.objects.get(), value="", from_month=None, by=office.lan)
    confirmed.income(Pair.objects.get(), value="survivor", from_month=month("2021-04"), by=office.lan)
    told = Fact.objects.get(person=lua.person, kind="pension")
    assert (told.value, told.from_month, told.source) == ("survivor", month("2021-04"), "ds.csv, CSV dòng 2")
    with pytest.raises(ValueError, match="xác nhận rồi"):
        confirmed.income(Pair.objects.get(), value="own", from_month=month("2021-05"), by=office.lan)


def test_what_is_drawn_elsewhere_stops_here_by_a_decision(lua: Award, office: Office) -> None:
    listed(row("Vu Thi Lua", "02/05/1930"), "elsewhere", office)
    pair = Pair.objects.get()
    with pytest.raises(ValueError, match="cả số và ngày"):
        confirmed.elsewhere(pair, from_month=month("2021-04"), number="9/QĐ", decided_on=None, by=office.lan, on=ON)
    confirmed.elsewhere(pair, from_month=month("2021-04"), number="9/QĐ", decided_on=ON, by=office.lan, on=ON)
    lua.refresh_from_db()
    assert (lua.until_month, lua.stop_number, lua.stop_reason) == (month("2021-04"), "9/QĐ", confirmed.TWICE)


def test_without_a_paper_the_stop_is_drafted_and_signing_it_makes_the_debt(
    lua: Award, phu_cu: PhuCu, office: Office
) -> None:
    for at in ("2022-01", "2022-02"):
        paid(month(at), phu_cu.district, office)
    on = datetime.date(2022, 2, 20)
    listed(row("Vu Thi Lua", "02/05/1930"), "elsewhere", office)
    confirmed.elsewhere(
        Pair.objects.get(), from_month=month("2022-02"), number="", decided_on=None, by=office.lan, on=on
    )
    lua.refresh_from_db()
    draft = Decision.objects.get()
    assert (lua.until_month, draft.state, draft.origin, draft.act) == (None, "draft", "double", "stop")
    deciding.sign(draft, by=office.minh, on=on)
    lua.refresh_from_db()
    assert (lua.until_month, lua.stop_decision_id) == (month("2022-02"), draft.pk)
    run = paid(month("2022-03"), phu_cu.district, office)
    assert [line[:2] for line in lines(run) if line[0] == "DEBT"] == [("DEBT", month("2022-02"))]


def test_a_pension_confirmed_by_mistake_is_taken_back_with_its_fact_and_its_draft(lua: Award, office: Office) -> None:
    listed(row("Vu Thi Lua", "02/05/1930"), "pension", office)
    confirmed.income(Pair.objects.get(), value="", from_month=month("2021-04"), by=office.lan)
    on = datetime.date(2021, 8, 10)
    at = month_of(on)
    found = happened.to_decide(at, lambda province: book_of(province, on, at + 1))
    foreseen.arrive(found, by=office.lan, on=on)
    assert Decision.objects.get(state="draft").effects.get().person == lua.person
    confirmed.taken_back(Pair.objects.get(), by=office.lan)
    assert Pair.objects.get().state == "open" and not Decision.objects.filter(state="draft").exists()
    assert Fact.objects.get(person=lua.person, kind="pension", superseded_at=None).value == "none"


def test_what_was_decided_or_recorded_of_a_pair_is_not_taken_back_with_it(lua: Award, office: Office) -> None:
    listed(row("Vu Thi Lua", "02/05/1930"), "elsewhere", office)
    confirmed.elsewhere(
        Pair.objects.get(), from_month=month("2021-04"), number="9/QĐ", decided_on=ON, by=office.lan, on=ON
    )
    with pytest.raises(ValueError, match="Đã có quyết định"):
        confirmed.taken_back(Pair.objects.get(), by=office.lan)
    listed(row("Vu Thi Lua", "02/05/1930", died="01/05/2021"), "deaths", office)
    dead = Pair.objects.get(row__source__kind="deaths")
    confirmed.death(dead, None, by=office.lan)
    with pytest.raises(ValueError, match="bỏ ghi mất"):
        confirmed.taken_back(Pair.objects.get(pk=dead.pk), by=office.lan)
    assert set(Pair.objects.values_list("state", flat=True)) == {"same"}


def test_a_stop_from_before_the_award_began_is_not_drafted(lua: Award, office: Office) -> None:
    listed(row("Vu Thi Lua", "02/05/1930"), "elsewhere", office)
    with pytest.raises(ValueError):
        confirmed.elsewhere(
            Pair.objects.get(), from_month=month("2021-01"), number="", decided_on=None, by=office.lan, on=ON
        )
    assert not Decision.objects.exists() and Pair.objects.get().state == "open"

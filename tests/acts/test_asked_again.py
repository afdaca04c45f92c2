"""What was drafted from a list is asked of the law again on the day of signing: what is another is shown first."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import assistance, deciding, foreseen, people
from ansinh.law.ruling import Because
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.people import Fact
from ansinh.record.models.places import Unit
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

ON = datetime.date(2025, 10, 15)
DECEMBER = month("2025-12")
TIMING = Because("20/2021/NĐ-CP", "8", "1", "", "Mức mới tính từ tháng đủ điều kiện.")


@pytest.fixture
def commune(phu_cu: PhuCu, register: None) -> Unit:
    return next(iter(phu_cu.today.values()))


def child(commune: Unit, name: str = "Trần Thị Bé") -> Award:
    who = person(name, commune, born="2009-12-05")
    fact(who, "disability", "severe")
    return assistance.award(who, kind="allowance", code="K6.N.TE", from_month=month("2024-01"), by=None, number="1/QĐ")


def orphan(commune: Unit, **facts: object) -> Award:
    who = person("Lê Văn Côi", commune, born="2009-11-20")
    for name, value in {"orphan": "b", **facts}.items():
        fact(who, name, value)
    return assistance.award(who, kind="allowance", code="K1", from_month=month("2024-01"), by=None, number="1/QĐ")


def changes(award: Award, code: str = "K6.N", amount: int | None = 750_000, **facts: object) -> foreseen.Foreseen:
    return foreseen.Foreseen(
        award.person, award, DECEMBER, "K6.N.TE", 1_000_000, code, amount, "Đủ 16 tuổi.", (TIMING,), False, facts
    )


def drafted(office: Office, *listed: foreseen.Foreseen) -> Decision:
    [made] = foreseen.draft(listed, by=office.lan, on=ON).made
    return made


def test_what_the_law_still_says_is_signed_as_it_was_drafted(commune: Unit, office: Office) -> None:
    one, two = child(commune, "Một"), child(commune, "Hai")
    signed = deciding.sign(drafted(office, changes(one), changes(two)), by=office.minh, on=ON)
    assert signed.state == Drafted.SIGNED and set(Award.objects.values_list("code", flat=True)) == {"K6.N"}


def test_another_level_is_drafted_anew_and_shown_before_it_is_signed(commune: Unit, office: Office) -> None:
    one, two = child(commune, "Một"), child(commune, "Hai")
    draft = drafted(office, changes(one), changes(two))
    people.change(two.person, "disability", "extreme", from_month=DECEMBER - 1, by=None)
    with pytest.raises(deciding.NotNow, match=r"1 người \(Hai\).*lập lại"):
        deciding.sign(draft, by=office.minh, on=ON)
    draft.refresh_from_db()
    again = Decision.objects.get(state=Drafted.DRAFT)
    assert (draft.state, again.drafted_by, again.origin) == (Drafted.DROPPED, office.lan, "age")
    assert list(again.effects.values_list("person__full_name", "code", "amount")) == [
        ("Một", "K6.N", 750_000), ("Hai", "K6.ĐBN", 1_000_000),
    ]  # fmt: skip
    assert again.effects.get(award=two).because[-1]["sentence"] == TIMING.sentence
    assert deciding.sign(again, by=office.minh, on=ON).number == 1


def test_who_no_longer_changes_leaves_the_list_and_an_empty_list_is_dropped(commune: Unit, office: Office) -> None:
    award = child(commune)
    draft = drafted(office, changes(award, "", None))
    with pytest.raises(deciding.NotNow, match="dự thảo đã bỏ"):
        deciding.sign(draft, by=office.minh, on=ON)
    assert not Decision.objects.exclude(state=Drafted.DROPPED).exists()
    assert Award.objects.get(pk=award.pk).until_month is None


def test_who_was_stopped_meanwhile_leaves_the_list(commune: Unit, office: Office) -> None:
    one, two = child(commune, "Một"), child(commune, "Hai")
    draft = drafted(office, changes(one), changes(two))
    assistance.stop(two, until_month=DECEMBER - 1, reason="chuyển đi", number="3/QĐ-UBND", by=None)
    with pytest.raises(deciding.NotNow, match="Hai"):
        deciding.sign(draft, by=office.minh, on=ON)
    assert Decision.objects.get(state=Drafted.DRAFT).effects.get().award == one


def test_an_orphan_of_sixteen_goes_on_and_what_was_drawn_is_recorded(commune: Unit, office: Office) -> None:
    award = orphan(commune, studying=True)
    draft = drafted(office, changes(award, "K2", was_k1_at_16=True))
    deciding.sign(draft, by=office.minh, on=ON)
    known = Fact.objects.get(person=award.person, kind="was_k1_at_16", superseded_at=None)
    assert (known.value, known.from_month, known.source) == (True, DECEMBER, "1/QĐ-UBND")
    assert Award.objects.get(pk=award.pk).code == "K2"


def test_the_orphan_who_left_school_meanwhile_is_not_adjusted(commune: Unit, office: Office) -> None:
    award = orphan(commune, studying=True)
    draft = drafted(office, changes(award, "K2", was_k1_at_16=True))
    people.change(award.person, "studying", False, from_month=DECEMBER - 1, by=None)
    with pytest.raises(deciding.NotNow, match="đã bỏ"):
        deciding.sign(draft, by=office.minh, on=ON)

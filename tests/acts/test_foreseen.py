"""What is drafted ahead, once it is signed: another group, an end; nobody twice, nobody lost."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import assistance, deciding, drafting, foreseen, permit
from ansinh.law.ruling import Because
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision
from ansinh.record.models.places import Unit
from tests.acts.people import fact, month, person
from tests.cast import Office, PhuCu

ON = datetime.date(2025, 10, 15)
DECEMBER = month("2025-12")
WHY = (Because("20/2021/NĐ-CP", "8", "1", "", "Mức mới tính từ tháng đủ điều kiện."),)


@pytest.fixture
def commune(phu_cu: PhuCu, register: None) -> Unit:
    """A commune of today's map."""
    return next(iter(phu_cu.today.values()))


def disabled(commune: Unit, name: str = "Trần Thị Bé") -> Award:
    child = person(name, commune, born="2009-12-05")
    fact(child, "disability", "severe")
    return assistance.award(
        child, kind="allowance", code="K6.N.TE", from_month=month("2024-01"), by=None, number="1/QĐ"
    )


def orphan(commune: Unit, name: str) -> Award:
    child = person(name, commune, born="2009-11-05")
    fact(child, "orphan", "b")
    return assistance.award(child, kind="allowance", code="K1", from_month=month("2024-01"), by=None, number="1/QĐ")


def changing(award: Award) -> foreseen.Foreseen:
    return foreseen.Foreseen(
        award.person, award, DECEMBER, "K6.N.TE", 1_000_000, "K6.N", 750_000, "Đủ 16 tuổi.", WHY, False
    )


def ending(award: Award) -> foreseen.Foreseen:
    return changing(award)._replace(code="", amount=None)


def test_one_draft_for_each_authority_and_act_and_each_does_what_it_says(commune: Unit, office: Office) -> None:
    first, second, third = disabled(commune, "Một"), disabled(commune, "Hai"), orphan(commune, "Ba")
    drafts = foreseen.draft([changing(first), changing(second), ending(third)], by=office.lan, on=ON)
    assert [(one.act, one.effects.count(), one.authority) for one in drafts.made] == [
        ("adjust", 2, commune), ("stop", 1, commune),
    ]  # fmt: skip
    for decision in drafts.made:
        deciding.sign(decision, by=office.minh, on=ON)
    assert list(Award.objects.order_by("pk").values_list("code", "until_month")) == [
        ("K6.N", None), ("K6.N", None), ("K1", DECEMBER),
    ]  # fmt: skip
    assert Award.objects.get(pk=third.pk).stop_decision is not None


def test_nobody_is_drafted_twice_and_a_dropped_draft_may_be_made_again(commune: Unit, office: Office) -> None:
    change = changing(disabled(commune))
    [decision] = foreseen.draft([change], by=office.lan, on=ON).made
    again = foreseen.draft([change], by=office.lan, on=ON)
    assert (again.made, again.already) == ([], 1)
    drafting.drop(decision, reason="soạn nhầm", by=office.lan)
    assert len(foreseen.draft([change], by=office.lan, on=ON).made) == 1


def test_somebody_of_a_divided_commune_is_named_and_the_others_are_drafted(
    commune: Unit, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, found = disabled(commune, "Ở xã chia"), disabled(commune, "Ở đây")
    home = foreseen.authority.home

    def astray(who: object, on: datetime.date) -> Unit:
        if who == lost.person:
            raise ValueError("Xã cũ đã chia cho nhiều xã mới.")
        return home(found.person, on)

    monkeypatch.setattr(foreseen.authority, "home", astray)
    drafts = foreseen.draft([changing(lost), changing(found)], by=office.lan, on=ON)
    assert [one.effects.get().person for one in drafts.made] == [found.person]
    assert [(who, "chia" in why) for who, why in drafts.left] == [(lost.person, True)]


def test_who_is_decided_of_outside_the_users_place_is_left_with_the_reason(
    commune: Unit, office: Office, phu_cu: PhuCu
) -> None:
    office.lan.places.set([next(unit for unit in phu_cu.today.values() if unit != commune)])
    award = disabled(commune)
    drafts = foreseen.draft([changing(award)], by=office.lan, on=ON)
    assert not Decision.objects.exists()
    [(who, why)] = drafts.left
    assert who == award.person and "nằm ngoài địa bàn" in why


def test_a_commune_of_the_old_map_leaves_what_the_district_decides(
    phu_cu: PhuCu, office: Office, register: None
) -> None:
    commune = phu_cu.communes["Tam Đa"]
    office.lan.places.set([commune])
    award = disabled(commune)
    drafts = foreseen.draft([changing(award)], by=office.lan, on=datetime.date(2024, 3, 1))
    assert (drafts.made, [who for who, _why in drafts.left]) == ([], [award.person])


def test_only_who_keeps_the_register_drafts(commune: Unit, office: Office) -> None:
    with pytest.raises(permit.Refused):
        foreseen.draft([changing(disabled(commune))], by=office.minh, on=ON)


def test_a_decree_is_cited_as_decisions_cite_it() -> None:
    from ansinh.acts.drafting import _cited_laws

    (line,) = _cited_laws(["176/2025/NĐ-CP"])
    named = "Căn cứ Nghị định số 176/2025/NĐ-CP ngày 30 tháng 6 năm 2025 của Chính phủ"
    assert line.startswith(f"{named} quy định chi tiết")

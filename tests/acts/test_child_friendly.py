"""A round of child-friendly communes from its opening to the decision; plans of emulation."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from ansinh.acts import child_friendly as acts
from ansinh.acts import emulation, permit
from ansinh.acts.child_friendly import Band, Scored
from ansinh.acts.wrong import Wrong
from ansinh.record.models.child_friendly import FriendlyFile, FriendlyRound
from ansinh.reports import child_friendly as reports
from tests.cast import Office, PhuCu
from tests.law.test_child_friendly import FULL, with_total

ON = datetime.date(2022, 11, 18)
LATER = ON + datetime.timedelta(days=10)


@pytest.fixture
def round_(phu_cu: PhuCu, office: Office) -> FriendlyRound:
    made = acts.open_round(phu_cu.district, 2022, on=ON, decider="district", paper="KH 1", kinds={}, by=office.lan)
    acts.enter_bands(
        made, FULL, {7: [Band(Decimal(98), None, 50), Band(None, Decimal("97.99"), 0)]}, source="Phụ lục", by=office.lan
    )
    return made


def file_of(round_: FriendlyRound, name: str) -> FriendlyFile:
    return FriendlyFile.objects.select_related("unit", "round__scope").get(round=round_, unit__name=name)


def scored(round_: FriendlyRound, name: str, total: int, office: Office) -> FriendlyFile:
    file = file_of(round_, name)
    acts.score(file, {number: Scored(points) for number, points in with_total(total).items()}, by=office.lan)
    return file


def appraised(round_: FriendlyRound, name: str, total: int, office: Office) -> FriendlyFile:
    file = scored(round_, name, total, office)
    acts.post([file], asked=100, agreed=90, on=ON, by=office.lan)
    acts.send([file], on=ON, by=office.lan)
    acts.appraise(file, {}, on=LATER, by=office.lan)
    return file


def test_a_round_is_opened_once_with_a_file_a_commune(phu_cu: PhuCu, office: Office, round_: FriendlyRound) -> None:
    assert round_.files.count() == len(phu_cu.communes)
    for year, on, paper, field in ((2022, ON, "KH", "year"), (2021, ON, "KH", "on"), (2023, ON, " ", "paper")):
        with pytest.raises(Wrong) as wrong:
            acts.open_round(phu_cu.district, year, on=on, decider="district", paper=paper, kinds={}, by=office.lan)
        assert wrong.value.field == field


def test_points_keep_within_what_was_entered(round_: FriendlyRound, office: Office) -> None:
    file = file_of(round_, "Tam Đa")
    for number, told, said in (
        (4, Scored(51), "từ 0 đến 50"), (7, Scored(50, "97,5"), "được 0 điểm"), (99, Scored(1), "Không có tiêu chí"),
        (1, Scored(-1), "từ 0 đến 100"),
    ):  # fmt: skip
        with pytest.raises(Wrong, match=said) as wrong:
            acts.score(file, {number: told}, by=office.lan)
        assert wrong.value.field == f"c{number}"
    acts.score(file, {7: Scored(50, "98,2 %")}, by=office.lan)
    assert file.scores.get().own == 50


def test_what_the_annex_says_is_entered_with_its_source(round_: FriendlyRound, office: Office) -> None:
    with pytest.raises(Wrong, match="đọc từ văn bản"):
        acts.enter_bands(round_, FULL, {}, source="", by=office.lan)
    with pytest.raises(Wrong, match="đã biết là 125"):
        acts.enter_bands(round_, FULL | {6: 100}, {}, source="x", by=office.lan)
    with pytest.raises(Wrong, match="vượt 1000"):
        acts.enter_bands(round_, FULL | {2: 500}, {}, source="x", by=office.lan)
    with pytest.raises(Wrong, match="từ 0 đến 50"):
        acts.enter_bands(round_, FULL, {4: [Band(None, None, 60)]}, source="x", by=office.lan)


def test_a_file_goes_whole_and_in_its_order(round_: FriendlyRound, office: Office) -> None:
    file = file_of(round_, "Tam Đa")
    with pytest.raises(Wrong, match="chưa chấm tiêu chí"):
        acts.post([file], asked=10, agreed=5, on=ON, by=office.lan)
    file = scored(round_, "Tam Đa", 900, office)
    with pytest.raises(Wrong, match="đang ở bước"):
        acts.send([file], on=ON, by=office.lan)
    with pytest.raises(Wrong, match="phiếu đồng ý"):
        acts.post([file], asked=10, agreed=11, on=ON, by=office.lan)
    acts.post([file], asked=10, agreed=9, on=ON, by=office.lan)
    with pytest.raises(Wrong, match="đang ở bước"):
        acts.score(file, {1: Scored(1)}, by=office.lan)
    acts.send([file], on=ON, by=office.lan)
    with pytest.raises(Wrong, match="vì sao trả lại"):
        acts.send_back(file, reason=" ", by=office.lan)
    acts.send_back(file, reason="thiếu minh chứng", by=office.lan)
    acts.score(file, {1: Scored(50)}, by=office.lan)


def test_the_standard_decides_and_somebody_else_signs(round_: FriendlyRound, office: Office, phu_cu: PhuCu) -> None:
    good, bad = appraised(round_, "Tam Đa", 850, office), appraised(round_, "Tống Trân", 849, office)
    with pytest.raises(permit.Refused):
        acts.decide(round_, [good], number="1/QĐ", on=LATER, by=office.lan)
    with pytest.raises(Wrong, match="trước ngày thẩm định"):
        acts.decide(round_, [good], number="1/QĐ", on=ON, by=office.minh)
    assert acts.decide(round_, [good, bad], number="1/QĐ", on=LATER, by=office.minh) == (1, 1)
    units = {one.pk for one in phu_cu.communes.values()}
    assert [one.unit.name for one in reports.recognised(units, 2022)] == ["Tam Đa"]
    assert reports.share(units, 2022) == round(10_000 / len(units))
    with pytest.raises(Wrong, match="đang ở bước"):
        acts.send_back(good, reason="x", by=office.lan)


def test_two_rounds_are_compared_and_who_would_fall_is_named(
    round_: FriendlyRound, office: Office, phu_cu: PhuCu
) -> None:
    units = {one.pk for one in phu_cu.communes.values()}
    files = [
        appraised(round_, name, total, office)
        for name, total in (("Tam Đa", 900), ("Tống Trân", 900), ("Đình Cao", 700))
    ]
    acts.decide(round_, files, number="1", on=LATER, by=office.minh)
    day = datetime.date(2024, 11, 18)
    after = acts.open_round(phu_cu.district, 2024, on=day, decider="district", paper="KH 2", kinds={}, by=office.lan)
    acts.enter_bands(after, FULL, {}, source="Phụ lục", by=office.lan)
    told = {"Tam Đa": 900, "Tống Trân": 849, "Đình Cao": 860}
    scores = {
        phu_cu.communes[name].pk: {n: Scored(p) for n, p in with_total(total).items()} for name, total in told.items()
    }
    assert reports.would_fall(units, 2024) == []  # nobody has scored yet: the points of the last round stand
    assert acts.score_all(after, scores, by=office.lan) == 39
    told_of = {one.criterion.number: one for one in reports.criteria(units, 2024)}
    points = {n: [with_total(total)[n] for total in told.values()] for n in range(1, 14)}
    before = {n: [with_total(total)[n] for total in (900, 900, 700)] for n in range(1, 14)}
    for number, one in told_of.items():
        now, then = points[number], before[number]
        assert one.means == {2022: round(100 * sum(then) / 3), 2024: round(100 * sum(now) / 3)}
        assert one.none == now.count(0)
        assert one.lower == sum(1 for a, b in zip(now, then, strict=True) if a < b)
    with pytest.raises(Wrong, match="không ở trong đợt"):
        acts.score_all(after, {0: {}}, by=office.lan)
    assert [one.unit.name for one in reports.would_fall(units, 2024)][:1] != []
    assert "Tống Trân" in {one.unit.name for one in reports.would_fall(units, 2024)}
    assert "Tam Đa" not in {one.unit.name for one in reports.would_fall(units, 2024)}
    fallen = next(one for one in reports.would_fall(units, 2024) if one.unit.name == "Tống Trân")
    assert fallen.lower == [(2, 849 - 900)]
    assert {one.what for one in reports.compared(units, 2024)} == {"open"}  # nothing is lost before the decision
    files = [file_of(after, name) for name in told]
    acts.post(files, asked=10, agreed=9, on=day, by=office.lan)
    acts.send(files, on=day, by=office.lan)
    for file in files:
        acts.appraise(file, {}, on=day, by=office.lan)
    acts.decide(after, files[:1], number="2", on=day, by=office.minh)
    assert "Tống Trân" in {one.unit.name for one in reports.would_fall(units, 2024)}  # still undecided, still told
    acts.decide(after, files[1:], number="3", on=day, by=office.minh)
    assert reports.would_fall(units, 2024) == []  # it fell: the table tells it as lost
    found = {one.unit.name: one.what for one in reports.compared(units, 2024)}
    assert (found["Tam Đa"], found["Tống Trân"], found["Đình Cao"]) == ("kept", "lost", "gained")
    lost = next(one for one in reports.compared(units, 2024) if one.what == "lost")
    assert sum(more for _, more in lost.moved) == 849 - 900


def test_a_plan_of_emulation_with_its_targets_and_results(phu_cu: PhuCu, office: Office) -> None:
    plan = emulation.plan(
        phu_cu.district, number="683/KH", issued=ON, title="Thi đua", first_year=2021, last_year=2025, by=office.lan
    )
    with pytest.raises(Wrong, match="Đã có kế hoạch"):
        emulation.plan(
            phu_cu.district, number="683/KH", issued=ON, title="x", first_year=2021, last_year=2025, by=office.lan
        )
    target = emulation.aim(
        plan, 1, text="Tỷ lệ xã", measure="%", value=75_00, code="child_friendly_rate", by=office.lan
    )
    for given, field in (({"value": 100_01}, "value"), ({"code": "x"}, "code"), ({"text": ""}, "text")):
        with pytest.raises(Wrong) as wrong:
            emulation.aim(plan, 2, **({"text": "x", "measure": "%", "value": 1, "by": office.lan} | given))
        assert wrong.value.field == field
    emulation.reach(target, phu_cu.district, 2022, value=59_57, source="BC 1", by=office.lan)
    for given, field in (
        ({"year": 2026}, "year"), ({"source": ""}, "source"), ({"value": 100_01}, "value"),
        ({"unit": next(iter(phu_cu.today.values()))}, "unit"),
    ):  # fmt: skip
        said = {"unit": phu_cu.district, "year": 2022, "value": 1, "source": "x"} | given
        with pytest.raises(Wrong) as wrong:
            emulation.reach(target, said.pop("unit"), said.pop("year"), by=office.lan, **said)
        assert wrong.value.field == field

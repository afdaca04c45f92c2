"""Plans, what communes are asked and answer, and reports: every refusal with its reason, what is signed stays."""

from __future__ import annotations

import datetime

import pytest
from django.db import Error, transaction
from django.utils import timezone

from ansinh.acts import permit
from ansinh.acts.reporting import answers, drafting, plans
from ansinh.acts.reporting.answers import Told
from ansinh.acts.wrong import Wrong
from ansinh.law.report_periods import read
from ansinh.pages.reporting import numbers
from ansinh.record.models.reporting import AnswerState, NumberBehind, Report, ReportAsk
from ansinh.reports import reporting
from tests.cast import Office, PhuCu

ON = datetime.date(2021, 6, 20)
HALF, BEFORE = read("half-2021-1"), read("half-2020-1")
CODES = ["children_injured", "births_registered"]


def asked(phu_cu: PhuCu, office: Office, period: str = "half-2021-1") -> ReportAsk:
    return answers.ask(phu_cu.district, read(period), CODES, due=ON, by=office.lan, on=ON)


# --- plans


def test_a_plan_is_set_and_set_anew(phu_cu: PhuCu, office: Office) -> None:
    for least, most in ((500, None), (500, 1000)):
        held = plans.plan("merit_monthly", phu_cu.district, HALF, least=least, most=most, paper="KH 1", by=office.lan)
    assert (held.least, held.most) == (500, 1000)
    assert reporting.plans(phu_cu.district, HALF)["merit_monthly"].pk == held.pk


@pytest.mark.parametrize(
    ("field", "given"),
    [("code", {"code": "khong_co"}), ("least", {"least": -1}), ("most", {"most": 1}), ("paper", {"paper": " "})],
)
def test_a_plan_that_cannot_be_is_told_at_its_field(phu_cu: PhuCu, office: Office, field: str, given: dict) -> None:
    said = {"code": "merit_monthly", "least": 5, "most": None, "paper": "KH 1"} | given
    with pytest.raises(Wrong) as wrong:
        plans.plan(said.pop("code"), phu_cu.district, HALF, by=office.lan, **said)
    assert wrong.value.field == field


def test_a_place_that_is_no_more_has_no_plan(phu_cu: PhuCu, office: Office) -> None:
    with pytest.raises(Wrong, match="không còn từ ngày 01/07/2025"):
        plans.plan("merit_monthly", phu_cu.district, read("half-2026-1"), least=1, paper="KH", by=office.lan)
    new = next(iter(phu_cu.today.values()))
    with pytest.raises(Wrong, match="chỉ có từ ngày"):
        plans.plan("merit_monthly", new, HALF, least=1, paper="KH", by=office.lan)


# --- what communes tell


def test_every_commune_of_the_day_is_asked_once(phu_cu: PhuCu, office: Office) -> None:
    ask = asked(phu_cu, office)
    assert {one.unit.name for one in ask.answers.select_related("unit")} == set(phu_cu.communes)
    with pytest.raises(Wrong, match="Đã yêu cầu báo cáo 6 tháng đầu năm 2021"):
        asked(phu_cu, office)
    with pytest.raises(Wrong, match="Hạn gửi"):
        answers.ask(phu_cu.district, BEFORE, CODES, due=ON - datetime.timedelta(1), by=office.lan, on=ON)
    with pytest.raises(Wrong, match="ít nhất một chỉ tiêu"):
        answers.ask(phu_cu.district, BEFORE, ["merit_monthly"], due=ON, by=office.lan, on=ON)


def test_what_is_out_of_limits_is_kept_out_and_the_rest_kept(phu_cu: PhuCu, office: Office) -> None:
    answer = asked(phu_cu, office).answers.first()
    wrong = answers.fill(answer, {CODES[0]: Told(2_001), CODES[1]: Told(300)}, by=office.lan)
    assert list(wrong) == [CODES[0]] and "Phải từ 0 đến 2.000" in wrong[CODES[0]]
    assert list(answer.values.values_list("code", "number")) == [(CODES[1], 300)]


def test_an_answer_goes_up_whole_and_explained_and_may_come_back(phu_cu: PhuCu, office: Office) -> None:
    before = asked(phu_cu, office, "half-2020-1").answers.get(unit=phu_cu.communes["Tam Đa"])
    answers.fill(before, {CODES[0]: Told(10), CODES[1]: Told(300)}, by=office.lan)
    answer = asked(phu_cu, office).answers.get(unit=phu_cu.communes["Tam Đa"])
    assert set(answers.send(answer, by=office.lan, at=timezone.now())) == set(CODES)
    answers.fill(answer, {CODES[0]: Told(30), CODES[1]: Told(310)}, by=office.lan)
    told = answers.send(answer, by=office.lan, at=timezone.now())
    assert list(told) == [CODES[0]] and "kỳ trước (10 trẻ em)" in told[CODES[0]]
    answers.fill(answer, {CODES[0]: Told(30, "lũ tháng 5")}, by=office.lan)
    assert answers.send(answer, by=office.lan, at=timezone.now()) == {}
    with pytest.raises(Wrong, match="Đã gửi lên"):
        answers.fill(answer, {CODES[0]: Told(31)}, by=office.lan)
    with pytest.raises(Error), transaction.atomic():
        answer.values.update(number=1)
    with pytest.raises(Wrong, match="Ghi chỗ cần sửa"):
        answers.send_back(answer, reason=" ", by=office.lan)
    answers.send_back(answer, reason="xem lại số 30", by=office.lan)
    answers.fill(answer, {CODES[0]: Told(12)}, by=office.lan)
    answers.send(answer, by=office.lan, at=timezone.now())
    answers.accept(answer, by=office.lan)
    answer.refresh_from_db()
    assert answer.state == AnswerState.ACCEPTED
    with pytest.raises(Wrong, match="không nhận được"):
        answers.accept(answer, by=office.lan)


def test_what_was_sent_is_added_up(phu_cu: PhuCu, office: Office) -> None:
    ask = asked(phu_cu, office)
    for at, answer in enumerate(ask.answers.all()):
        answers.fill(answer, {CODES[0]: Told(at), CODES[1]: Told(100)}, by=office.lan)
        if at < 10:
            answers.send(answer, by=office.lan, at=timezone.now())
    report = drafted(phu_cu, office, "children")
    numbers.reckon(report, by=office.lan)
    held = {one.code: one.number for one in report.numbers.filter(space="so")}
    assert (held[CODES[0]], held[CODES[1]]) == (sum(range(10)), 1_000)


# --- reports


def drafted(phu_cu: PhuCu, office: Office, form: str = "assistance") -> Report:
    return drafting.draft(form, phu_cu.district, HALF, on=ON, by=office.lan)


def test_a_report_is_drafted_once_for_what_fits(phu_cu: PhuCu, office: Office) -> None:
    drafted(phu_cu, office)
    with pytest.raises(Wrong, match="Đã có báo cáo này"):
        drafted(phu_cu, office)
    with pytest.raises(Wrong, match="không dành cho cấp"):
        drafting.draft("province_speech", phu_cu.district, HALF, on=ON, by=office.lan)
    with pytest.raises(Wrong, match="bắt đầu ngày 15/12/2020"):
        drafting.draft("merit", phu_cu.district, HALF, on=datetime.date(2020, 12, 14), by=office.lan)
    with pytest.raises(Wrong, match="không còn"):
        drafting.draft("merit", phu_cu.district, read("half-2026-1"), on=datetime.date(2026, 6, 1), by=office.lan)


def test_the_words_of_the_last_report_are_taken_over(phu_cu: PhuCu, office: Office) -> None:
    first = drafted(phu_cu, office)
    drafting.say(first, {"assessment": "- Chi trả đủ\n\n + Đúng hạn", "khac": "x"}, by=office.lan)
    assert first.words == {"assessment": ["Chi trả đủ", "Đúng hạn"]}
    again = drafting.draft("assistance", phu_cu.district, HALF, on=ON + datetime.timedelta(1), by=office.lan)
    assert again.words == first.words
    with pytest.raises(Wrong, match="Nhiều nhất"):
        drafting.say(first, {"assessment": "x\n" * 61}, by=office.lan)


def test_another_number_keeps_both_and_needs_a_reason(phu_cu: PhuCu, office: Office) -> None:
    report = drafted(phu_cu, office)
    numbers.reckon(report, by=office.lan)
    with pytest.raises(Wrong, match="Ghi vì sao"):
        drafting.put(report, "so", "assistance_monthly", part="number", own=5, why=" ", by=office.lan)
    with pytest.raises(Wrong, match="không dùng số này"):
        drafting.put(report, "so", "poor_begin", part="number", own=5, why="x", by=office.lan)
    drafting.put(report, "so", "assistance_monthly", part="number", own=5, why="chờ quyết định", by=office.lan)
    numbers.reckon(report, by=office.lan)
    kept = report.numbers.get(space="so", code="assistance_monthly")
    assert (kept.own, kept.number, kept.by) == (5, 0, office.lan)
    line = next(one for one in reporting.table(report, marked=False) if one.indicator.code == "assistance_monthly")
    assert str(line.now) == "5" and "hồ sơ có 0: chờ quyết định" in line.note
    drafting.take_back(report, "so", "assistance_monthly", by=office.lan)
    assert report.numbers.get(space="so", code="assistance_monthly").own is None


def test_what_is_signed_stays(phu_cu: PhuCu, office: Office) -> None:
    report = drafted(phu_cu, office)
    numbers.reckon(report, by=office.lan)
    with pytest.raises(permit.Refused):
        numbers.sign(report, paper_number="07", signed_on=ON, by=office.lan)
    with pytest.raises(Wrong, match="Ghi số"):
        numbers.sign(report, paper_number=" ", signed_on=ON, by=office.minh)
    numbers.sign(report, paper_number="07", signed_on=ON, by=office.minh)
    report = Report.objects.get(pk=report.pk)
    assert report.state == "signed" and len(report.digest) == 64
    for act in (
        lambda: drafting.say(report, {"assessment": "x"}, by=office.lan), lambda: drafting.drop(report, by=office.lan),
        lambda: numbers.reckon(report, by=office.lan),
        lambda: drafting.put(report, "so", "assistance_monthly", part="number", own=1, why="x", by=office.lan),
    ):  # fmt: skip
        with pytest.raises(Wrong, match="đã ký ngày 20/06/2021"):
            act()
    for change in (
        lambda: Report.objects.filter(pk=report.pk).update(words={}), lambda: report.numbers.update(number=1),
        lambda: report.numbers.all().delete(), lambda: Report.objects.filter(pk=report.pk).delete(),
    ):  # fmt: skip
        with pytest.raises(Error), transaction.atomic():
            change()


def test_a_report_whose_records_changed_is_not_signed(phu_cu: PhuCu, office: Office) -> None:
    ask = asked(phu_cu, office)
    report = drafted(phu_cu, office, "children")
    numbers.reckon(report, by=office.lan)
    answer = ask.answers.first()
    answers.fill(answer, {CODES[0]: Told(1), CODES[1]: Told(1)}, by=office.lan)
    answers.send(answer, by=office.lan, at=timezone.now())
    with pytest.raises(Wrong, match="Hồ sơ đã đổi từ lúc tính số liệu"):
        numbers.sign(report, paper_number="07", signed_on=ON, by=office.minh)
    numbers.reckon(report, by=office.lan)
    numbers.sign(report, paper_number="07", signed_on=ON, by=office.minh)
    behind = NumberBehind.objects.get(number__report=report, number__code=CODES[0], number__space="so")
    assert behind.unit_id == answer.unit_id and behind.rows[0][0][:2] == [str(answer.unit), 1]
    answers.send_back(answer, reason="sửa", by=office.lan)
    answers.fill(answer, {CODES[0]: Told(9)}, by=office.lan)
    assert "1" in {str(one.now) for one in reporting.table(report, marked=False)}

"""A disability council from request to certificate, and every way round the law that is refused."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from ansinh.acts import dossiers, facts, numbering, people, permit, proposing
from ansinh.acts.disability import certificates, council, forms, review
from ansinh.acts.disability.council import Seated
from ansinh.acts.dossiers import NotNow
from ansinh.law.benefit import all_benefits
from ansinh.law.disability import CHANGING, board
from ansinh.law.disability.assess import Finding
from ansinh.record.models.decisions import Series
from ansinh.record.models.disability import Certificate, Council, Referral
from ansinh.record.models.people import Person
from ansinh.record.models.places import Unit
from tests.acts import councils
from tests.acts.councils import (
    DAY,
    FOURTEEN,
    MEETING,
    NOTHING,
    asked,
    certified,
    concluded,
    filled,
    met,
    somebody,
    voted,
)
from tests.acts.people import month
from tests.cast import Office, PhuCu

MARCH = month("2026-03")
ALLOWANCE = next(one for one in all_benefits() if "disability" in one.rests_on and one.kind == "allowance")


@pytest.fixture
def commune(phu_cu: PhuCu) -> Unit:
    return phu_cu.today["Quang Hưng"]


@pytest.fixture
def held(commune: Unit, office: Office) -> Council:
    return councils.seated(commune, office)


@pytest.fixture
def mui(commune: Unit, office: Office) -> Person:
    return somebody(commune, office)


def refused(act: Callable[[], object], match: str) -> None:
    with pytest.raises(NotNow, match=match):
        act()


def degree_of(person: Person, number: int) -> str:
    return facts.in_month(person, number).get("disability", "none")


# --- from request to certificate


def test_from_request_to_certificate_and_the_fact_of_its_month(held: Council, mui: Person, office: Office) -> None:
    dossier = asked(mui, office)
    assert (dossier.step, dossier.step_due_on) == ("meet", datetime.date(2026, 3, 30))
    made = certified(dossier, met(held, office), office)
    assert (made.code, made.degree, made.kinds, made.signed_by, made.minutes_by) == (
        "1/2026", "severe", ["movement"], office.minh, office.lan,
    )  # fmt: skip
    assert [degree_of(mui, number) for number in (MARCH - 1, MARCH, MARCH + 9)] == ["none", "severe", "severe"]
    dossier.refresh_from_db()
    assert (dossier.state, dossier.outcome) == ("ready", "granted")
    assert proposing._certificate(mui) == MARCH


def test_the_allowance_is_due_from_the_certificates_month(held: Council, mui: Person, office: Office) -> None:
    certified(asked(mui, office), met(held, office), office)
    may = datetime.date(2026, 5, 11)
    dossier = dossiers.start(
        procedure="monthly-allowance", unit=mui.unit, by=office.lan, on=may, person=mui, group=ALLOWANCE.code
    )
    papers = dict.fromkeys(dossier.papers.values_list("name", flat=True), "given")
    dossiers.fill(dossier, by=office.lan, answers={"facts": {}}, papers=papers)
    (line,) = proposing.propose(dossier, dossiers.law_of(dossier), on=may)
    assert (line.code, line.from_month) == (ALLOWANCE.anchor, MARCH)


def test_in_the_three_tiers_of_2022_the_communes_chair_signs_too(phu_cu: PhuCu, office: Office) -> None:
    commune = phu_cu.communes["Tam Đa"]
    day = datetime.date(2022, 5, 10)
    held = councils.seated(commune, office, on=datetime.date(2022, 1, 4))
    who = somebody(commune, office)
    made = certified(asked(who, office, datetime.date(2022, 4, 25)), met(held, office, on=day), office)
    assert (made.code, made.unit, degree_of(who, month("2022-05"))) == ("1/2022", commune, "severe")
    other = asked(somebody(commune, office, name="B"), office, datetime.date(2022, 4, 25))
    one = concluded(other, made.assessment.session, office, "unable", points="X" * 10, reason="Không rõ.")
    sent = review.refer(one, ground="a", reason="Không kết luận được.", by=office.lan, on=day)
    assert [step.name for step in board.steps(sent.asked_on)] == ["file", "district", "examine", "minutes"]


def test_a_child_of_five_has_the_form_of_signs_and_at_seven_only_the_other(held: Council, office: Office) -> None:
    session = met(held, office)
    child = somebody(held.unit, office, born="2020-09-01", name="Bé Na")
    small = forms.take_up(asked(child, office), session, by=office.lan)
    assert small.form == "02"
    seven = somebody(held.unit, office, born="2019-03-12", name="Bé Bảy")
    one = forms.take_up(asked(seven, office), session, by=office.lan)
    assert one.form == "03"
    refused(lambda: forms.fill(one, form="02", signs=["1.3"], by=office.lan), "dùng Mẫu 03.*Điều 3 khoản 3")
    refused(lambda: forms.fill(one, signs=["1.7"], by=office.lan), "không có dấu hiệu mức độ 1.7")


def test_the_day_of_the_session_decides_the_form(held: Council, office: Office) -> None:
    eve = somebody(held.unit, office, born="2020-03-13", name="Bé Mai")
    dossier = asked(eve, office)
    one = forms.take_up(dossier, met(held, office), by=office.lan)
    assert one.form == "02"
    next_day = met(held, office, on=MEETING + datetime.timedelta(days=1))
    assert forms.take_up(dossier, next_day, by=office.lan).form == "03"


def test_without_a_year_of_birth_no_form_is_chosen(held: Council, mui: Person, office: Office) -> None:
    dossier = asked(mui, office)
    people.correct_details(mui, by=office.lan, birth_year=None, birth_month=None, birth_day=None)
    refused(lambda: forms.take_up(dossier, met(held, office), by=office.lan), "năm sinh")


@pytest.mark.parametrize(("points", "match"), [("3111111111", "chỉ ghi 0, 1, 2 hoặc X"), ("1" * 11, "thứ 11")])
def test_a_score_out_of_range_is_refused(held: Council, mui: Person, office: Office, points: str, match: str) -> None:
    refused(lambda: filled(asked(mui, office), met(held, office), office, points=points), match)


# --- quorum and majority


def test_without_quorum_nothing_is_concluded(held: Council, mui: Person, office: Office) -> None:
    one = voted(filled(asked(mui, office), met(held, office, present=3), office), office, "severe")
    refused(lambda: forms.conclude(one, by=office.lan, on=MEETING), r"3/6, cần ít nhất 4.*Điều 16 khoản 3")


def test_without_majority_nothing_is_concluded(held: Council, mui: Person, office: Office) -> None:
    one = filled(asked(mui, office), met(held, office), office)
    voted(one, office, "severe", "severe", "extreme", "extreme", "mild", "none")
    assert forms.conclude(one, by=office.lan, on=MEETING).how == "president"
    other = filled(asked(somebody(held.unit, office, name="B"), office), one.session, office)
    voted(other, office, "none", "severe", "severe", "extreme", "extreme", "mild")
    refused(lambda: forms.conclude(other, by=office.lan, on=MEETING), "quá nửa")


def test_everybody_who_attends_votes_and_nobody_else(held: Council, mui: Person, office: Office) -> None:
    one = filled(asked(mui, office), met(held, office, present=5), office)
    here = list(one.session.present.all())
    absent = held.members.exclude(pk__in=[member.pk for member in here]).get()
    refused(lambda: forms.vote(one, {absent: "severe"}, by=office.lan), "dự họp")
    forms.vote(one, dict.fromkeys(here[:4], "severe"), by=office.lan)
    refused(lambda: forms.conclude(one, by=office.lan, on=MEETING), "Còn 1 thành viên")


def test_before_the_day_of_the_session_nothing_is_concluded(held: Council, mui: Person, office: Office) -> None:
    one = voted(filled(asked(mui, office), met(held, office), office), office, "severe")
    refused(lambda: forms.conclude(one, by=office.lan, on=MEETING - datetime.timedelta(days=1)), "chưa diễn ra")


def test_another_degree_than_the_form_shows_wants_a_reason(held: Council, mui: Person, office: Office) -> None:
    one = voted(filled(asked(mui, office), met(held, office), office, points=NOTHING), office, "severe")
    refused(lambda: forms.conclude(one, by=office.lan, on=MEETING), "mức nhẹ.*ghi vì sao khác phiếu")
    assert forms.conclude(one, by=office.lan, on=MEETING, reason="Lên cơn thường xuyên.").outcome == "severe"


def test_an_x_is_left_to_the_vote(held: Council, mui: Person, office: Office) -> None:
    one = filled(asked(mui, office), met(held, office), office, points="11111X1100")
    assert one.form_degree == "" and "X" in forms.finding(one).open[0]
    refused(lambda: forms.conclude(voted(one, office, "unable"), by=office.lan, on=MEETING), "Ghi vì sao")
    assert forms.conclude(one, by=office.lan, on=MEETING, reason="Không quan sát được.").outcome == "unable"


def test_a_form_half_filled_or_without_a_kind_gives_no_degree(held: Council, mui: Person, office: Office) -> None:
    half = voted(filled(asked(mui, office), met(held, office), office, points="11111"), office, "mild")
    refused(lambda: forms.conclude(half, by=office.lan, on=MEETING), "hoạt động 6, 7, 8, 9, 10")
    forms.fill(half, points=dict(enumerate(NOTHING, 1)), by=office.lan)
    refused(lambda: forms.conclude(half, by=office.lan, on=MEETING), "dạng khuyết tật")


def test_a_council_lacks_no_office_and_has_one_president(commune: Unit, office: Office) -> None:
    def made(members: list[Seated]) -> Callable[[], object]:
        return lambda: council.establish(
            unit=commune, number="9/QĐ-UBND", decided_on=DAY, members=members, by=office.lan
        )

    everybody = list(councils.MEMBERS)
    refused(made(everybody[:-1]), "còn thiếu: Đoàn Thanh niên")
    refused(made([*everybody, Seated("Hai", ["chair"])]), "một Chủ tịch")
    refused(made([*everybody, Seated("Lạ", ["king"])]), "chức danh")
    refused(lambda: council.establish(unit=commune, number=" ", decided_on=DAY, members=everybody, by=office.lan), "số")


def test_a_new_council_ends_the_one_before(held: Council, commune: Unit, office: Office) -> None:
    newer = councils.seated(commune, office, on=DAY)
    held.refresh_from_db()
    assert (held.until_day, council.current(commune)) == (DAY, newer)
    refused(lambda: council.open_session(held, on=MEETING, place="UBND", by=office.lan), "ngoài thời gian")


def test_a_member_is_replaced_and_counts_from_that_day(held: Council, office: Office) -> None:
    before = held.members.first()
    newer = council.replace(before, full_name="Vũ Mới", on=DAY, by=office.lan)
    assert before.pk not in {m.pk for m in council.members_on(held, MEETING)}
    assert newer.offices == before.offices and council.quorum(met(held, office)).members == 6


# --- what pages of dossiers cannot do instead


def test_a_dossier_does_not_pass_the_councils_steps_by_itself(held: Council, mui: Person, office: Office) -> None:
    dossier = asked(mui, office)
    refused(lambda: dossiers.forward(dossier, by=office.lan, on=DAY), "của Hội đồng")


# --- the medical board


@pytest.mark.parametrize("ground", ["a", "b", "c", "d", ""])
def test_sending_somebody_to_the_board_without_a_case_is_refused(
    held: Council, mui: Person, office: Office, ground: str
) -> None:
    one = concluded(asked(mui, office), met(held, office), office)
    with pytest.raises(review.Refused, match="Điều 15 khoản 2"):
        review.refer(one, ground=ground, reason="cho chắc", by=office.lan, on=MEETING)
    assert not Referral.objects.exists()


def test_the_board_is_not_asked_instead_of_the_council(held: Council, mui: Person, office: Office) -> None:
    one = filled(asked(mui, office), met(held, office), office)
    with pytest.raises(review.Refused, match="chưa họp"):
        review.refer(one, ground="a", reason="x", by=office.lan, on=MEETING)


def test_case_a_the_budget_pays_and_the_boards_word_is_certified(held: Council, mui: Person, office: Office) -> None:
    one = concluded(asked(mui, office), met(held, office), office, "unable", points="X" * 10, reason="Không rõ.")
    assert one.dossier.step == "conclude"
    refused(lambda: certificates.certify(one, by=office.minh, on=MEETING), "chuyển giám định y khoa")
    with pytest.raises(review.Refused, match="lý do"):
        review.refer(one, ground="a", reason=" ", by=office.lan, on=MEETING)
    sent = review.refer(one, ground="a", reason="Không kết luận được.", by=office.lan, on=MEETING)
    assert (review.payer(sent), sent.send_by) == ("budget", datetime.date(2026, 3, 17))
    refused(lambda: certificates.certify(one, by=office.minh, on=MEETING), "chờ kết quả")
    review.send(sent, by=office.lan, on=MEETING)
    came = review.take_result(
        sent, degree="extreme", of=["mental"], number="45/GĐYK", issued_on=datetime.date(2026, 4, 10), upheld=None,
        by=office.lan, on=datetime.date(2026, 4, 20),
    )  # fmt: skip
    assert came.valid_until == datetime.date(2031, 4, 10)
    made = certificates.certify(forms.latest(one.dossier), by=office.minh, on=datetime.date(2026, 4, 22))
    assert (made.source, made.degree, made.kinds) == ("board", "extreme", ["mental"])
    assert [degree_of(mui, month(text)) for text in ("2026-03", "2026-04")] == ["none", "extreme"]


@pytest.mark.parametrize(("upheld", "degree", "pays"), [(True, "extreme", "budget"), (False, "severe", "complainant")])
def test_case_b_who_pays_follows_from_the_result(
    held: Council, mui: Person, office: Office, upheld: bool, degree: str, pays: str
) -> None:
    one = concluded(asked(mui, office), met(held, office), office)
    with pytest.raises(review.Refused, match="kiến nghị"):
        review.refer(one, ground="b", reason="nặng hơn", by=office.lan, on=MEETING)
    review.complain(one, from_whom="Phạm Thị Mùi", own=True, text="Nặng hơn.", by=office.lan, on=MEETING)
    sent = review.refer(one, ground="b", reason="Không đồng ý.", by=office.lan, on=MEETING)
    assert review.payer(sent) == "by_result"

    def result(upheld: bool | None, degree: str) -> Referral:
        return review.take_result(
            sent, degree=degree, of=["movement"], number="46/GĐYK", issued_on=MEETING, upheld=upheld, by=office.lan,
            on=MEETING,
        )  # fmt: skip

    refused(lambda: result(None, degree), "ai trả phí")
    refused(lambda: result(True, "severe"), "giống kết luận")
    refused(lambda: result(upheld, "unable"), "không dùng được")
    assert review.payer(result(upheld, degree)) == pays
    refused(lambda: result(upheld, degree), "đã ghi rồi")


def test_the_boards_word_after_the_certificate_replaces_it(held: Council, mui: Person, office: Office) -> None:
    first = certified(asked(mui, office), met(held, office), office)
    one = first.assessment
    refused(lambda: certificates.certify(one, by=office.minh, on=MEETING), "không chờ ký")
    review.complain(one, from_whom="Phạm Thị Mùi", own=True, text="Nặng hơn.", by=office.lan, on=MEETING)
    sent = review.refer(one, ground="b", reason="Không đồng ý.", by=office.lan, on=MEETING)
    june = datetime.date(2026, 6, 1)
    review.take_result(
        sent, degree="extreme", of=["movement"], number="9/GĐYK", issued_on=june, upheld=True, by=office.lan, on=june
    )
    second = certificates.certify(forms.latest(first.dossier), by=office.minh, on=june)
    first.refresh_from_db()
    assert (first.state, second.degree, second.source, second.code) == ("replaced", "extreme", "board", "2/2026")
    assert [degree_of(mui, month(text)) for text in ("2026-05", "2026-06")] == ["severe", "extreme"]
    refused(lambda: certificates.certify(forms.latest(first.dossier), by=office.minh, on=june), "không chờ ký")


def test_case_c_wants_evidence(held: Council, mui: Person, office: Office) -> None:
    one = concluded(asked(mui, office), met(held, office), office)
    with pytest.raises(review.Refused, match="bằng chứng"):
        review.refer(one, ground="c", reason="không khách quan", evidence=" ", by=office.lan, on=MEETING)
    made = review.refer(one, ground="c", reason="không khách quan", evidence="ảnh chụp", by=office.lan, on=MEETING)
    assert made.ground == "c"
    refused(lambda: review.refer(one, ground="c", reason="x", evidence="x", by=office.lan, on=MEETING), "đã chuyển")


# --- complaints


def test_a_complaint_stops_the_certificate_until_it_is_answered(held: Council, mui: Person, office: Office) -> None:
    one = concluded(asked(mui, office), met(held, office), office)
    heard = review.complain(one, from_whom="hàng xóm", own=False, text="Không đúng.", by=office.lan, on=MEETING)
    assert (heard.due_on, one.dossier.step) == (datetime.date(2026, 3, 19), "complaint")
    refused(lambda: certificates.certify(one, by=office.minh, on=MEETING), "khiếu nại chưa trả lời")
    refused(lambda: review.answer(heard, text=" ", by=office.lan, on=MEETING), "trả lời")
    review.answer(heard, text="Giữ nguyên.", by=office.lan, on=MEETING)
    one.dossier.refresh_from_db()
    assert one.dossier.step == "certify"
    assert certificates.certify(one, by=office.minh, on=MEETING).degree == "severe"


def test_a_complaint_may_lead_to_another_round_that_then_counts(held: Council, mui: Person, office: Office) -> None:
    first = concluded(asked(mui, office), met(held, office), office)
    heard = review.complain(first, from_whom="Mùi", own=True, text="Nặng hơn.", by=office.lan, on=MEETING)
    again = filled(first.dossier, met(held, office), office, points=FOURTEEN)
    assert again.round == 2
    refused(lambda: review.answer(heard, text="x", by=office.lan, on=MEETING), "đang xem lại")
    again = forms.conclude(voted(again, office, "extreme"), by=office.lan, on=MEETING)
    forms.write_minutes(again, opinions="Nhất trí.", by=office.lan, on=MEETING)
    review.answer(heard, text="Sửa kết luận.", by=office.lan, on=MEETING)
    again.refresh_from_db()
    refused(lambda: certificates.certify(first, by=office.minh, on=MEETING), "mới nhất")
    assert certificates.certify(again, by=office.minh, on=MEETING).degree == "extreme"


# --- certificates


def test_the_minute_taker_does_not_sign(held: Council, mui: Person, office: Office) -> None:
    one = concluded(asked(mui, office), met(held, office), office)
    with pytest.raises(permit.Refused):
        certificates.certify(one, by=office.lan, on=MEETING)
    office.lan.role = "approver"
    office.lan.save()
    refused(lambda: certificates.certify(one, by=office.lan, on=MEETING), "Người ghi biên bản không ký")
    assert not Certificate.objects.exists()


def test_numbers_run_without_gaps_from_where_the_paper_book_stopped(held: Council, office: Office) -> None:
    Series.objects.create(authority=held.unit, year=2026, symbol=numbering.CERTIFICATE, first=41)
    session = met(held, office)
    codes = [
        certified(asked(somebody(held.unit, office, name=name), office), session, office).code for name in ("A", "B")
    ]
    assert codes == ["41/2026", "42/2026"]


def test_not_disabled_gives_no_certificate(held: Council, mui: Person, office: Office) -> None:
    one = concluded(asked(mui, office), met(held, office), office, "none", points=NOTHING, reason="Bình thường.")
    dossiers.forward(one.dossier, by=office.lan, on=MEETING)
    refused(lambda: certificates.certify(one, by=office.minh, on=MEETING), "từ chối")


def test_a_second_determination_replaces_the_certificate(held: Council, mui: Person, office: Office) -> None:
    first = certified(asked(mui, office), met(held, office), office)
    dossiers.hand_over(first.dossier, by=office.lan, on=MEETING)
    later = datetime.date(2026, 8, 3)
    second = certified(asked(mui, office, later), met(held, office, on=later), office, "extreme", points=FOURTEEN)
    first.refresh_from_db()
    assert (first.state, first.replaced_by, second.reason, second.code) == ("replaced", second, "degree", "2/2026")
    assert [degree_of(mui, month(text)) for text in ("2026-07", "2026-08")] == ["severe", "extreme"]


@pytest.mark.parametrize("reason", ["wrong_data", "damaged", "lost"])
def test_a_new_paper_keeps_the_conclusion(held: Council, mui: Person, office: Office, reason: str) -> None:
    first = certified(asked(mui, office), met(held, office), office)
    second = certificates.renew(first, reason=reason, by=office.minh, on=datetime.date(2026, 9, 1))
    assert (second.degree, second.kinds, second.number) == (first.degree, first.kinds, 2)
    refused(lambda: certificates.renew(first, reason=reason, by=office.minh, on=MEETING), "không còn giá trị")
    assert mui.facts.filter(kind="disability").count() == 1


@pytest.mark.parametrize("reason", ["degree", "six", "other"])
def test_another_degree_or_turning_six_is_determined_anew(
    held: Council, mui: Person, office: Office, reason: str
) -> None:
    first = certified(asked(mui, office), met(held, office), office)
    match = "Chọn lý do" if reason == "other" else "xác định lại.*Điều 9 khoản 2"
    refused(lambda: certificates.renew(first, reason=reason, by=office.minh, on=MEETING), match)


def test_renewal_ends_its_dossier(held: Council, mui: Person, office: Office) -> None:
    first = certified(asked(mui, office), met(held, office), office)
    dossier = dossiers.start(procedure=CHANGING, unit=mui.unit, by=office.lan, on=MEETING, person=mui)
    dossiers.fill(dossier, by=office.lan, answers={"reason": "lost"}, papers=dict.fromkeys(
        dossier.papers.values_list("name", flat=True), "given"))  # fmt: skip
    dossier = dossiers.receive(dossier, by=office.lan, on=MEETING)
    dossier = dossiers.forward(dossier, by=office.lan, on=MEETING)
    certificates.renew(first, reason="lost", by=office.minh, on=MEETING, dossier=dossier)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.outcome) == ("ready", "granted")


def test_a_withdrawn_certificate_ends_the_fact_after_its_month(held: Council, mui: Person, office: Office) -> None:
    first = certified(asked(mui, office), met(held, office), office)
    june = datetime.date(2026, 6, 10)
    refused(lambda: certificates.withdraw(first, finding=" ", finding_on=june, by=office.minh, on=june), "5 ngày")
    with pytest.raises(permit.Refused):
        certificates.withdraw(first, finding="KL 3", finding_on=june, by=office.lan, on=june)
    gone = certificates.withdraw(first, finding="KL 3", finding_on=june, by=office.minh, on=june)
    assert gone.state == "withdrawn" and certificates.withdraw_by(held.unit, june) == datetime.date(2026, 6, 17)
    assert [degree_of(mui, month(text)) for text in ("2026-06", "2026-07")] == ["severe", "none"]


def test_an_older_paper_is_recorded_once(held: Council, mui: Person, office: Office) -> None:
    signed = datetime.date(2019, 8, 5)
    made = certificates.record_paper(
        mui, number="12/2019", signed_on=signed, degree="severe", of=["sight"], by=office.lan
    )
    assert (made.code, degree_of(mui, month("2019-08"))) == ("12/2019", "severe")
    refused(
        lambda: certificates.record_paper(
            mui, number="13", signed_on=signed, degree="severe", of=["sight"], by=office.lan
        ),
        "Mỗi người chỉ có một giấy",
    )


def test_an_old_boards_conclusion_converts(held: Council, mui: Person, office: Office) -> None:
    one = forms.take_up(asked(mui, office), met(held, office), by=office.lan)
    day = datetime.date(2011, 3, 1)

    def converted(concluded: datetime.date, percent: int | None) -> Finding:
        return forms.fill_from_earlier(
            one, concluded=concluded, percent=percent, self_care="", of=["sight"], by=office.lan
        )

    refused(lambda: converted(datetime.date(2013, 1, 1), 85), "như thường")
    refused(lambda: converted(day, None), "như thường")
    found = converted(day, 85)
    assert found.degree == "extreme" and not found.provisional
    one.refresh_from_db()
    one = forms.conclude(voted(one, office, "extreme"), by=office.lan, on=MEETING)
    forms.write_minutes(one, opinions="Theo kết luận cũ.", by=office.lan, on=MEETING)
    one.refresh_from_db()
    dossiers.forward(one.dossier, by=office.lan, on=MEETING)
    assert certificates.certify(one, by=office.minh, on=MEETING).source == "earlier"


def test_acts_ask_for_the_place(held: Council, mui: Person, office: Office, phu_cu: PhuCu) -> None:
    dossier = asked(mui, office)
    office.lan.places.set([phu_cu.today["Tống Trân"]])
    for act in (
        lambda: council.open_session(held, on=MEETING, place="x", by=office.lan),
        lambda: councils.seated(held.unit, office),
        lambda: forms.take_up(dossier, council.open_session(held, on=MEETING, place="x", by=office.lan), by=office.lan),
    ):
        with pytest.raises(permit.Refused, match="ngoài địa bàn"):
            act()

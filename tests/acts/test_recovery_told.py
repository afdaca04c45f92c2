"""What is told of debts: papers, lists, reports; and that the books add up whatever happens, in whatever order."""

from __future__ import annotations

import contextlib
import datetime
import io
from random import Random
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from ansinh.acts import (
    debts,
    payroll,
    people,
    plans,
    receipts,
    recovery_books,
    recovery_papers,
    results,
    templates,
    write_offs,
)
from ansinh.jobs.recovery import recovery as command
from ansinh.record.models.payroll import Outcome
from ansinh.record.models.recovery import Cause, Debt, Way
from ansinh.record.models.recovery_papers import Receipt, ReceiptWay
from ansinh.reports import lists, recovery
from ansinh.reports import payroll as payroll_reports
from ansinh.world.documents.filling import standard
from ansinh.world.payments import channel_that_pays
from ansinh.world.payments import results as result_files
from tests.acts.owing import LEVEL, NUMBER, allow, day, overpaid, settle_deferred, share, standing
from tests.acts.people import closed, elder, paid, person

if TYPE_CHECKING:
    from tests.cast import Office, PhuCu


def words(document: bytes) -> str:
    read = docx.Document(io.BytesIO(document))
    cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


def test_the_notice_says_how_much_why_and_by_month(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    told = {"number": "7", "addressee": "Bà Trần Thị Mơ", "address": "", "on": on, "by": office.lan}
    with pytest.raises(ValueError, match="nguyên nhân"):
        recovery_papers.give_notice(debt, **told)
    debts.say_cause(debt, cause=Cause.PENSION, note="BHXH huyện báo", by=office.lan)
    receipts.receive(debt, receipts.Paid(LEVEL, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
    said = words(recovery_papers.give_notice(debt, **told).document)
    for part in ("Số: 7/TB-UBND", "Kính gửi: Bà Trần Thị Mơ", "1.080.000 đ", "Một triệu không trăm tám mươi nghìn đồng",
                 "BHXH huyện báo", "Còn phải hoàn trả: 720.000 đ", "2/2022", "360.000"):  # fmt: skip
        assert part in said, part
    assert "{{" not in said and "{%" not in said


def test_since_july_2025_papers_are_the_communes_whatever_place_an_officer_was_given(
    phu_cu: PhuCu, office: Office
) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    debts.say_cause(debt, cause=Cause.PENSION, note="", by=office.lan)
    for on, head in ((datetime.date(2025, 6, 30), "HUYỆN PHÙ CỪ"), (datetime.date(2025, 7, 1), "XÃ TỐNG TRÂN")):
        notice = recovery_papers.give_notice(
            debt, number="", addressee="Bà Trần Thị Mơ", address="", on=on, by=office.lan
        )
        assert head in words(notice.document)
        made = receipts.receive(debt, receipts.Paid(1_000, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
        assert (str(made.office).upper(), made.number) == (head, 1)
    given_up = write_offs.propose(debt, reason="Không còn ai.", by=office.lan, on=datetime.date(2026, 3, 2))
    now = receipts.office_of(debt, office.minh, datetime.date(2026, 3, 2))
    assert "ỦY BAN NHÂN DÂN XÃ TỐNG TRÂN" in words(recovery_papers.write_off(given_up, now))


def test_receipt_and_write_off_are_written(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    heir = receipts.name_heir(debt, name="Lê Thị Con", relation="con gái", address="Ngũ Phúc", share=0, accepted="",
                              by=office.lan)  # fmt: skip
    paid_in = receipts.Paid(LEVEL, on, ReceiptWay.TRANSFER, "Lê Thị Con", heir=heir, paper="UNC 9")
    first = receipts.receive(debt, paid_in, by=office.lan, on=on)
    receipts.receive(debt, receipts.Paid(1_000, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
    said = words(recovery_papers.receipt(first))
    for part in ("Số: 1/PT", "Lê Thị Con (con gái)", "360.000 đ", "chuyển khoản, chứng từ UNC 9", "720.000 đ"):
        assert part in said, part
    decided = write_offs.propose(debt, reason="Không còn ai.", by=office.lan, on=on)
    assert "Số: ...../QĐ-UBND" in words(recovery_papers.write_off(decided, phu_cu.district))
    decided = write_offs.decide(decided, number="15/QĐ-UBND", by=office.minh, on=on)
    assert "Số: 15/QĐ-UBND" in words(recovery_papers.write_off(decided, phu_cu.district))


def test_an_office_may_use_its_own_template_of_each_paper(phu_cu: PhuCu, office: Office) -> None:
    for name in ("recovery_notice", "recovery_receipt", "recovery_write_off"):
        templates.use(phu_cu.district, name, standard(name), by=office.lan)
    _, debt, _ = overpaid(phu_cu, office, months=1)
    debts.say_cause(debt, cause=Cause.PENSION, note="", by=office.lan)
    own = docx.Document(io.BytesIO(standard("recovery_notice")))
    own.add_paragraph("Mẫu riêng của huyện")
    out = io.BytesIO()
    own.save(out)
    templates.use(phu_cu.district, "recovery_notice", out.getvalue(), by=office.lan)
    notice = recovery_papers.give_notice(
        debt, number="", addressee="Bà Mơ", address="", on=day(NUMBER + 1), by=office.lan
    )
    assert "Mẫu riêng của huyện" in words(notice.document)


def test_the_command_says_what_is_open_and_that_the_books_agree(phu_cu: PhuCu, office: Office) -> None:
    overpaid(phu_cu, office)
    told = CliRunner().invoke(command, ["check"])
    assert told.exit_code == 0, told.output
    assert "Xã Tống Trân: 1 khoản, còn 1.080.000 đ" in told.output and "Sổ khớp." in told.output


def test_the_command_fails_when_a_receipt_is_not_in_the_books(phu_cu: PhuCu, office: Office) -> None:
    _, debt, _ = overpaid(phu_cu, office)
    on = day(NUMBER + 1)
    Receipt.objects.create(
        debt=debt, person_id=debt.person_id, office=phu_cu.district, year=on.year, number=1, received_on=on,
        way=ReceiptWay.CASH, amount=5, payer="x", recorded_by=office.lan,
    )  # fmt: skip
    told = CliRunner().invoke(command, ["check"])
    assert told.exit_code == 1 and "Khoản đã nộp trong sổ khác các phiếu thu." in told.output


def test_the_report_adds_up_by_commune_and_age(phu_cu: PhuCu, office: Office) -> None:
    award, debt, _ = overpaid(phu_cu, office)
    old = person("Đỗ Thị Gái", phu_cu.communes["Quang Hưng"])
    debts.open_by_hand(old, kind="care", months={NUMBER - 30: 270_000}, cause=Cause.DOUBLE, note="x", paper="y",
                       on=day(NUMBER - 12), by=office.lan)  # fmt: skip
    on = day(NUMBER + 1)
    receipts.receive(debt, receipts.Paid(LEVEL, on, ReceiptWay.CASH, "Mơ"), by=office.lan, on=on)
    found = recovery.debts(on)
    assert all(one.owed == one.recovered + one.written_off + one.open for one in found)
    rows = recovery.by_commune(found)
    assert [(row.unit, row.debts, row.ages) for row in rows] == [
        ("Xã Quang Hưng", 1, (0, 0, 0, 270_000)), ("Xã Tống Trân", 1, (2 * LEVEL, 0, 0, 0)),
    ]  # fmt: skip
    assert sum(row.open for row in rows) == sum(one.open for one in found)
    assert recovery.without_plan() == 2
    assert [(m.owed, m.recovered, m.open) for m in recovery.months(debt)] == [
        (LEVEL, LEVEL, 0), (LEVEL, 0, LEVEL), (LEVEL, 0, LEVEL),
    ]  # fmt: skip
    assert [(m.amount, m.left) for m in recovery.movements(debt)] == [(3 * LEVEL, 3 * LEVEL), (-LEVEL, 2 * LEVEL)]


def test_the_files_of_a_list_say_what_is_taken_and_add_up(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    award, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    elder("Người Khác", phu_cu.communes["Tống Trân"], since=NUMBER + 1)
    run = paid(NUMBER + 1, phu_cu.district, office)
    (made,) = lists.payment_lists(run)
    line = next(line for line in made.lines if line.person_code == f"{award.person_id:08}")
    assert (line.level, line.deducted, line.net) == (LEVEL, LEVEL // 5, LEVEL - LEVEL // 5)
    assert made.total == run.total == 2 * LEVEL - LEVEL // 5
    standing_of_run = payroll_reports.standing(run)
    assert standing_of_run.agrees and standing_of_run.whole.deducted == LEVEL // 5
    book = io.BytesIO()
    channel_that_pays("cash").write_xlsx(made, book)
    rows = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    heads = next(row for row in rows if "Truy thu trừ kỳ này" in row)
    mine = next(row for row in rows if line.full_name in row)
    assert mine[heads.index("Truy thu trừ kỳ này")] == LEVEL // 5
    assert mine[heads.index("Tổng thực lĩnh")] == LEVEL - LEVEL // 5


def test_results_are_read_against_what_is_handed_out(phu_cu: PhuCu, office: Office) -> None:
    allow(phu_cu.district, office)
    award, debt, _ = overpaid(phu_cu, office)
    share(debt, office)
    run = payroll.send(paid(NUMBER + 1, phu_cu.district, office), by=office.lan)
    (made,) = lists.payment_lists(run)
    book = io.BytesIO()
    result_files.write_results_template(made, book)
    opened = openpyxl.load_workbook(book)
    sheet = opened.active
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "Kết quả":
                result_column = cell.column
            if cell.value == "Trần Thị Mơ":
                mine = cell.row
    sheet.cell(mine, result_column).value = "Chưa trả"
    sheet.cell(mine, result_column + 1).value = "vắng nhà"
    answer = io.BytesIO()
    opened.save(answer)
    told = results.read_file(run, answer.getvalue(), name="kq.xlsx", by=office.lan)
    assert told.changed == 1 and told.remarks == []
    assert standing(debt) == {"receivable": 3 * LEVEL}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_books_add_up_for_each_person_and_for_the_district(
    phu_cu: PhuCu, office: Office, seed: int
) -> None:
    chance = Random(seed)
    allow(phu_cu.district, office)
    first, number = NUMBER - 4, NUMBER
    held = [elder(f"Người {at}", phu_cu.communes["Tống Trân"], since=first) for at in range(4)]
    for month in range(first, NUMBER):
        closed(paid(month, phu_cu.district, office), office)
    for award in held:
        people.change(award.person, "pension", "retirement", from_month=first, by=office.lan)
    paid(NUMBER, phu_cu.district, office)
    for award in held:
        people.change(award.person, "pension", "none", from_month=NUMBER + 1, by=office.lan)
    for _ in range(5):
        number += 1
        on = day(number)
        for debt in Debt.objects.all():
            happens(debt, chance, office, on, number)
        run = payroll.send(paid(number, phu_cu.district, office), by=office.lan)
        for word in range(chance.randint(0, 3)):
            outcome = chance.choice([Outcome.UNPAID, Outcome.PAID])
            row = payroll.ResultRow(chance.choice(held).person_id, outcome, str(word))
            with contextlib.suppress(ValueError):
                payroll.record_results(run, [row], by=office.lan)
            run.refresh_from_db()
        payroll.close(payroll.assume_paid(run, by=office.lan), by=office.lan)
        assert recovery.disagreements() == []
        assert all(one.owed == one.recovered + one.written_off + one.open for one in recovery.debts(on))
        assert all(line.net >= 0 for made in lists.payment_lists(run) for line in made.lines)
        settle_deferred()
    assert Debt.objects.count() >= 4


def happens(debt: Debt, chance: Random, office: Office, on: datetime.date, number: int) -> None:
    """Something of what happens to a debt, refused or not."""
    left = sum(recovery_books.open_months(debt).values())
    with contextlib.suppress(ValueError):
        match chance.randint(0, 7):
            case 0:
                amount = chance.randint(1, left + 1)
                way = chance.choice([ReceiptWay.CASH, ReceiptWay.RETURNED])
                receipts.receive(debt, receipts.Paid(amount, on, way, "Mơ", paper="1"), by=office.lan, on=on)
            case 1:
                share(debt, office, percent=chance.randint(1, 30), since=number)
            case 2:
                plan = plans.propose(debt, plans.Proposal(Way.INSTALMENT, number, amount=chance.randint(1, left)),
                                     by=office.lan, on=on)  # fmt: skip
                plans.approve(plan, by=office.minh, on=on)
            case 3:
                given = debt.receipts.filter(voided_at__isnull=True).first()
                if given:
                    receipts.void(given, by=office.lan, reason="nhầm", on=on)
            case 4:
                proposal = write_offs.propose(debt, reason="khó khăn", by=office.lan, on=on)
                write_offs.decide(proposal, number="1", by=office.minh, on=on)
            case 5:
                wrong = debt.person.facts.filter(kind="pension", superseded_at__isnull=True, value="retirement").first()
                if wrong:
                    people.correct(wrong, "none", by=office.lan)

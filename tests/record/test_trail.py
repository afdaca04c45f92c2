"""The trail: every change by whatever way, before and after, by whom; never altered; its chain checked offline."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from ansinh.acts import assistance, payroll, people, permit, places, users
from ansinh.jobs.trail import trail as command
from ansinh.record.chain import Entry as Line
from ansinh.record.chain import check_file
from ansinh.record.models.assistance import Award
from ansinh.record.models.people import Account, Collector, Fact, Person
from ansinh.record.models.trail import Entry, Look, Seal
from ansinh.record.models.users import Role, User
from ansinh.reports import trail
from tests.acts.people import approved, elder, month, prepared
from tests.cast import Office, PhuCu

NUMBER = month("2022-05")
TRAILED = {
    "people_person", "people_household", "people_residence", "people_fact", "people_collector", "people_account",
    "assistance_award", "assistance_suspension", "payroll_run", "payroll_result", "payroll_problem", "users_user",
    "users_place", "places_figure", "mfa_authenticator", "dossiers_dossier", "dossiers_paper", "dossiers_file",
    "dossiers_day_off", "decisions_decision", "decisions_effect", "decisions_series", "decisions_template",
    "dossiers_limit", "disability_council", "disability_member", "disability_session", "disability_attendance",
    "disability_assessment", "disability_vote", "disability_complaint", "disability_referral", "disability_certificate",
    "recovery_debt", "recovery_plan", "recovery_deduction", "recovery_heir", "recovery_receipt",
    "recovery_notice", "recovery_write_off", "recovery_posting", "recovery_entry",
    "recovery_limit", "linkage_list", "linkage_merge", "programmes_programme", "programmes_round", "programmes_sheet",
    "programmes_item", "insurance_sent", "funds_fund", "funds_plan", "funds_pledge", "funds_receipt", "funds_spending",
    "funds_file", "merit_slip", "poverty_round", "poverty_review", "poverty_case", "poverty_survey", "poverty_meeting",
    "poverty_complaint", "poverty_class", "poverty_count", "poverty_scores", "poverty_own_standard", "poverty_member",
    "poverty_target", "poverty_help", "programme_allocation", "programme_entry", "documents_document", "documents_file",
    "production_project", "production_household", "production_handed", "production_visit", "training_session",
    "training_trainee", "training_file", "reporting_plan", "reporting_ask", "reporting_answer", "reporting_value",
    "reporting_report", "reporting_number", "work_placement", "inspection_inspection", "inspection_finding",
    "inspection_step", "activity_event", "activity_file", "activity_team", "activity_team_change", "documents_sent",
    "child_friendly_round", "child_friendly_file", "child_friendly_score", "child_friendly_evidence", "emulation_plan",
    "emulation_target", "emulation_progress",
    "children_circumstance", "children_care", "children_visit", "children_offer", "children_case", "children_step",
    "children_informant", "children_file",
}  # fmt: skip


def do(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def sealed() -> None:
    """As if the transaction so far had been committed."""
    do("set constraints all immediate")
    do("set constraints all deferred")


def news(act: Callable[[], object]) -> list[Entry]:
    """The entries an act leaves."""
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    act()
    return list(Entry.objects.filter(id__gt=last).order_by("id"))


# --- what is written


def test_every_table_of_people_facts_awards_runs_and_users_is_trailed(db: None) -> None:
    rows = do(
        "select tgrelid::regclass::text, count(*) from pg_trigger t join pg_proc f on f.oid = t.tgfoid"
        " where f.proname = 'trail_write' and not tgisinternal group by 1"
    )
    assert dict(rows) == dict.fromkeys(TRAILED, 3) | {"tasks_row": 2, "linkage_pair": 2}  # found by the machine


def test_a_change_by_model_keeps_before_and_after_and_who(phu_cu: PhuCu, office: Office) -> None:
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=NUMBER)
    with permit.acting(office.lan):
        told = news(lambda: people.correct_details(held.person, full_name="Vũ Thị Lụa Đào", by=office.lan))
    (entry,) = [entry for entry in told if entry.table == "people_person"]
    assert (entry.op, entry.row, entry.by) == ("update", str(held.person_id), "lan")
    assert (entry.before["full_name"], entry.after["full_name"]) == ("Vũ Thị Lụa", "Vũ Thị Lụa Đào")


def test_a_change_by_raw_sql_is_kept_row_by_row(phu_cu: PhuCu) -> None:
    held = [elder(f"Người {at}", phu_cu.communes["Tống Trân"], since=NUMBER) for at in range(5)]
    told = news(lambda: do("update assistance_award set code = code || id, decision_number = '2/QĐ'"))
    assert {(e.row, e.before["code"], e.after["code"]) for e in told} == {
        (str(a.pk), "K5c", f"K5c{a.pk}") for a in held
    }
    (gone,) = news(lambda: do("delete from people_residence where person_id = %s", held[0].person_id))
    assert (gone.op, gone.after, gone.before["person_id"]) == ("delete", None, held[0].person_id)


def test_before_and_after_are_of_one_row_even_when_its_key_changes(phu_cu: PhuCu) -> None:
    for at in range(5):
        elder(f"Người {at}", phu_cu.communes["Tống Trân"], since=NUMBER)
    told = news(lambda: do("update people_residence set id = id + 1000, village = 'Thôn ' || person_id"))
    befores = {e.row: e.before for e in told if e.before}
    afters = {e.row: e.after for e in told if e.after}
    assert len(befores) == len(afters) == 5
    assert all(befores[str(int(row) - 1000)]["person_id"] == after["person_id"] for row, after in afters.items())


def test_an_update_that_changes_nothing_leaves_nothing(phu_cu: PhuCu) -> None:
    elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=NUMBER)
    assert news(lambda: do("update people_person set full_name = full_name")) == []


def test_bulk_ways_are_kept_too(phu_cu: PhuCu, office: Office) -> None:
    here = phu_cu.communes["Tống Trân"]
    many = [Person(full_name=f"N{at}", name_folded="n", name_sort="n", unit=here) for at in range(50)]
    assert len(news(lambda: Person.objects.bulk_create(many))) == 50
    assert len(news(lambda: Person.objects.filter(unit=here).update(note="x"))) == 50
    upsert = [Person(id=p.pk, full_name="y", name_folded="n", name_sort="n", unit=here) for p in many[:3]]
    told = news(lambda: Person.objects.bulk_create(
        upsert, update_conflicts=True, unique_fields=["id"], update_fields=["full_name"]))  # fmt: skip
    assert [(e.op, e.before["full_name"], e.after["full_name"]) for e in told] == [
        ("update", f"N{at}", "y") for at in range(3)
    ]

    def copied() -> None:
        into = "copy places_figure (unit_id, figure, from_month, amount, basis) from stdin"
        with connection.cursor() as cursor, cursor.copy(into) as copy:
            for at in range(4):
                copy.write_row((phu_cu.province.pk, "standard_amount", NUMBER + at, 400_000, "NQ"))

    told = news(copied)
    assert [(e.table, e.op, e.after["amount"]) for e in told] == [("places_figure", "insert", 400_000)] * 4


def test_the_acts_of_a_month_leave_their_trail(phu_cu: PhuCu, office: Office) -> None:
    def month_of_work() -> None:
        held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=NUMBER)
        Collector.objects.create(person=held.person, full_name="x", from_month=NUMBER)
        Account.objects.create(person=held.person, number="1", holder="x", bank="x", from_month=NUMBER)
        people.change(held.person, "household", "poor", from_month=NUMBER, by=office.lan)
        assistance.suspend(held.person, from_month=NUMBER + 1, reason="x", by=office.lan, number="6/QĐ")
        places.set_local_figure(province=phu_cu.province, from_month=NUMBER, amount=1, basis="x", by=None)
        elder("Không Rõ", phu_cu.communes["Tống Trân"], since=NUMBER, born=None)
        run = payroll.send(approved(prepared(NUMBER, phu_cu.district, office), office), by=office.lan)
        payroll.record_results(run, [payroll.ResultRow(held.person_id, payroll.Outcome.PAID, "")], by=office.lan)

    told = news(month_of_work)
    elsewhere = {"users_user", "users_place", "mfa_authenticator", "people_household"}
    others = ("dossiers_", "decisions_", "disability_", "recovery_", "linkage_", "programmes_", "insurance_",
              "funds_", "merit_", "poverty_", "programme_", "documents_", "production_", "training_",
              "reporting_", "work_", "inspection_", "activity_",
              "child_friendly_", "emulation_", "children_")  # fmt: skip
    assert {e.table for e in told} == {t for t in TRAILED - elsewhere if not t.startswith(others)}
    steps = [e.after["state"] for e in told if e.table == "payroll_run" and e.op == "update"]
    assert list(dict.fromkeys(steps)) == ["prepared", "checked", "approved", "sent", "results"]
    assert any(e.after["digest"] for e in told if e.table == "payroll_run")


def test_passwords_never_stand_in_the_trail(phu_cu: PhuCu) -> None:
    def users_made() -> None:
        user = users.make(
            username="dung", password="mat-khau-dai-12", role=Role.OFFICER, places=[phu_cu.district], by=None
        )
        user.set_password("mat-khau-khac-34")
        user.save()
        do("update users_user set password = 'nguyen-van' where username = 'dung'")
        User.objects.filter(username="dung").update(first_name="Dũng")
        User.objects.get(username="dung").delete()

    told = news(users_made)
    assert {e.op for e in told if e.table == "users_user"} == {"insert", "update", "delete"}
    assert len([e for e in told if e.table == "users_user"]) == 5  # a change of password is an entry that shows none
    assert "users_place" in {e.table for e in told}
    everything = json.dumps([[e.before, e.after] for e in told])
    for secret in ('"password"', "mat-khau", "md5$", "pbkdf2", "nguyen-van"):
        assert secret not in everything


def test_a_second_factor_is_told_without_its_secret(office: Office) -> None:
    def given_and_taken() -> None:
        given = Authenticator.objects.create(user=office.minh, type="totp", data={"secret": "mat-khau-may"})
        given.delete()

    told = news(given_and_taken)
    assert [(e.table, e.op) for e in told] == [("mfa_authenticator", "insert"), ("mfa_authenticator", "delete")]
    assert all(str(office.minh.pk) == str((e.after or e.before)["user_id"]) for e in told)
    assert "mat-khau-may" not in json.dumps([[e.before, e.after] for e in told])


# --- nothing of it is altered


@pytest.mark.parametrize(
    "statement",
    [
        "update trail_entry set by = 'x'", "delete from trail_entry", "truncate trail_entry",
        "insert into trail_entry (at, tx, by, table_name, row_key, op) values (now(), 1, 'x', 'users_user', '1', 'x')",
        "update trail_seal set hash = 'x'", "delete from trail_seal", "truncate trail_seal",
        "insert into trail_seal (tx, entries, first, last, digest, previous, hash) values (1, 0, 0, 0, 'x', 'x', 'x')",
        "update trail_look set at = now()", "delete from trail_look", "truncate trail_look",
        "truncate people_person cascade", "truncate people_fact", "truncate assistance_award cascade",
        "truncate users_user cascade",
    ],
)  # fmt: skip
def test_the_trail_only_grows(phu_cu: PhuCu, office: Office, statement: str) -> None:
    held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=NUMBER)
    Look.objects.create(person=held.person, by=office.hoa)
    sealed()
    before = (Entry.objects.count(), Seal.objects.count(), Look.objects.count(), Person.objects.count())
    with pytest.raises(DatabaseError), transaction.atomic():
        do(statement)
    assert (Entry.objects.count(), Seal.objects.count(), Look.objects.count(), Person.objects.count()) == before


# --- the chain


@pytest.fixture
def chain(phu_cu: PhuCu, office: Office) -> list[Award]:
    """Three links: three people of whom things were learnt."""
    sealed()
    found = []
    for name in ("Vũ Thị Lụa", 'Tên "lạ" | và\nxuống dòng \\ é', "Đỗ Thị Mận"):
        found.append(elder(name, phu_cu.communes["Tống Trân"], since=NUMBER))
        sealed()
    assert Seal.objects.count() >= 4
    return found


def test_the_chain_is_whole_and_python_hashes_what_the_database_hashed(chain: list[Award]) -> None:
    assert trail.checked().broken is None
    lines = dict(do("select id, trail_line(e) from trail_entry e"))
    assert {int(entry.id): entry.line for entry in trail.entries()} == lines
    assert trail.checked().entries == Entry.objects.count() > 10


def tampered(statement: str, *values: object) -> None:
    """What somebody with the owner's or a superuser's rights can do: switch the guards off, change, switch them on."""
    for table in ("trail_entry", "trail_seal"):
        do(f"alter table {table} disable trigger user")
        do(f"alter table {table} {'no force' if table == 'trail_entry' else 'disable'} row level security")
    do(statement, *values)
    for table in ("trail_entry", "trail_seal"):
        do(f"alter table {table} enable trigger user")
    do("alter table trail_entry force row level security")


MIDDLE = "(select id from trail_seal order by id offset 2 limit 1)"
INSIDE = f"(select first from trail_seal where id = {MIDDLE})"
TAMPERING = {
    "a value changed": f"update trail_entry set after = after || '{{\"note\": \"x\"}}' where id = {INSIDE}",
    "somebody else's name": f"update trail_entry set by = 'minh' where id = {INSIDE}",
    "an hour later": f"update trail_entry set at = at + interval '1 hour' where id = {INSIDE}",
    "an entry taken out": f"delete from trail_entry where id = {INSIDE}",
    "an entry put in": "insert into trail_entry (id, at, tx, by, table_name, row_key, op)"
    f" select max(id) + 1, now(), max(tx) + 1, 'x', 'people_person', '1', 'x' from trail_entry where id > {INSIDE}",
    "a link taken out": f"delete from trail_seal where id = {MIDDLE}",
    "the first link taken out": "delete from trail_seal where id = (select min(id) from trail_seal)",
    "a digest rewritten": f"update trail_seal set digest = repeat('0', 64) where id = {MIDDLE}",
    "a link sealed anew": "update trail_seal set digest = repeat('0', 64), hash = encode(sha256(convert_to(previous ||"
    f" repeat('0', 64), 'UTF8')), 'hex') where id = {MIDDLE}",
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_with_the_guards_switched_off_is_found(chain: list[Award], how: str) -> None:
    tampered(TAMPERING[how])
    broken = trail.checked().broken
    assert broken is not None
    assert broken.sentence


def test_the_newest_links_cut_off_are_missed_by_whoever_noted_their_hash(chain: list[Award]) -> None:
    noted = trail.checked().newest
    last = "(select max(id) from trail_seal)"
    tampered(f"delete from trail_entry where id >= (select first from trail_seal where id = {last})")
    tampered(f"delete from trail_seal where id = {last}")
    found = trail.checked()
    assert found.broken is None
    assert noted not in found.hashes


def test_the_trail_is_written_out_and_checked_without_a_database(chain: list[Award], tmp_path: Path) -> None:
    file = io.StringIO()
    count = trail.export(file)
    lines = file.getvalue().splitlines()
    assert count == len(lines) == Seal.objects.count() + Entry.objects.count()
    assert check_file(lines) == trail.checked()
    kept = tmp_path / "nhat-ky.jsonl"
    kept.write_text(file.getvalue(), encoding="utf-8")
    asked = CliRunner().invoke(command, ["check", str(kept), "--seen", trail.checked().newest])
    assert (asked.exit_code, "Nhật ký nguyên vẹn." in asked.output) == (0, True)
    kept.write_text(file.getvalue().replace("Vũ Thị Lụa", "Vũ Thị Lan"), encoding="utf-8")
    asked = CliRunner().invoke(command, ["check", str(kept), "--seen", "chưa từng có"])
    assert asked.exit_code == 1
    assert "đã bị sửa" in asked.output
    assert "Không còn niêm phong chưa từng có" in asked.output
    kept.write_text("STT,Họ tên\n", encoding="utf-8")
    asked = CliRunner().invoke(command, ["check", str(kept)])
    assert (asked.exit_code, "không phải của tệp nhật ký" in asked.output) == (1, True)


def test_an_entry_knows_its_parts_in_the_order_they_are_hashed() -> None:
    line = Line("1", "2", "3.5", "lan", "people_person", "7", "insert", "", "{}").line
    assert line == "1|2|3.5|lan|people_person|7|insert||{}"


@pytest.mark.django_db(transaction=True)
def test_each_transaction_committed_is_one_link(phu_cu: PhuCu) -> None:
    before = Seal.objects.count()
    with transaction.atomic():
        held = elder("Vũ Thị Lụa", phu_cu.communes["Tống Trân"], since=NUMBER)
        people.change(held.person, "household", "poor", from_month=NUMBER, by=None)
    Fact.objects.filter(person=held.person).update(source="x")
    with pytest.raises(RuntimeError), transaction.atomic():
        Fact.objects.filter(person=held.person).update(source="y")
        raise RuntimeError
    seals = list(Seal.objects.order_by("id"))[before:]
    assert len(seals) == 2
    assert sum(seal.entries for seal in seals) == Entry.objects.filter(tx__in=[seal.tx for seal in seals]).count()
    assert seals[1].previous == seals[0].hash
    assert trail.checked().broken is None

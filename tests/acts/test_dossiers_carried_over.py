"""A dossier open on 1/7/2025, when the districts went: it goes on in the commune of the day, by the law of the day."""

from __future__ import annotations

import datetime

import pytest

from ansinh.acts import crossing, deciding, dossiers, permit
from ansinh.law.procedure import all_versions
from ansinh.record.models.assistance import Award
from ansinh.record.models.decisions import Decision, Drafted
from ansinh.record.models.dossiers import Dossier, Outcome, Standing
from ansinh.record.models.places import Unit
from ansinh.record.models.users import Role, User
from tests.acts.people import month
from tests.acts.test_dossiers import newcomer, taken_in
from tests.cast import Office, PhuCu

pytestmark = pytest.mark.django_db
JUNE, JULY = datetime.date(2025, 6, 20), datetime.date(2025, 7, 2)


@pytest.fixture
def today(phu_cu: PhuCu) -> tuple[Unit, User, User]:
    """The commune of today, its officer and its chair, who cover nothing else."""
    commune = phu_cu.today["Quang Hưng"]
    users = [User.objects.create_user(name, role=role, last_name="Lê", first_name=name) for name, role in
             (("dung", Role.OFFICER), ("chinh", Role.APPROVER))]  # fmt: skip
    for user in users:
        user.places.add(commune)
    return commune, users[0], users[1]


@pytest.fixture
def received(phu_cu: PhuCu, office: Office, register: None) -> Dossier:
    """Taken in by the commune of before on 20/6/2025: somebody of 66 in a poor household, with nobody to rely on."""
    person = newcomer(phu_cu.communes["Quang Hưng"], born=1959)
    return taken_in(person, office, JUNE, group="K5a", facts=FACTS)


FACTS = {"household": "poor", "no_supporter": True}


def at_step(dossier: Dossier, name: str, office: Office) -> Dossier:
    on = JUNE
    while dossier.step != name:
        by = office.lan if dossiers.may_step(office.lan, dossier) else office.minh
        on += datetime.timedelta(days=5 if dossier.step == "post" else 0)
        dossier = dossiers.forward(dossier, by=by, on=on)
    return dossier


@pytest.mark.parametrize("name", ["propose", "appraise", "decide"])
def test_sent_up_to_the_district_it_is_decided_by_the_chair_of_the_commune(
    received: Dossier, office: Office, today: tuple[Unit, User, User], name: str
) -> None:
    commune, dung, chinh = today
    dossier = at_step(received, name, office)
    due, moves = dossier.due_on, list(dossier.moves.values_list("pk", flat=True))
    with permit.acting(dung):
        (seen,) = dossiers.waiting_for(chinh, dossiers.as_on(Dossier.objects.all(), JULY))
        assert (seen.place, seen.step) == (commune, "decide")
        dossier = dossiers.take_over(dossier, by=dung, on=JULY)
    assert (dossier.step, dossier.place, dossier.due_on) == ("decide", commune, due)
    assert (dossier.code, dossier.unit.name, dossier.unit != commune) == ("1/2025", "Quang Hưng", True)
    assert list(dossier.moves.values_list("pk", flat=True))[:-1] == moves
    over = dossier.moves.last()
    assert over is not None and over.what == "over" and "72/2025/QH15" in over.reason
    with permit.acting(chinh):
        decision = deciding.sign(Decision.objects.get(state=Drafted.DRAFT), by=chinh, on=JULY)
    assert decision.authority == commune
    assert Award.objects.get().decision == decision
    ended = Dossier.objects.get()
    assert (ended.state, ended.outcome) == (Standing.READY, Outcome.GRANTED)


def test_a_draft_of_the_district_is_not_signed_any_more(
    received: Dossier, office: Office, today: tuple[Unit, User, User]
) -> None:
    at_step(received, "decide", office)
    old = Decision.objects.get()
    with permit.acting(today[2]), pytest.raises(deciding.NotNow, match="không còn cấp huyện"):
        deciding.sign(old, by=today[2], on=JULY)
    old.refresh_from_db()
    new = Decision.objects.get(state=Drafted.DRAFT)
    assert (old.state, new.authority) == (Drafted.DROPPED, today[0])
    with permit.acting(today[2]):
        assert deciding.sign(new, by=today[2], on=JULY).state == Drafted.SIGNED


def test_still_at_the_commune_it_goes_on_where_it_was(
    received: Dossier, office: Office, today: tuple[Unit, User, User]
) -> None:
    assert received.step == "review"
    limit = received.step_due_on
    commune, dung, chinh = today
    with permit.acting(dung):
        dossier = dossiers.forward(received, by=dung, on=JULY)
        assert [move.what for move in dossier.moves.all()] == ["receive", "forward", "over", "forward"]
        assert (dossier.step, dossier.place) == ("post", commune)
        dossier = dossiers.forward(dossier, by=dung, on=JULY + datetime.timedelta(days=7))
        assert dossier.step == "decide"
    assert limit is not None and Decision.objects.get().authority == commune
    old = User.objects.create_user("tam", role=Role.OFFICER)
    old.places.add(dossier.unit)
    with permit.acting(old):
        assert not Dossier.objects.exists()


def test_an_office_that_is_no_more_does_nothing_with_it(received: Dossier, today: tuple[Unit, User, User]) -> None:
    old = User.objects.create_user("tam", role=Role.OFFICER, last_name="Vũ", first_name="Tám")
    old.places.add(received.unit)
    with permit.acting(old):
        assert dossiers.may_step(old, received)
        with pytest.raises(permit.Refused):
            dossiers.forward(received, by=old, on=JULY)
    assert Dossier.objects.get().holder is None


def test_paused_for_papers_it_goes_on_when_they_come(
    received: Dossier, office: Office, today: tuple[Unit, User, User]
) -> None:
    dossier = at_step(received, "appraise", office)
    assert dossier.due_on == datetime.date(2025, 7, 18)
    dossier = dossiers.ask(dossier, reason="Thiếu xác nhận hộ nghèo", by=office.lan, on=datetime.date(2025, 6, 27))
    with permit.acting(today[1]):
        dossier = dossiers.complete(dossier, by=today[1], on=JULY)
    assert (dossier.state, dossier.step, dossier.place) == (Standing.OPEN, "decide", today[0])
    assert dossier.due_on == datetime.date(2025, 7, 23)  # three working days stood still
    assert Decision.objects.get(state=Drafted.DRAFT).authority == today[0]


def test_what_the_law_no_longer_gives_goes_to_who_examines(
    phu_cu: PhuCu, office: Office, register: None, today: tuple[Unit, User, User]
) -> None:
    """Over 80 without a pension became a social pension on 1/7/2025: this procedure no longer gives it."""
    dossier = taken_in(newcomer(phu_cu.communes["Quang Hưng"], born=1940), office, JUNE)
    dossier = at_step(dossier, "appraise", office)
    with permit.acting(today[1]):
        dossier = dossiers.take_over(dossier, by=today[1], on=JULY)
    assert (dossier.state, dossier.step) == (Standing.OPEN, "review")
    assert not Decision.objects.filter(state=Drafted.DRAFT).exists()


def test_a_result_not_fetched_yet_is_handed_over_by_the_commune(
    received: Dossier, office: Office, today: tuple[Unit, User, User]
) -> None:
    at_step(received, "decide", office)
    deciding.sign(Decision.objects.get(), by=office.minh, on=datetime.date(2025, 6, 30))
    with permit.acting(today[1]):
        dossier = dossiers.hand_over(Dossier.objects.get(), by=today[1], on=JULY)
    assert (dossier.state, dossier.place, dossier.procedure_on) == (Standing.DONE, today[0], JUNE)


def test_a_draft_begun_before_is_received_by_the_commune_of_the_day(
    phu_cu: PhuCu, office: Office, register: None
) -> None:
    person = newcomer(phu_cu.communes["Quang Hưng"], born=1959)
    draft = dossiers.start(
        procedure="monthly-allowance", unit=person.unit, by=office.lan, on=JUNE, person=person, group="K5a"
    )
    dossiers.fill(
        draft, by=office.lan, answers={"facts": FACTS}, papers={one.name: "given" for one in draft.papers.all()}
    )
    assert dossiers.receive(draft, by=office.lan, on=JULY).unit == phu_cu.today["Quang Hưng"]


def test_every_step_of_the_three_tiers_lands_at_the_commune() -> None:
    three = {law.slug: law for law in all_versions() if law.tiers == 3 and law.since < month_day("2025-07")}
    for slug, old in three.items():
        new = next(law for law in all_versions() if law.slug == slug and law.tiers == 2)
        order = [crossing.landing(old, new, step.name) for step in old.steps]
        assert not any(step.actor.startswith("district") for step in order)
        places = [new.steps.index(step) for step in order]
        assert places == sorted(places), f"{slug}: a later step lands before an earlier one"


def month_day(text: str) -> datetime.date:
    number = month(text)
    return datetime.date(number // 12, number % 12 + 1, 1)

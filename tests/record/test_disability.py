"""What the database never lets a disability council do, whatever program asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from ansinh.acts import permit
from ansinh.record.models.disability import Assessment, Attendance, Certificate, Complaint, Council, Referral, Vote
from ansinh.record.models.people import Person
from ansinh.record.models.users import Role, User
from tests.acts.people import person
from tests.cast import Office, PhuCu
from tests.record.councils import DAY, assessed, certificate, concluded, council, meeting
from tests.record.test_branches import do


@pytest.fixture
def who(phu_cu: PhuCu) -> Person:
    return person("Phạm Thị Mùi", phu_cu.communes["Tam Đa"], born="1985-02-03")


@pytest.fixture
def seated(phu_cu: PhuCu) -> Council:
    return council(phu_cu.communes["Tam Đa"])


def refused(act: Callable[[], object], match: str) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        act()


def referral(about: Assessment, ground: str, **more: object) -> Callable[[], Referral]:
    said = {"reason": "vì", "asked_on": DAY, "person": about.person} | more
    return lambda: Referral.objects.create(assessment=about, ground=ground, **said)


def test_a_commune_has_one_council_at_a_time(seated: Council) -> None:
    refused(lambda: council(seated.unit), "one_at_a_time")
    seated.until_day = DAY
    seated.save()
    assert council(seated.unit).members.count() == 6


@pytest.mark.parametrize("present", [0, 1, 3])
def test_a_session_without_two_thirds_concludes_nothing(seated: Council, who: Person, present: int) -> None:
    refused(lambda: concluded(assessed(who, meeting(seated, present))), "two thirds of its council")


def test_a_session_with_two_thirds_concludes(seated: Council, who: Person) -> None:
    assert concluded(assessed(who, meeting(seated, 4))).outcome == "severe"


def test_whoever_left_the_council_counts_no_more(seated: Council, who: Person) -> None:
    one = assessed(who, meeting(seated, 4))
    do(
        "update disability_member set until_day = '2022-02-01' where council_id = %s and offices = '{health}'",
        seated.pk,
    )
    refused(lambda: concluded(one), r"two thirds of its council concludes nothing \(3 of 5\)")


def test_nothing_is_concluded_without_a_session(seated: Council, who: Person) -> None:
    one = assessed(who, meeting(seated, 6))
    refused(lambda: do("update disability_assessment set session_id = null, outcome = 'severe' where id = %s", one.pk),
            "two thirds|in_a_session")  # fmt: skip


def test_a_minority_concludes_nothing(seated: Council, who: Person) -> None:
    one = assessed(who, meeting(seated, 6), choice="mild")
    Vote.objects.filter(pk=one.votes.first().pk).update(choice="severe")
    refused(lambda: concluded(one, "severe"), "most of it voted for")
    refused(lambda: concluded(one, "extreme"), "most of it voted for")
    assert concluded(one, "mild").outcome == "mild"


def test_who_did_not_attend_does_not_vote(seated: Council, who: Person) -> None:
    one = assessed(who, meeting(seated, 5))
    absent = seated.members.last()
    refused(lambda: Vote.objects.create(assessment=one, person=who, member=absent, choice="mild"), "attends votes")


def test_a_conclusion_its_votes_and_who_attended_stay(seated: Council, who: Person, office: Office) -> None:
    one = concluded(assessed(who, meeting(seated, 6)))
    refused(lambda: do("update disability_assessment set outcome = 'mild'"), "stays as it was voted")
    refused(lambda: do("update disability_assessment set signs = '{}'"), "stays as it was voted")
    refused(lambda: do("delete from disability_assessment"), "not deleted")
    refused(lambda: do("update disability_vote set choice = 'mild'"), "counted stays")
    refused(lambda: do("delete from disability_vote"), "counted stays")
    refused(lambda: Attendance.objects.all().delete(), "attended a session that concluded stays")
    Assessment.objects.filter(pk=one.pk).update(minutes_on=DAY, minutes_by=office.lan, opinions="Nhất trí.")
    refused(lambda: do("update disability_assessment set opinions = 'khác'"), "minutes stay")


def test_an_assessment_is_of_the_person_of_its_dossier(seated: Council, who: Person, phu_cu: PhuCu) -> None:
    one = assessed(who, meeting(seated, 6))
    other = person("Người Khác", phu_cu.communes["Tam Đa"])
    refused(lambda: Assessment.objects.filter(pk=one.pk).update(person=other), "person of its dossier")


# --- the medical board


def test_the_board_is_not_asked_before_the_council_met(seated: Council, who: Person) -> None:
    refused(referral(assessed(who, meeting(seated, 6)), "a"), "after the council has met")


def test_case_a_is_of_a_council_that_could_not_conclude(seated: Council, who: Person) -> None:
    refused(referral(concluded(assessed(who, meeting(seated, 6))), "a"), "three cases only")
    unable = concluded(assessed(who, meeting(seated, 6), choice="unable", round=2), "unable")
    refused(referral(unable, "b"), "three cases only")
    assert referral(unable, "a")().pk


@pytest.mark.parametrize("ground", ["d", "", "A", "x"])
def test_there_is_no_fourth_case(seated: Council, who: Person, ground: str) -> None:
    refused(referral(concluded(assessed(who, meeting(seated, 6))), ground), "three_cases")


def test_case_b_wants_somebody_who_disagrees_and_case_c_evidence(seated: Council, who: Person) -> None:
    one = concluded(assessed(who, meeting(seated, 6)))
    refused(referral(one, "b"), "nobody said that they disagree")
    refused(referral(one, "c"), "has_evidence")
    refused(referral(one, "c", evidence="  "), "has_evidence")
    refused(referral(one, "c", evidence="ảnh", reason=" "), "says_why")
    Complaint.objects.create(assessment=one, person=who, from_whom="hàng xóm", on=DAY, text="không đúng")
    refused(referral(one, "b"), "nobody said that they disagree")
    Complaint.objects.create(assessment=one, person=who, from_whom="Phạm Thị Mùi", own=True, on=DAY, text="nặng hơn")
    made = referral(one, "b")()
    refused(lambda: do("update disability_referral set ground = 'c', evidence = 'x'"), "stays as it was made")
    refused(lambda: do("update disability_referral set received_on = '2022-07-01' where id = %s", made.pk), "whole")
    refused(lambda: do("delete from disability_referral"), "not deleted")


# --- certificates


def test_nobody_has_two_valid_certificates(who: Person, office: Office) -> None:
    first = certificate(who, office)
    refused(lambda: certificate(who, office, number=2), "one_valid_certificate")
    Certificate.objects.filter(pk=first.pk).update(state="replaced", ended_on=DAY, ended_why="mất giấy")
    assert certificate(who, office, number=2).code == "2/2022"


def test_numbers_have_no_gaps(who: Person, office: Office, phu_cu: PhuCu) -> None:
    other = person("Người Khác", phu_cu.communes["Tam Đa"])
    for number in (0, 2, 7):
        refused(lambda number=number: certificate(who, office, number=number), "no gaps")
    certificate(who, office, number=1)
    refused(lambda: certificate(other, office, number=1), "no gaps")
    refused(lambda: certificate(other, office, number=3), "no gaps")
    certificate(other, office, number=2)
    refused(
        lambda: certificate(person("Ba", who.unit), office, number=1, signed_on=DAY, year=2023), "year it is signed"
    )


def test_who_took_the_minutes_does_not_sign(who: Person, office: Office) -> None:
    refused(lambda: certificate(who, office, signed_by=office.lan), "signed_by_somebody_else")


def test_a_signed_certificate_only_ends_and_stays_ended(who: Person, office: Office) -> None:
    certificate(who, office)
    for change in ("degree = 'extreme'", "number = 9", "signed_on = '2022-06-01'", "kinds = '{sight}'"):
        refused(lambda change=change: do(f"update disability_certificate set {change}"), "cannot change")
    refused(lambda: do("delete from disability_certificate"), "not deleted")
    refused(lambda: do("update disability_certificate set state = 'withdrawn'"), "ended_with_a_reason")
    do("update disability_certificate set state = 'withdrawn', ended_on = '2022-07-01', ended_why = 'cấp sai'")
    refused(lambda: do("update disability_certificate set state = 'valid', ended_on = null"), "stays ended")


@pytest.mark.parametrize("degree", ["none", "unable", "", "nặng"])
def test_a_certificate_is_of_one_of_three_degrees(who: Person, office: Office, degree: str) -> None:
    refused(lambda: certificate(who, office, degree=degree), "has_a_degree")


def test_who_voted_what_is_seen_where_the_council_is_and_not_where_the_person_moves(
    seated: Council, who: Person, phu_cu: PhuCu
) -> None:
    concluded(assessed(who, meeting(seated, 4)))
    for place, seen in (("Tam Đa", 4), ("Đình Cao", 0)):
        Person.objects.filter(pk=who.pk).update(unit=phu_cu.communes[place])
        user = User.objects.create_user(f"at-{seen}", password="an-sinh-tests", role=Role.OFFICER)
        user.places.add(phu_cu.communes[place])
        with permit.acting(user):
            assert Assessment.objects.get().outcome == "severe"
            assert Vote.objects.count() == seen
            assert do("select count(*) from trail_entry where table_name = 'disability_vote'") == [(seen,)]
            assert (do("select 1 from trail_entry where table_name = 'disability_member'") != []) == (seen > 0)

"""Money for taking in a child of 4 to 16, or an old person who qualifies for a facility (Điều 20 khoản 1 điểm b)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, changing, ending, under, years
from ansinh.law.facts import Facts

CODE = "C2"


def child_or_old_person_taken_in(facts: Facts) -> Answer:
    """From July 2021: a child of clause 1 from 4 to 16, or an old person of clause 5 point d: 1.5 to the carer.

    Decree 20/2021 Article 20 clause 1 point b.
    """
    if not facts.taken_in:
        return ""
    if facts.orphan != "none" and facts.age >= 4 and under(facts, 16):
        why = f"{years(facts)} · không có nguồn nuôi dưỡng · được nhận chăm sóc"
        return Fit("C2", why, readings=ending(facts, 16) + changing(facts, 4))
    old = facts.age >= 60 and facts.household == "poor" and facts.no_supporter
    if old and facts.qualifies_for_facility:
        return Fit("C2", f"{years(facts)} · hộ nghèo, đủ điều kiện vào cơ sở · được nhận chăm sóc")
    return ""


BENEFIT = Benefit(
    code=CODE,
    kind="care",
    anchor="C2",
    wordings=(("2021-07", child_or_old_person_taken_in),),
    rests_on=frozenset(["orphan", "taken_in", "household", "no_supporter", "qualifies_for_facility"]),
    attests=(Attests("C2", {"orphan": "not_stated", "taken_in": True}),),
)

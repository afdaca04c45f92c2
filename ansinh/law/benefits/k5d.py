"""Old people who qualify for a facility and are taken in by someone instead (khoản 5 điểm d Điều 5)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, years
from ansinh.law.facts import Facts

CODE = "K5d"


def kept_in_the_community(facts: Facts) -> Answer:
    """From January 2015: an old person who qualifies for a facility and is cared for in the community: 3.0.

    Decree 136/2013 Article 5 clause 5 point c (recalled).
    """
    if facts.age < 60 or not facts.qualifies_for_facility or not facts.taken_in:
        return ""
    return Fit("K5d", f"{years(facts)} · đủ điều kiện vào cơ sở · được nhận chăm sóc tại cộng đồng")


def poor_and_taken_in(facts: Facts) -> Answer:
    """From 1 July 2021: poor household, no supporter, cannot live in the community, qualifies, taken in: 3.0.

    Decree 20/2021 Article 5 clause 5 point d, Article 6 clause 1 point đ.
    """
    fit = kept_in_the_community(facts)
    if isinstance(fit, Fit) and not (facts.household == "poor" and facts.no_supporter):
        return "được nhận chăm sóc nhưng không thuộc hộ nghèo không có người phụng dưỡng"
    return fit


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K5d",
    wordings=(("2015-01", kept_in_the_community), ("2021-07", poor_and_taken_in)),
    asked_beside=("merit",),
    rests_on=frozenset(["household", "no_supporter", "qualifies_for_facility", "taken_in"]),
    attests=(
        Attests("K5d", {"household": "poor", "no_supporter": True, "qualifies_for_facility": True, "taken_in": True}),
    ),
)

"""Old people of 75 to 80 in especially hard areas (khoản 5 điểm b Điều 5), until June 2025."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, ending, under, years
from ansinh.law.facts import Facts

CODE = "K5b"


def in_hard_area(facts: Facts) -> Answer:
    """From July 2021: 75 to 80, poor or near-poor, not of point a, in an especially hard area: 1.0.

    Decree 20/2021 Article 5 clause 5 point b; ended by decree 176/2025 from July 2025.
    """
    if facts.age < 75 or not under(facts, 80):
        return ""
    if facts.household not in ("poor", "near_poor") or (facts.household == "poor" and facts.no_supporter):
        return ""
    if not facts.hard_area:
        return "không ở vùng đặc biệt khó khăn"
    household = "hộ nghèo" if facts.household == "poor" else "hộ cận nghèo"
    return Fit("K5b", f"{years(facts)} · {household} · vùng đặc biệt khó khăn", readings=ending(facts, 80))


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K5b",
    wordings=(("2021-07", in_hard_area),),
    asked_beside=("merit",),
    rests_on=frozenset(["household", "hard_area"]),
    attests=(Attests("K5b", {"household": "poor", "hard_area": True}),),
)

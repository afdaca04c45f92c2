"""Children under 3 of poor and near-poor households in especially hard areas (khoản 7 Điều 5)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, ending, under, years
from ansinh.law.facts import Facts

CODE = "K7"


def small_child_in_hard_area(facts: Facts) -> Answer:
    """From July 2021: under 3, poor or near-poor, especially hard area, not of clauses 1, 3 or 6: 1.5.

    Decree 20/2021 Article 5 clause 7, Article 6 clause 1 point g.
    """
    if not under(facts, 3) or not facts.hard_area:
        return ""
    if facts.household not in ("poor", "near_poor"):
        return "không thuộc hộ nghèo, cận nghèo"
    of_clause_3 = facts.hiv and facts.household == "poor"
    if facts.orphan != "none" or of_clause_3 or facts.disability in ("severe", "extreme"):
        return "đã thuộc khoản 1, 3 hoặc 6"
    household = "hộ nghèo" if facts.household == "poor" else "hộ cận nghèo"
    return Fit("K7", f"{years(facts)} · {household} · vùng đặc biệt khó khăn", readings=ending(facts, 3))


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K7",
    wordings=(("2021-07", small_child_in_hard_area),),
    asked_beside=("merit", "survivor"),
    rests_on=frozenset(["household", "hard_area"]),
    attests=(Attests("K7", {"household": "poor", "hard_area": True}),),
)

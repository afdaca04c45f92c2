"""Disabled people who are pregnant or raise one child under 36 months (Điều 20 khoản 2 điểm a)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "C3"


def pregnant_or_one_child(facts: Facts) -> Answer:
    """Severe or extreme disability, pregnant or raising one child under 36 months, not both: 1.5.

    Decree 28/2012 Article 17 (from June 2012); decree 20/2021 Article 20 clause 2 point a (from July 2021). Of two
    spouses one draws. Paid beside the person's own allowance (point b).
    """
    if facts.disability not in ("severe", "extreme"):
        return ""
    if facts.pregnant == (facts.children_under_36_months > 0) or facts.children_under_36_months > 1:
        return ""
    if facts.spouse_draws_c3_c4:
        return "vợ hoặc chồng đã hưởng, chỉ tính một suất"
    why = "đang mang thai" if facts.pregnant else "nuôi một con dưới 36 tháng"
    return Fit("C3", f"khuyết tật nặng hoặc đặc biệt nặng · {why}")


BENEFIT = Benefit(
    code=CODE,
    kind="care_mother",
    anchor="C3",
    wordings=(("2012-06", pregnant_or_one_child),),
    rests_on=frozenset(["disability", "pregnant", "children_under_36_months"]),
    attests=(Attests("C3", {"disability": "severe", "children_under_36_months": 1}),),
)

"""Disabled people who are pregnant with a small child, or raise two or more (Điều 20 khoản 2 điểm a)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "C4"


def pregnant_and_child_or_two(facts: Facts) -> Answer:
    """Severe or extreme disability, pregnant and raising a child under 36 months, or raising two or more: 2.0.

    Decree 28/2012 Article 17 (from June 2012); decree 20/2021 Article 20 clause 2 point a (from July 2021).
    """
    if facts.disability not in ("severe", "extreme"):
        return ""
    if facts.children_under_36_months < (1 if facts.pregnant else 2):
        return ""
    if facts.spouse_draws_c3_c4:
        return "vợ hoặc chồng đã hưởng, chỉ tính một suất"
    children = f"nuôi {facts.children_under_36_months} con dưới 36 tháng"
    why = f"đang mang thai và {children}" if facts.pregnant else children
    return Fit("C4", f"khuyết tật nặng hoặc đặc biệt nặng · {why}")


BENEFIT = Benefit(
    code=CODE,
    kind="care_mother",
    anchor="C4",
    wordings=(("2012-06", pregnant_and_child_or_two),),
    rests_on=frozenset(["disability", "pregnant", "children_under_36_months"]),
    attests=(Attests("C4", {"disability": "severe", "children_under_36_months": 2}),),
)

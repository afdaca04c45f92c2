"""Households that care for their own member with extreme disability (Điều 20 khoản 2 điểm c)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "C5"


def own_household(facts: Facts) -> Answer:
    """The household directly caring for its member with extreme disability: 1.0 a person cared for.

    Decree 28/2012 Article 17 (from June 2012); decree 20/2021 Article 20 clause 2 point c (from July 2021).
    """
    if facts.disability != "extreme":
        return "chỉ dành cho khuyết tật đặc biệt nặng" if facts.cared_at_home else ""
    if not facts.cared_at_home:
        return "" if facts.taken_in else "hộ không trực tiếp chăm sóc"
    return Fit("C5", "khuyết tật đặc biệt nặng · hộ gia đình trực tiếp chăm sóc")


BENEFIT = Benefit(
    code=CODE,
    kind="care",
    anchor="C5",
    wordings=(("2012-06", own_household),),
    asked_beside=("merit_attendant",),
    rests_on=frozenset(["disability", "cared_at_home"]),
    attests=(Attests("C5", {"disability": "extreme", "cared_at_home": True}),),
)

"""People of 80 and over without pension or allowance (khoản 5 điểm c Điều 5), until June 2025."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, years
from ansinh.law.facts import Facts

CODE = "K5c"


def from_eighty(facts: Facts) -> Answer:
    """From 80, not of point a, no pension, no monthly insurance benefit, no monthly social allowance: 1.0.

    Decree 136/2013 Article 5 clause 5 point b (from January 2015); decree 20/2021 Article 5 clause 5 point c (from
    July 2021); ended by decree 176/2025 from July 2025. The single parent's allowance does not count against it (R7).
    """
    if facts.age < 80:
        return "chưa đủ 80 tuổi" if facts.age >= 75 else ""
    if facts.household == "poor" and facts.no_supporter:
        return ""
    return Fit("K5c", f"{years(facts)} · không có lương hưu, trợ cấp BHXH, trợ cấp xã hội hằng tháng")


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K5c",
    wordings=(("2015-01", from_eighty),),
    bars=("pension", "other_allowance"),
    asked_beside=("merit",),
    attests=(Attests("K5c", {}),),
)

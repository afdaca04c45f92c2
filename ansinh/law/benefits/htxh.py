"""The social pension (trợ cấp hưu trí xã hội), from July 2025."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, years
from ansinh.law.facts import Facts

CODE = "HTXH"


def without_pension(facts: Facts) -> Answer:
    """From July 2025: 75 and over, or 70 to 75 of poor and near-poor households, without a pension as high as it.

    Social insurance law 2024 Article 21; decree 176/2025 Articles 2 and 3. Beside a social allowance the higher.
    """
    if facts.age < 70:
        return ""
    if facts.age >= 75:
        return Fit("HTXH", f"{years(facts)} · không có lương hưu, trợ cấp BHXH hằng tháng từ mức này trở lên")
    if facts.household not in ("poor", "near_poor"):
        return "chưa đủ 75 tuổi, không thuộc hộ nghèo, cận nghèo"
    household = "hộ nghèo" if facts.household == "poor" else "hộ cận nghèo"
    why = f"{years(facts)} · {household} · không có lương hưu, trợ cấp BHXH hằng tháng từ mức này trở lên"
    return Fit("HTXH", why)


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="HTXH",
    wordings=(("2025-07", without_pension),),
    bars=("pension_not_lower",),
    asked_beside=("merit", "lower_pension"),
    rests_on=frozenset(["household"]),
    attests=(Attests("HTXH", {}),),
)

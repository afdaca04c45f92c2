"""People with severe or extreme disability (người khuyết tật nặng, đặc biệt nặng)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, changing, years
from ansinh.law.facts import Facts

CODE = "K6"

_DEGREES = {"severe": ("K6.N", "khuyết tật nặng"), "extreme": ("K6.ĐBN", "khuyết tật đặc biệt nặng")}


def by_degree_and_age(facts: Facts) -> Answer:
    """Severe 1.5, extreme 2.0; half a coefficient more for a child under 16 and from 60 years.

    Decree 28/2012 Article 16 (from June 2012); decree 20/2021 Article 5 clause 6, Article 6 clause 1 point e (from
    July 2021). Disability law Article 51 clause 1 bars it beside a pension or merit allowance. Mild: nothing.
    """
    if facts.disability == "mild":
        return "khuyết tật nhẹ không có trợ cấp hằng tháng"
    if facts.disability == "none":
        return "khuyết tật: không có giấy xác nhận"
    code, degree = _DEGREES[facts.disability]
    why = f"{degree} · {years(facts)}"
    readings = changing(facts, 16, 60)
    if facts.age < 16:
        return Fit(f"{code}.TE", f"{why} (trẻ em)", readings=readings)
    if facts.age >= 60:
        return Fit(f"{code}.NCT", f"{why} (người cao tuổi)", readings=readings)
    return Fit(code, why, readings=readings)


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K6.N",
    wordings=(("2012-06", by_degree_and_age),),
    bars=("pension", "merit"),
    rests_on=frozenset(["disability"]),
    attests=(
        Attests("K6.ĐBN", {"disability": "extreme"}),
        Attests("K6.N", {"disability": "severe"}),
    ),
)

"""People with HIV/AIDS of poor households without a stable income (khoản 8 Điều 5)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, under, years
from ansinh.law.facts import Facts

CODE = "K8"


def unable_to_work(facts: Facts) -> Answer:
    """From January 2015: 16 and over, poor household, no longer able to work: 1.5.

    Decree 136/2013 Article 5 clause 3 (recalled); no pension, insurance benefit, merit or other monthly allowance;
    a wage does not bar.
    """
    if not facts.hiv or facts.age < 16:
        return ""
    if not facts.unable_to_work:
        return "nhiễm HIV nhưng còn khả năng lao động (điều kiện của NĐ 136/2013)"
    return _poor(facts, "không còn khả năng lao động")


def without_income(facts: Facts) -> Answer:
    """From July 2021: poor household, no stable monthly income (wage, pension, insurance, social allowance): 1.5.

    Decree 20/2021 Article 5 clause 8, Article 6 clause 1 point g. The text says "người": a child is of clause 3 first.
    A merit allowance counts as a stable income (inferred). The single parent's allowance does not count (R7).
    """
    if not facts.hiv or under(facts, 16):
        return ""
    return _poor(facts, "không có thu nhập ổn định")


def _poor(facts: Facts, why: str) -> Answer:
    if facts.household != "poor":
        return "nhiễm HIV nhưng không thuộc hộ nghèo"
    return Fit("K8", f"{years(facts)} · nhiễm HIV · hộ nghèo · {why}")


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K8",
    wordings=(("2015-01", unable_to_work), ("2021-07", without_income)),
    bars=("pension", "merit", "other_allowance"),
    later_bars=(("2021-07", "stable_income"),),
    rests_on=frozenset(["hiv", "household"]),
    attests=(
        Attests("K8", {"hiv": True, "household": "poor", "unable_to_work": True}, until="2021-06"),
        Attests("K8", {"hiv": True, "household": "poor"}, since="2021-07"),
    ),
)

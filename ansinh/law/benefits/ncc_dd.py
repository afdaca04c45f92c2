"""Convalescence (điều dưỡng), at home or at a centre."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "DD"


def resting(facts: Facts) -> Answer:
    """Decree 31/2013 Article 53; from January 2022 multiples of the standard amount. Decree 75/2021 Article 6."""
    if facts.convalescence == "none":
        return ""
    return Fit("DD.NHA", "tại nhà") if facts.convalescence == "home" else Fit("DD.TT", "tập trung")


BENEFIT = Benefit(
    code=CODE,
    kind="merit_once",
    anchor="DD.NHA",
    wordings=(("2013-06", resting),),
    bars=("serving", "merit_barred"),
)

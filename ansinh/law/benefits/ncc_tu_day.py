"""People imprisoned or exiled by the enemy (bị địch bắt tù, đày)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "TUDAY"


def entitled(facts: Facts) -> Answer:
    """One level. Ordinance 02/2020 Article 33."""
    return Fit("TUDAY", "bị địch bắt tù, đày") if facts.imprisoned else ""


BENEFIT = Benefit(
    code=CODE,
    kind="merit_prisoner",
    anchor="TUDAY",
    wordings=(("2018-07", entitled),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["imprisoned"]),
)

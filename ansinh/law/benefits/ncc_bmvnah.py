"""Heroic mothers (Bà mẹ Việt Nam anh hùng): the allowance and its supplement."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "BMVNAH"


def mother(facts: Facts) -> Answer:
    """Three times the standard amount and a supplement. Ordinance 02/2020 Article 18 clauses 2 and 3."""
    if not facts.heroic_mother:
        return ""
    why = "Bà mẹ Việt Nam anh hùng"
    return Fit("BMVNAH", why), Fit("BMVNAH.PC", why)


BENEFIT = Benefit(
    code=CODE,
    kind="merit_mother",
    anchor="BMVNAH",
    wordings=(("2018-07", mother),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["heroic_mother"]),
)

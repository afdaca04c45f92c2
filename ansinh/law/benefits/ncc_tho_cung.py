"""The yearly worship of martyrs (thờ cúng liệt sĩ)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "THOCUNG"


def worship(facts: Facts) -> Answer:
    """So much a martyr a year. Decree 31/2013; from January 2022 decree 75/2021 Article 13 clause 2."""
    return Fit("THOCUNG", f"thờ cúng {facts.worshipped} liệt sĩ", facts.worshipped) if facts.worshipped else ""


BENEFIT = Benefit(
    code=CODE,
    kind="merit_once",
    anchor="THOCUNG",
    wordings=(("2013-06", worship),),
    bars=("merit_barred",),
)

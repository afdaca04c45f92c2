"""War wounded of type B (thương binh loại B), by degree, recognised before 1994."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.benefits.ncc_tb import said, supplement
from ansinh.law.facts import Facts

CODE = "TBB"


def wounded_b(facts: Facts) -> Answer:
    """By their own table of degrees; the supplements are those of the wounded. Ordinance 02/2020 Article 24."""
    return (Fit(f"TBB.{facts.wounded_degree}", said(facts)), *supplement(facts)) if facts.wounded == "tbb" else ""


BENEFIT = Benefit(
    code=CODE,
    kind="merit_wounded",
    anchor="TBB.21",
    wordings=(("2018-07", wounded_b),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["wounded", "wounded_degree"]),
)

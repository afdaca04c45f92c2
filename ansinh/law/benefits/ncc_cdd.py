"""Malformed children of people harmed by toxic chemicals (con đẻ bị dị dạng, dị tật)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "CDD"


def child(facts: Facts) -> Answer:
    """From 61 per cent, and from 81. Ordinance 02/2020 Article 31 clause 1."""
    degree = facts.toxic_child_degree
    if degree < 61:
        return ""
    return Fit("CDD.81" if degree >= 81 else "CDD.61", f"dị dạng, dị tật {degree}%")


BENEFIT = Benefit(
    code=CODE,
    kind="merit_toxic_child",
    anchor="CDD.61",
    wordings=(("2018-07", child),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["toxic_child_degree"]),
)

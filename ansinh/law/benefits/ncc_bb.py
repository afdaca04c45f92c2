"""Sick soldiers (bệnh binh), by band of degree; 41 to 60 are old files."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "BB"


def sick(facts: Facts) -> Answer:
    """By band; from 81 with a supplement, a special one in its place for an extreme illness. Ordinance Article 27."""
    degree = facts.sick_degree
    if degree < 41:
        return ""
    why = f"bệnh binh {degree}%"
    band = Fit(f"BB.{min((degree - 1) // 10 * 10 + 1, 91)}", why)
    if degree < 81:
        return band
    if facts.sick_extreme:
        return band, Fit("BB.PCDB", f"{why} · bệnh đặc biệt nặng")
    return band, Fit("BB.PC", why)


BENEFIT = Benefit(
    code=CODE,
    kind="merit_sick",
    anchor="BB.41",
    wordings=(("2018-07", sick),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["sick_degree"]),
)

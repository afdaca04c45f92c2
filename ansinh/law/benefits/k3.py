"""Children with HIV/AIDS in poor households (trẻ em nhiễm HIV/AIDS thuộc hộ nghèo)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, changing, ending, under, years
from ansinh.law.facts import Facts

CODE = "K3"


def child_with_hiv(facts: Facts) -> Answer:
    """A child under 16 with HIV in a poor household: 2.5 under 4 years, 2.0 from 4.

    Decree 136/2013 Article 5 clause 3 (from January 2015); decree 20/2021 Article 5 clause 3, Article 6 clause 1
    point c (from July 2021).
    """
    if not facts.hiv or not under(facts, 16):
        return ""
    if facts.household != "poor":
        return "nhiễm HIV nhưng không thuộc hộ nghèo"
    band = "K3.<4" if facts.age < 4 else "K3.4-16"
    readings = ending(facts, 16) + changing(facts, 4)
    return Fit(band, f"{years(facts)} · nhiễm HIV · hộ nghèo", readings=readings)


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K3.<4",
    wordings=(("2015-01", child_with_hiv),),
    asked_beside=("merit", "survivor"),
    rests_on=frozenset(["hiv", "household"]),
    attests=(Attests("K3", {"hiv": True, "household": "poor"}),),
)

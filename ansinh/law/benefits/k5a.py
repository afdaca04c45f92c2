"""Old people of poor households with nobody to support them (khoản 5 điểm a Điều 5)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, changing, years
from ansinh.law.facts import Facts

CODE = "K5a"


def without_supporter(facts: Facts) -> Answer:
    """From 60, poor household, no supporter or one who draws an allowance: 1.5 under 80 years, 2.0 from 80.

    Decree 136/2013 Article 5 clause 5 point a (from January 2015); decree 20/2021 Article 5 clause 5 point a,
    Article 6 clause 1 point đ (from July 2021).
    """
    if facts.age < 60 or facts.household != "poor":
        return ""
    if not facts.no_supporter:
        return "có người phụng dưỡng"
    band = "K5a.60-80" if facts.age < 80 else "K5a.80+"
    return Fit(band, f"{years(facts)} · hộ nghèo · không có người phụng dưỡng", readings=changing(facts, 80))


BENEFIT = Benefit(
    code=CODE,
    kind="allowance",
    anchor="K5a.60-80",
    wordings=(("2015-01", without_supporter),),
    asked_beside=("merit",),
    rests_on=frozenset(["household", "no_supporter"]),
    attests=(Attests("K5a", {"household": "poor", "no_supporter": True}),),
)

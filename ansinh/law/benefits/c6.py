"""Households and individuals who take in a person with extreme disability (Điều 20 khoản 2 điểm d)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, years
from ansinh.law.facts import Facts

CODE = "C6"


def anyone_taken_in(facts: Facts) -> Answer:
    """From June 2012: taking in a person with extreme disability, child or not: 1.5 (two or more: 3.0 together).

    Decree 28/2012 Article 17 (weak); the children's own level came in July 2021.
    """
    if facts.disability != "extreme" or not facts.taken_in:
        return ""
    return Fit("C6", f"khuyết tật đặc biệt nặng · {years(facts)} · được nhận chăm sóc")


def adult_taken_in(facts: Facts) -> Answer:
    """From July 2021: taking in a person with extreme disability who is not a child: 1.5 a person.

    Decree 20/2021 Article 20 clause 2 point d.
    """
    return "" if facts.age < 16 else anyone_taken_in(facts)


BENEFIT = Benefit(
    code=CODE,
    kind="care",
    anchor="C6",
    wordings=(("2012-06", anyone_taken_in), ("2021-07", adult_taken_in)),
    asked_beside=("merit_attendant",),
    rests_on=frozenset(["disability", "taken_in"]),
    attests=(Attests("C6", {"disability": "extreme", "taken_in": True}),),
)

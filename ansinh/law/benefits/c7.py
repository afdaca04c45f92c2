"""Households and individuals who take in a child with extreme disability (Điều 20 khoản 2 điểm d)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit, years
from ansinh.law.facts import Facts

CODE = "C7"


def child_taken_in(facts: Facts) -> Answer:
    """From July 2021: taking in a child under 16 with extreme disability: 2.5 a child.

    Decree 20/2021 Article 20 clause 2 point d.
    """
    if facts.disability != "extreme" or not facts.taken_in or facts.age >= 16:
        return ""
    return Fit("C7", f"trẻ em khuyết tật đặc biệt nặng · {years(facts)} · được nhận chăm sóc")


BENEFIT = Benefit(
    code=CODE,
    kind="care",
    anchor="C7",
    wordings=(("2021-07", child_taken_in),),
    asked_beside=("merit_attendant",),
    rests_on=frozenset(["disability", "taken_in"]),
    attests=(Attests("C7", {"disability": "extreme", "taken_in": True}),),
)

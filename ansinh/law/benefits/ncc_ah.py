"""Heroes of the armed forces, of labour in the resistance (Anh hùng)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "AH"


def entitled(facts: Facts) -> Answer:
    """One level. Ordinance 02/2020 Article 21."""
    return Fit("AH", "được phong tặng danh hiệu Anh hùng") if facts.hero else ""


BENEFIT = Benefit(
    code=CODE,
    kind="merit_hero",
    anchor="AH",
    wordings=(("2018-07", entitled),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["hero"]),
)

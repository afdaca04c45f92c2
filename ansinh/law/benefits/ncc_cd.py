"""People of the resistance harmed by toxic chemicals (nhiễm chất độc hóa học), by band."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts
from ansinh.law.ruling import Question

CODE = "CD"


def harmed(facts: Facts) -> Answer:
    """By band; infertile or with malformed children at least as 41 to 60; from 81 with a supplement.

    Ordinance 02/2020 Article 30.

    Beside a sick soldier's allowance the illness is examined together with it and gives one level, unless the right
    rests on the children (clause 1 points c, d, đ): shown as a question.
    """
    degree = facts.toxic_degree
    if degree < 21 and not facts.toxic_children:
        return ""
    if facts.sick_degree and not facts.toxic_children:
        return Question("", "Bệnh binh đồng thời nhiễm chất độc hóa học: giám định chung để hưởng một mức (Điều 30).")
    why = f"nhiễm chất độc hóa học {degree}%" if degree else "vô sinh hoặc sinh con dị dạng, dị tật"
    if degree >= 81:
        return Fit("CD.81", why), _supplement(facts, why)
    if degree >= 61:
        return Fit("CD.61", why)
    return Fit("CD.41" if degree >= 41 or facts.toxic_children else "CD.21", why)


def _supplement(facts: Facts, why: str) -> Fit:
    if facts.toxic_extreme:
        return Fit("CD.PCDB", f"{why} · bệnh đặc biệt nặng", readings=("R19",))
    return Fit("CD.PC", why)


BENEFIT = Benefit(
    code=CODE,
    kind="merit_toxic",
    anchor="CD.21",
    wordings=(("2018-07", harmed),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["toxic_degree", "toxic_children"]),
)

"""Being kept in a social assistance facility (nuôi dưỡng trong cơ sở trợ giúp xã hội)."""

from ansinh.law.benefit import Answer, Benefit, Fit, changing, years
from ansinh.law.facts import Facts
from ansinh.law.ruling import Question

CODE = "NDCS"


def kept(facts: Facts) -> Answer:
    """From July 2021: 5.0 a month for a child under 4, 4.0 for everybody else; bars the allowances of Article 6.

    Decree 20/2021 Article 25 clauses 1 and 5.
    """
    if not facts.facility:
        return ""
    figure = "NDCS.<4" if facts.age < 4 else "NDCS.4+"
    return Fit(figure, f"{years(facts)} · được nuôi dưỡng trong cơ sở", readings=changing(facts, 4))


def not_entered(facts: Facts) -> Answer:
    """Before July 2021 the levels are not known: data to be entered (open reading R13)."""
    if not facts.facility:
        return ""
    return Question("R13", "Mức nuôi dưỡng trong cơ sở trước tháng 7/2021: chưa có dữ liệu, cần nhập.")


BENEFIT = Benefit(
    code=CODE,
    kind="facility",
    anchor="NDCS.4+",
    wordings=(("2021-07", kept),),
    before=not_entered,
    rests_on=frozenset(["facility"]),
)

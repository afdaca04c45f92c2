"""Three months' allowance when a person with merit dies (trợ cấp ba tháng), without the attendant's."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts
from ansinh.law.ruling import Due

CODE = "3T"


_ENDS = frozenset(
    [
        "merit_revolution",
        "merit_mother",
        "merit_hero",
        "merit_wounded",
        "merit_sick",
        "merit_toxic",
        "merit_toxic_child",
        "merit_prisoner",
        "merit_helper",
        "merit_nurture",
    ]
)


def ends(due: Due) -> bool:
    """Whether what is drawn counts at death: own allowances, and of survivors' only the martyrs' relatives'."""
    return due.kind in _ENDS or (due.kind == "merit_survivor" and due.code in ("LS.1", "LS.2", "LS.3"))


def three_months(facts: Facts, drawn: tuple[Due, ...]) -> Answer:
    """Three times the allowance and supplement drawn (reading R18). Decree 131/2021 Article 121 clause 2.

    Before July 2021 the same by decree 31/2013, recalled.
    """
    counted = [due for due in drawn if ends(due)]
    if not any(due.kind != "merit_nurture" for due in counted):
        return ""
    why = "đang hưởng " + ", ".join(due.name for due in counted)
    several = len({due.kind for due in counted}) > 1
    return Fit("3T", why, readings=("R18",) if several else (), drawn=sum(due.amount for due in counted))


BENEFIT = Benefit(
    code=CODE,
    kind="merit_death",
    anchor="3T",
    after=(("2013-07", three_months),),
    bars=("merit_barred",),
)

"""Three months' allowance when somebody dies who drew monthly by decision 142/2008."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts
from ansinh.law.ruling import Due

CODE = "3T.142"


def three_months(facts: Facts, drawn: tuple[Due, ...]) -> Answer:
    """Three times what was drawn by time of service. Decision 142/2008."""
    own = next((due for due in drawn if due.kind == "merit_service" and facts.war_service == "142"), None)
    return "" if own is None else Fit(CODE, f"đang hưởng {own.name}", drawn=own.amount)


BENEFIT = Benefit(
    code=CODE,
    kind="merit_death",
    anchor=CODE,
    after=(("2008-12", three_months),),
    bars=("merit_barred",),
)

"""The nurturing supplement of survivors who live alone and orphans (tuất nuôi dưỡng), one only."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.benefits.ncc_ls import not_entitled
from ansinh.law.benefits.ncc_tuat import survivor
from ansinh.law.facts import Facts

CODE = "ND"


def alone(facts: Facts) -> Answer:
    """On top of the survivor's allowance, a heroic mother's, a helper's. Ordinance 02/2020 Articles 6, 16, 39."""
    of_martyrs = bool(facts.martyrs) and not not_entitled(facts)
    entitled = facts.heroic_mother or facts.helper != "none" or of_martyrs or isinstance(survivor(facts), tuple)
    return Fit("ND", "sống cô đơn hoặc mồ côi") if facts.lone and entitled else ""


BENEFIT = Benefit(
    code=CODE,
    kind="merit_nurture",
    anchor="ND",
    wordings=(("2018-07", alone),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["lone"]),
)

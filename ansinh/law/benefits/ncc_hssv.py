"""The monthly study allowance of people with merit and their children (ưu đãi giáo dục)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "HSSV"


def student(facts: Facts) -> Answer:
    """Two levels, by whose child. Decree 75/2021 Appendix I row 11."""
    if facts.merit_study == "none":
        return ""
    return Fit("HSSV.1" if facts.merit_study == "level_1" else "HSSV.2", "đang học, thuộc diện ưu đãi giáo dục")


BENEFIT = Benefit(
    code=CODE,
    kind="merit_study",
    anchor="HSSV.1",
    wordings=(("2018-07", student),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["merit_study"]),
)

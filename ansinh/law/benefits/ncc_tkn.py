"""Cadres of before the uprising of August 1945 (tiền khởi nghĩa)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "TKN"


def entitled(facts: Facts) -> Answer:
    """One level. Ordinance 02/2020 Article 12."""
    return Fit("TKN", "cán bộ tiền khởi nghĩa") if facts.revolution == "tkn" else ""


BENEFIT = Benefit(
    code=CODE,
    kind="merit_revolution",
    anchor="TKN",
    wordings=(("2018-07", entitled),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["revolution"]),
)

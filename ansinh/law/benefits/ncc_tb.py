"""War wounded (thương binh, người hưởng chính sách như thương binh), by degree."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "TB"


def wounded(facts: Facts) -> Answer:
    """By the table of degrees; from 81 with a supplement. Ordinance 02/2020 Article 24."""
    return (Fit(f"TB.{facts.wounded_degree}", said(facts)), *supplement(facts)) if facts.wounded == "tb" else ""


def supplement(facts: Facts) -> tuple[Fit, ...]:
    """From 81 per cent; the special one of an extreme wound stands in its place (Article 24 clause 1 points c, d)."""
    if facts.wounded_degree < 81:
        return ()
    if facts.wounded_extreme:
        return (Fit("TB.PCDB", f"{said(facts)} · vết thương đặc biệt nặng"),)
    return (Fit("TB.PC", said(facts)),)


def said(facts: Facts) -> str:
    """The degree in words."""
    return f"tổn thương cơ thể {facts.wounded_degree}%"


BENEFIT = Benefit(
    code=CODE,
    kind="merit_wounded",
    anchor="TB.21",
    wordings=(("2018-07", wounded),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["wounded", "wounded_degree"]),
)

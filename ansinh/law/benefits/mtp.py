"""The funeral grant (mai táng phí, hỗ trợ chi phí mai táng)."""

from ansinh.law.benefit import Answer, Benefit, Fit, years
from ansinh.law.facts import Facts
from ansinh.law.ruling import Due

CODE = "MTP"

_ALLOWANCES = frozenset(["allowance", "single_parent"])


def recipients_of_old(facts: Facts, drawn: tuple[Due, ...]) -> Answer:
    """From January 2015: 20 times the standard amount for those who drew (decree 136/2013; uncertain)."""
    why = _entitled(facts, drawn)
    return Fit("MTP", why) if why else _nobody(facts)


def recipients(facts: Facts, drawn: tuple[Due, ...]) -> Answer:
    """From July 2021: 20 times for who drew, a single parent's child, or from 80 with another monthly allowance.

    In a facility 50 times; of several bases the highest. Decree 20/2021 Article 11 and Article 25 clause 3.
    """
    why = _entitled(facts, drawn)
    fits = [Fit("MTP", why)] if why else []
    if any(due.kind == "facility" for due in drawn):
        fits.append(Fit("MTP.CS", "chết khi đang được nuôi dưỡng trong cơ sở"))
    return tuple(fits) or _nobody(facts)


def _entitled(facts: Facts, drawn: tuple[Due, ...]) -> str:
    """Why the grant is due; the social pension, a level of its own without coefficient, has a grant of its own."""
    own = next((due for due in drawn if due.kind in _ALLOWANCES and due.coefficient is not None), None)
    if own is not None:
        return f"đang hưởng: {own.name}"
    if facts.child_of_single_parent:
        return "con của người đơn thân đang hưởng trợ cấp"
    if facts.age >= 80 and (facts.pension == "survivor" or facts.other_allowance):
        return f"{years(facts)} · đang hưởng tuất hoặc trợ cấp hằng tháng khác"
    return ""


def _nobody(facts: Facts) -> str:
    return "không hưởng trợ cấp nào có mai táng phí" if facts.died else ""


BENEFIT = Benefit(
    code=CODE,
    kind="funeral",
    anchor="MTP",
    after=(("2015-01", recipients_of_old), ("2021-07", recipients)),
    bars=("other_funeral",),
)

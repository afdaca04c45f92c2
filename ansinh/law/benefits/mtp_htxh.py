"""The funeral grant of social pensioners (hỗ trợ chi phí mai táng người hưởng trợ cấp hưu trí xã hội)."""

from ansinh.law.benefit import Answer, Benefit, Fit, years
from ansinh.law.facts import Facts
from ansinh.law.ruling import Due

CODE = "MTP.HTXH"


def pensioners(facts: Facts, drawn: tuple[Due, ...]) -> Answer:
    """From July 2025: 20 times the social pension, for receivers and for who had applied, qualified and then died.

    Decree 176/2025 Article 5. The social pension is the one allowance with a level of its own, without coefficient.
    """
    if any(due.kind == "allowance" and due.coefficient is None for due in drawn):
        return Fit(CODE, f"đang hưởng trợ cấp hưu trí xã hội · {years(facts)}")
    if facts.applied:
        return Fit(CODE, f"đã đề nghị, đủ điều kiện trợ cấp hưu trí xã hội, chưa có quyết định · {years(facts)}")
    return ""


BENEFIT = Benefit(
    code=CODE,
    kind="funeral",
    anchor="MTP.HTXH",
    after=(("2025-07", pensioners),),
    bars=("other_funeral",),
)

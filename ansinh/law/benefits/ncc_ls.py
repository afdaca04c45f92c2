"""Relatives of martyrs (thân nhân liệt sĩ): the allowance by the number of martyrs."""

from ansinh.law.benefit import Answer, Benefit, Fit, under
from ansinh.law.facts import Facts

CODE = "LS"


def relatives(facts: Facts) -> Answer:
    """One level for one, two, three martyrs and more; a remarried spouse a level of their own. Ordinance Article 16.

    A heroic mother's allowance is in place of it (Article 18 clause 1).
    """
    if facts.martyr_remarried:
        return Fit("LS.TG", "vợ, chồng liệt sĩ lấy chồng, vợ khác")
    if not facts.martyrs:
        return ""
    if facts.heroic_mother:
        return "Bà mẹ Việt Nam anh hùng: trợ cấp của bà mẹ thay tuất liệt sĩ"
    if reason := not_entitled(facts):
        return reason
    return Fit(f"LS.{min(facts.martyrs, 3)}", f"thân nhân của {facts.martyrs} liệt sĩ")


def not_entitled(facts: Facts) -> str:
    """Why a child or someone whose relation is not stated does not draw; empty when they do. Article 16 clause 3."""
    if facts.survivor_as == "not_stated":
        return "chưa ghi quan hệ với người đã chết"
    if facts.survivor_as != "child" or under(facts, 18) or facts.studying:
        return ""
    return "" if facts.disability in ("severe", "extreme") else "con từ 18 tuổi, không còn học, không khuyết tật nặng"


BENEFIT = Benefit(
    code=CODE,
    kind="merit_survivor",
    anchor="LS.1",
    wordings=(("2018-07", relatives),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["martyrs"]),
)

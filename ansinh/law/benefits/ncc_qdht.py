"""Monthly allowances by time of service (QĐ 142/2008, QĐ 62/2011, QĐ 40/2011)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "QDHT"


def served(facts: Facts) -> Answer:
    """From 15 full years to under 20 by decisions 142/2008 and 62/2011; by 40/2011 who lives alone."""
    if facts.war_service in ("none", "49", "170"):
        return ""
    if facts.war_service == "40":
        return Fit("QDHT.40", "thanh niên xung phong sống cô đơn") if facts.lone else "không sống cô đơn"
    if not 15 <= facts.service_years < 20:
        return "không thuộc khoảng từ đủ 15 đến dưới 20 năm phục vụ"
    return Fit(f"QDHT.{facts.war_service}.{facts.service_years}", f"{facts.service_years} năm tròn phục vụ")


BENEFIT = Benefit(
    code=CODE,
    kind="merit_service",
    anchor="QDHT.142.15",
    wordings=(("2008-12", served),),
    bars=("merit_barred", "service_pension"),
    rests_on=frozenset(["war_service"]),
)

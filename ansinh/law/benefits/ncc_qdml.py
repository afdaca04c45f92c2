"""One-off grants by time of service (QĐ 142/2008, 62/2011, 40/2011, 49/2015)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "QDML"


def served(facts: Facts) -> Answer:
    """Up to two years one sum, then by the year; odd months: 6 and more a year, fewer half a year.

    Decisions 142/2008, 62/2011 Article 4 clause 2, 40/2011, 49/2015.
    """
    if facts.war_service in ("none", "170"):
        return ""
    if "service_dead" in facts.merit_once and facts.war_service != "49":
        return Fit(f"QDML.{facts.war_service}.CHET", "đã chết: chi cho thân nhân")
    if facts.merit_once.isdisjoint(("service", "service_dead")):
        return ""
    if facts.war_service in ("142", "62") and (
        facts.pension in ("retirement", "social_insurance") or facts.sick_degree
    ):
        return "đang hưởng lương hưu, mất sức hoặc trợ cấp bệnh binh hằng tháng"
    if facts.war_service == "49":
        return Fit(f"QDML.49.{min(facts.service_years, 2)}", f"{facts.service_years} năm {facts.service_months} tháng")
    return _by_years(facts)


def _by_years(facts: Facts) -> Answer:
    """A later part only where it counts: whole years and the half beyond the first two."""
    why = f"{facts.service_years} năm {facts.service_months} tháng"
    years, half = facts.service_years, 0 < facts.service_months < 6
    years += facts.service_months >= 6
    code = f"QDML.{facts.war_service}"
    if facts.war_service != "40" and years >= 15 and facts.service_years >= 15:
        return "từ đủ 15 năm: hưởng trợ cấp hằng tháng"
    fits = [Fit(f"{code}.DAU", why)]
    if years > 2:
        fits.append(Fit(f"{code}.NAM", why, years - 2))
    if half and years >= 2:
        fits.append(Fit(f"{code}.NUA", why))
    return tuple(fits)


BENEFIT = Benefit(
    code=CODE,
    kind="merit_once",
    anchor="QDML.142.DAU",
    wordings=(("2008-12", served),),
    bars=("merit_barred",),
)

"""The attendant of people with merit who live at home (người phục vụ); of several the highest."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "PV"


def attended(facts: Facts) -> Answer:
    """For heroic mothers, and the wounded, sick and toxic-harmed from 81. Ordinance Articles 18, 24, 27, 30."""
    if not facts.attended_at_home:
        return ""
    fits = [Fit("PV.BM", "Bà mẹ Việt Nam anh hùng")] if facts.heroic_mother else []
    if facts.wounded != "none" and facts.wounded_degree >= 81:
        fits.append(Fit("PV.TB.DBN" if facts.wounded_extreme else "PV.TB", f"thương binh {facts.wounded_degree}%"))
    if facts.sick_degree >= 81:
        fits.append(Fit("PV.BB.DBN" if facts.sick_extreme else "PV.BB", f"bệnh binh {facts.sick_degree}%"))
    if facts.toxic_degree >= 81:
        fits.append(Fit("PV.CD", f"nhiễm chất độc hóa học {facts.toxic_degree}%"))
    return tuple(fits)


BENEFIT = Benefit(
    code=CODE,
    kind="merit_attendant",
    anchor="PV.BM",
    wordings=(("2018-07", attended),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["attended_at_home"]),
)

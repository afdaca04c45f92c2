"""People active in the revolution before 1945 (lão thành cách mạng), with the supplement by seniority."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "LTCM"


def before_1945(facts: Facts) -> Answer:
    """Who left home: the level and a supplement for each year of seniority; who stayed: one level.

    Ordinance 02/2020 Article 9.
    """
    if facts.revolution == "ltcm_ktl":
        return Fit("LTCM.KTL", "lão thành cách mạng diện không thoát ly")
    if facts.revolution != "ltcm_tl":
        return ""
    own = Fit("LTCM.TL", "lão thành cách mạng diện thoát ly")
    if not facts.seniority_years:
        return own
    return own, Fit("LTCM.TN", f"{facts.seniority_years} thâm niên", facts.seniority_years)


BENEFIT = Benefit(
    code=CODE,
    kind="merit_revolution",
    anchor="LTCM.TL",
    wordings=(("2018-07", before_1945),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["revolution"]),
)

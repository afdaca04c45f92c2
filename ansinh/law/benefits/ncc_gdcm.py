"""People who helped the revolution (người có công giúp đỡ cách mạng)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "GDCM"


def helper(facts: Facts) -> Answer:
    """By the award: of before August 1945, or the Order of Resistance. Ordinance 02/2020 Article 39."""
    if facts.helper == "none":
        return ""
    if facts.helper == "before_1945":
        return Fit("GDCM.TQ", "Kỷ niệm chương Tổ quốc ghi công hoặc Bằng Có công với nước")
    return Fit("GDCM.HC", "Huân chương Kháng chiến")


BENEFIT = Benefit(
    code=CODE,
    kind="merit_helper",
    anchor="GDCM.TQ",
    wordings=(("2018-07", helper),),
    bars=("serving", "merit_barred", "helper_revolution"),
    rests_on=frozenset(["helper"]),
)

"""The funeral grant of people with merit (mai táng phí), ten times the base salary."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.benefits.ncc_ba_thang import ends
from ansinh.law.facts import Facts
from ansinh.law.ruling import Due

CODE = "MTP.NCC"


def buried(facts: Facts, drawn: tuple[Due, ...]) -> Answer:
    """For who drew, and on any death for who helped or resisted. Ordinance 02/2020 Article 6 clause 4.

    Before July 2021 the same by decree 31/2013, recalled. Who served by decisions 142/2008, 170/2008, 62/2011 or
    49/2015 is buried at the State's cost as Social Insurance does (QĐ 62/2011 Article 6).
    """
    own = next((due for due in drawn if ends(due) and due.kind != "merit_nurture"), None)
    if own is not None:
        return Fit("MTP.NCC", f"đang hưởng: {own.name}")
    if facts.helper != "none" or "resistance_dead" in facts.merit_once:
        return Fit("MTP.NCC", "người có công giúp đỡ cách mạng, hoạt động kháng chiến")
    if facts.war_service in ("142", "170", "62", "49"):
        return Fit(f"MTP.{facts.war_service}", f"hưởng theo quyết định {facts.war_service} về thời gian phục vụ")
    return ""


BENEFIT = Benefit(
    code=CODE,
    kind="merit_funeral",
    anchor="MTP.NCC",
    after=(("2013-07", buried),),
    bars=("other_funeral", "insured_funeral"),
)

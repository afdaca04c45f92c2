"""One-off merit grants: recognition, relatives of who died before drawing, injuries of 5 to 20 per cent."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.facts import Facts

CODE = "ML"


_GRANTS = {
    "ltcm_relatives": "ML.LTCM",
    "ltcm_worship": "ML.LTCM.TC",
    "tkn_relatives": "ML.TKN",
    "tkn_worship": "ML.TKN.TC",
    "martyr": "ML.LS",
    "martyr_notice": "ML.LS.BT",
    "mother": "ML.BM",
    "hero": "ML.AH",
    "prisoner": "ML.TUDAY",
    "medal": "ML.HC",
    "resistance_dead": "ML.KC.CHET",
    "helper_dead": "ML.GDCM",
    "exhumation": "ML.HAICOT",
    "grave": "ML.MO",
}


def granted(facts: Facts) -> Answer:
    """Each asked for, a multiple of the standard amount. Decree 75/2021 Articles 5, 10 and its appendices."""
    fits = [Fit(code, "được đề nghị trong tháng") for name, code in _GRANTS.items() if name in facts.merit_once]
    if "injury" in facts.merit_once and 5 <= facts.wounded_degree <= 20:
        band = 5 if facts.wounded_degree <= 10 else 11 if facts.wounded_degree <= 15 else 16
        fits.append(Fit(f"ML.BT.{band}", f"bị thương {facts.wounded_degree}%"))
    halves = _halves(facts)
    if "resistance" in facts.merit_once and halves:
        fits.append(Fit("ML.KC", f"{facts.service_years} năm {facts.service_months} tháng kháng chiến", halves))
    return tuple(fits)


def _halves(facts: Facts) -> int:
    """Half years of seniority: odd months of 6 and more are a year, fewer a half (decree 75/2021 Article 4)."""
    odd = facts.service_months
    return facts.service_years * 2 + (2 if odd >= 6 else 1 if odd else 0)


BENEFIT = Benefit(
    code=CODE,
    kind="merit_once",
    anchor="ML.LS",
    wordings=(("2021-07", granted),),
    bars=("merit_barred",),
)

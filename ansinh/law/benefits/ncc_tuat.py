"""Survivors of people with merit other than martyrs (tuất hằng tháng)."""

from ansinh.law.benefit import Answer, Benefit, Fit
from ansinh.law.benefits.ncc_ls import not_entitled
from ansinh.law.facts import Facts

CODE = "TUAT"


_OF = {
    "ltcm": ("TUAT.LTCM", "lão thành cách mạng"),
    "tkn": ("TUAT.TKN", "cán bộ tiền khởi nghĩa"),
    "tb": ("TUAT.TB", "thương binh từ 61%"),
    "bb": ("TUAT.BB", "bệnh binh từ 61%"),
    "cd": ("TUAT.CD", "người nhiễm chất độc hóa học từ 61%"),
}
_BY_AGE = frozenset(["tb", "bb", "cd"])


def survivor(facts: Facts) -> Answer:
    """One for each of the dead; how many stand together is ruled after. Ordinance 02/2020 Articles 10, 13, 25, 28, 31.

    Spouse and parents of the wounded, sick and toxic-harmed must be of retirement age (reading R20 for parents).
    """
    if not facts.survivor_of:
        return ""
    if reason := not_entitled(facts):
        return reason
    older = facts.survivor_as not in ("spouse", "parent") or facts.retirement_age
    fits = [_fit(facts, one) for one in _OF if one in facts.survivor_of and (older or one not in _BY_AGE)]
    return tuple(fits) or "chưa đủ tuổi nghỉ hưu"


def _fit(facts: Facts, one: str) -> Fit:
    code, said = _OF[one]
    asked = one in _BY_AGE and facts.survivor_as == "parent"
    return Fit(code, f"thân nhân của {said}", readings=("R20",) if asked else ())


BENEFIT = Benefit(
    code=CODE,
    kind="merit_survivor",
    anchor="TUAT.LTCM",
    wordings=(("2018-07", survivor),),
    bars=("serving", "merit_barred"),
    rests_on=frozenset(["survivor_of"]),
)

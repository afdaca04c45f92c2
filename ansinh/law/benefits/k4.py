"""Poor single parents raising children (người đơn thân nghèo đang nuôi con)."""

from ansinh.law.benefit import Answer, Attests, Benefit, Fit
from ansinh.law.facts import Facts
from ansinh.law.ruling import Question

CODE = "K4"

_ALONE = {
    "unmarried": "chưa có chồng hoặc vợ",
    "widowed": "chồng hoặc vợ đã chết",
    "spouse_missing": "chồng hoặc vợ mất tích theo pháp luật",
}
_HOUSEHOLDS = {"poor": "hộ nghèo", "near_poor": "hộ cận nghèo"}


def poor_only(facts: Facts) -> Answer:
    """From January 2015: poor households only; 1.0 for one child, 2.0 for two or more; the group is K4 either way.

    Decree 136/2013 Article 5 clause 4, Article 6 clause 1 (recalled).
    """
    why = _raising_alone(facts)
    if not isinstance(why, Fit):
        return why
    if facts.household != "poor":
        return "nuôi con một mình nhưng không thuộc hộ nghèo"
    return why._replace(figure="K4" if facts.children_raised == 1 else "K4.2+", units=1, group=CODE)


def poor_or_near_poor(facts: Facts) -> Answer:
    """From 1 July 2021: poor and near-poor households; 1.0 for each child being raised.

    Decree 20/2021 Article 5 clause 4, Article 6 clause 1 point d.
    """
    why = _raising_alone(facts)
    if isinstance(why, Fit) and facts.household not in _HOUSEHOLDS:
        return "nuôi con một mình nhưng không thuộc hộ nghèo, cận nghèo"
    return why


def _raising_alone(facts: Facts) -> Answer:
    if facts.children_raised == 0:
        return ""
    if facts.marital == "divorced" and facts.household in _HOUSEHOLDS:
        return Question("R14", "Người ly hôn đang nuôi con: theo câu chữ không thuộc khoản 4 Điều 5; cần quyết định.")
    if facts.marital not in _ALONE:
        return "không phải người đơn thân (chưa kết hôn, chồng hoặc vợ chết hay mất tích)"
    household = _HOUSEHOLDS.get(facts.household, "")
    why = f"{_ALONE[facts.marital]} · {household} · nuôi {facts.children_raised} con"
    return Fit("K4", why, units=facts.children_raised)


BENEFIT = Benefit(
    code=CODE,
    kind="single_parent",
    anchor="K4",
    wordings=(("2015-01", poor_only), ("2021-07", poor_or_near_poor)),
    asked_beside=("merit",),
    rests_on=frozenset(["marital", "household", "children_raised"]),
    attests=(
        Attests("K4", {"household": "poor", "marital": "unmarried", "children_raised": 1}, units="children_raised"),
    ),
)

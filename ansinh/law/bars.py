"""What keeps a benefit from someone whose group it is, and what the text leaves open beside it.

The matrix of decree 20/2021 Articles 5, 20, 25, the disability law Article 51 and the social insurance law Article 22;
each benefit's file names the bars that hold for it.
"""

from collections.abc import Callable
from typing import NamedTuple

from ansinh.law.facts import Facts
from ansinh.law.ruling import Question


class Bar(NamedTuple):
    """A bar by name: the fact that begins it, whether it holds beside a sum due (đồng a month), and its words."""

    name: str
    begins: str
    holds: Callable[[Facts, int], bool]
    reason: str
    asks_on_entry: bool = False
    doubt: Callable[[Facts], Question | None] = lambda facts: None


class Beside(NamedTuple):
    """Something drawn beside a benefit on which the text is silent: shown as a question, nothing is cut."""

    reading: str
    holds: Callable[[Facts, int], bool]
    sentence: str


def _pension_not_lower(facts: Facts, due: int) -> bool:
    if facts.pension == "none":
        return False
    return facts.pension_amount is None or facts.pension_amount >= due


def _pension_in_doubt(facts: Facts) -> Question | None:
    if facts.pension_amount is None:
        return Question("R15", "Chưa biết mức lương hưu, trợ cấp BHXH: mức thấp hơn hưu trí xã hội thì vẫn được hưởng.")
    if facts.pension in ("accident", "survivor"):
        return Question("R15", "Tuất, trợ cấp tai nạn lao động có tính là trợ cấp BHXH hằng tháng hay không, chưa rõ.")
    return None


_BARS = (
    Bar(
        "pension",
        "pension",
        lambda facts, due: facts.pension != "none",
        "đang hưởng lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng",
    ),
    Bar(
        "pension_not_lower",
        "pension",
        _pension_not_lower,
        "đang hưởng lương hưu hoặc trợ cấp bảo hiểm xã hội hằng tháng không thấp hơn mức này (hoặc chưa biết mức)",
        doubt=_pension_in_doubt,
    ),
    Bar(
        "merit",
        "merit",
        lambda facts, due: facts.merit != "none",
        "đang hưởng trợ cấp ưu đãi người có công hằng tháng",
    ),
    Bar(
        "stable_income",
        "stable_income",
        lambda facts, due: facts.stable_income,
        "có thu nhập ổn định hằng tháng",
    ),
    Bar(
        "other_allowance",
        "other_allowance",
        lambda facts, due: facts.other_allowance,
        "đang hưởng trợ cấp xã hội hằng tháng khác",
    ),
    Bar("prison", "prison", lambda facts, due: facts.prison, "đang chấp hành án phạt tù hoặc quyết định"),
    Bar("serving", "prison", lambda facts, due: facts.prison, "đang chấp hành án phạt tù"),
    Bar("merit_barred", "merit_barred", lambda facts, due: facts.merit_barred, "thuộc trường hợp không được ưu đãi"),
    Bar(
        "insured_funeral",
        "pension",
        lambda facts, due: facts.pension in ("retirement", "social_insurance"),
        "mai táng phí do Bảo hiểm xã hội chi trả",
    ),
    Bar(
        "helper_revolution",
        "revolution",
        lambda facts, due: facts.revolution != "none" or "resistance" in facts.merit_once,
        "đã hưởng chế độ người hoạt động cách mạng, kháng chiến",
    ),
    Bar(
        "service_pension",
        "pension",
        lambda facts, due: facts.pension in ("retirement", "social_insurance") or facts.sick_degree > 0,
        "đang hưởng lương hưu, mất sức hoặc trợ cấp bệnh binh hằng tháng",
    ),
    Bar(
        "detained",
        "detained",
        lambda facts, due: facts.detained,
        "đang bị tạm giam từ 01 tháng trở lên: tạm dừng",
    ),
    Bar(
        "facility",
        "facility",
        lambda facts, due: facts.facility,
        "đang được nuôi dưỡng trong cơ sở trợ giúp xã hội",
        asks_on_entry=True,
    ),
    Bar(
        "other_funeral",
        "other_funeral_grant",
        lambda facts, due: facts.other_funeral_grant >= due,
        "được hưởng mai táng phí cao hơn hoặc bằng theo văn bản khác",
    ),
)
BARS: dict[str, Bar] = {bar.name: bar for bar in _BARS}

ALWAYS = ("prison", "detained", "facility")
MONTHLY_KINDS = frozenset(["allowance", "single_parent", "care", "care_mother"])

BESIDE: dict[str, Beside] = {
    "merit": Beside(
        "R10",
        lambda facts, due: facts.merit != "none",
        "Đang hưởng trợ cấp người có công hằng tháng: văn bản không nói có hưởng cùng chế độ này hay không.",
    ),
    "survivor": Beside(
        "R10",
        lambda facts, due: facts.pension == "survivor",
        "Đang hưởng tuất hằng tháng: văn bản không nói có hưởng cùng chế độ này hay không.",
    ),
    "lower_pension": Beside(
        "R15",
        lambda facts, due: facts.pension != "none" and not _pension_not_lower(facts, due),
        "Lương hưu, trợ cấp BHXH thấp hơn mức trợ cấp hưu trí xã hội: tính hưởng đủ mức; văn bản chưa rõ hưởng đủ hay "
        "chỉ phần chênh lệch.",
    ),
    "merit_attendant": Beside(
        "R9",
        lambda facts, due: facts.merit_attendant,
        "Đã có trợ cấp người phục vụ theo pháp luật người có công: có hưởng cùng kinh phí chăm sóc hay không.",
    ),
}

ENTRY_QUESTION = Question("R5", "Vào cơ sở trong tháng này: tính không hưởng tại cộng đồng từ chính tháng quyết định.")


def any_bar(facts: Facts) -> bool:
    """Whether any bar at all could hold: the quick look that spares most people the rest."""
    return (
        facts.pension != "none"
        or facts.merit != "none"
        or facts.stable_income
        or facts.other_allowance
        or facts.prison
        or facts.detained
        or facts.facility
        or facts.other_funeral_grant > 0
        or facts.merit_barred
        or facts.revolution != "none"
        or facts.sick_degree > 0
        or "resistance" in facts.merit_once
    )


def any_beside(facts: Facts) -> bool:
    """Whether anything is drawn on which a question could be shown."""
    return facts.merit != "none" or facts.pension != "none" or facts.merit_attendant

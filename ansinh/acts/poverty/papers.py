"""The papers of a commune's review: the decision with its lists (Mẫu số 02), the lists as they are posted.

Quyết định 24/2021/QĐ-TTg, Đ.4. Which number a form has in the annex is recalled, so the papers go by their titles.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ansinh.acts import authority, sentences
from ansinh.acts.poverty import opening, recognising, village
from ansinh.acts.preparing import NotNow
from ansinh.acts.writing import head, template
from ansinh.law.local_government import competence
from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.reckoning.months import month_text
from ansinh.record.models.poverty import Klass, Review, ReviewCase, ReviewStage, RoundKind
from ansinh.world.documents.filling import render

OPEN = "....."
TICK = "X"
NONE = "–"
DOTS = "…" * 6
UNNAMED_DAY = "…/…/……"
CHAIR = "CHỦ TỊCH"


class Moved(NamedTuple):
    """One list of a decision: its title, and whether a household with this class before and after stands on it."""

    title: str
    before: frozenset[str]
    after: frozenset[str]


POOR, NEAR = frozenset({str(Klass.POOR)}), frozenset({str(Klass.NEAR)})
OUT = frozenset({str(Klass.AVERAGE), str(Klass.NONE)})
EVERY = POOR | NEAR | OUT
LISTS = (
    Moved("Hộ nghèo", EVERY, POOR), Moved("Hộ cận nghèo", EVERY, NEAR), Moved("Hộ thoát nghèo", POOR, NEAR | OUT),
    Moved("Hộ thoát cận nghèo", NEAR, OUT),
)  # fmt: skip
"""What a decision recognises; who was poor and is near poor now has left poverty too, and stands on two lists."""


def decision(review: Review) -> bytes:
    """The decision with its four lists; before it is signed, a draft with its number open. Raises ``NotNow``."""
    day = review.decided_on
    cases = surveyed_cases(review)
    number, symbol = numbered(review.number, "QĐ-UBND")
    reviewed = called(review)
    return render(template("poverty_decision", review.unit), head(review.unit, day) | signed(review) | {
        "number": number, "symbol": symbol, "authority": f"{CHAIR} {authority.title_of(review.unit)}",
        "about": "Công nhận danh sách hộ nghèo, hộ cận nghèo, hộ thoát nghèo, hộ thoát cận nghèo "
                 f"theo kết quả {opening.title(review.round)[:1].lower()}{opening.title(review.round)[1:]}",
        "bases": [f"{line};" for line in bases(review, day)],
        "recognised": f"Công nhận kết quả {reviewed} của {authority.whole_name(review.unit)}:",
        "counts": counts(cases), "holds": holds(review), "lists": lists(cases),
        "recipients": ["Như Điều 3", *([review.asked_of] if review.asked_of else []), "Lưu: VT"],
    })  # fmt: skip


def posting(review: Review, place: str = "") -> bytes:
    """The draft as it is posted, of the whole commune or of one village. Raises ``NotNow`` before the surveys end."""
    if review.stage == ReviewStage.LISTED:
        raise NotNow("Rà soát xong mới niêm yết.")
    cases = surveyed_cases(review, place)
    of_place = f"của {village_name(place)}, " if place else "của "
    whole = f"{of_place}{authority.whole_name(review.unit)}"
    posted = review.posted_on
    return render(template("poverty_posting", review.unit), head(review.unit, posted) | {
        "number": OPEN, "symbol": "TB-UBND", "signer_title": CHAIR, "signer_name": "",
        "about": f"Niêm yết kết quả {called(review)}{f', {village_name(place)}' if place else ''}",
        "of_place": whole, "counts": counts(cases), "lists": lists(cases),
        "posted_on": f"{posted:%d/%m/%Y}" if posted else UNNAMED_DAY,
        "until": f"{village.posted_until(review):%d/%m/%Y}" if posted else UNNAMED_DAY,
        "complaint_days": f"{rules().complaint_days:02}",
        "recipients": ["Niêm yết tại thôn, tại trụ sở", "Lưu: VT"],
    })  # fmt: skip


def called(review: Review) -> str:
    """What was reviewed, within a sentence: ``rà soát hộ nghèo, hộ cận nghèo định kỳ năm 2022``."""
    return opening.title(review.round).replace("Rà soát", "rà soát hộ nghèo, hộ cận nghèo", 1)


def surveyed_cases(review: Review, place: str = "") -> list[ReviewCase]:
    """The households with the form that counts, by village and head. Raises ``NotNow`` when there is none."""
    held = review.cases.filter(survey__isnull=False).select_related("household", "survey")
    found = list((held.filter(village=place) if place else held).order_by("village", "household__head", "pk"))
    if not found:
        raise NotNow("Chưa có hộ nào có phiếu được dùng.")
    return found


def counts(cases: Sequence[ReviewCase]) -> list[str]:
    """How many households and people are on each list, also when none is."""
    found = []
    for one in LISTS:
        mine = on_list(cases, one)
        people = sum(len(case.survey.members) for case in mine if case.survey)
        found.append(f"{one.title}: {sentences.counted(len(mine))} hộ, {sentences.counted(people)} người.")
    return found


def on_list(cases: Iterable[ReviewCase], one: Moved) -> list[ReviewCase]:
    """The households of one of the four lists."""
    return [case for case in cases if case.survey and case.before in one.before and case.survey.klass in one.after]


def lists(cases: Sequence[ReviewCase]) -> list[dict[str, Any]]:
    """The lists that have households."""
    found = []
    for one in LISTS:
        if mine := on_list(cases, one):
            rows = [row(at, case) for at, case in enumerate(mine, 1)]
            people = sum(len(case.survey.members) for case in mine if case.survey)
            found.append({"title": one.title, "homes": str(len(mine)), "people": str(people), "rows": rows})
    return found


def row(at: int, case: ReviewCase) -> dict[str, str]:
    """One household of a list."""
    assert case.survey is not None
    survey = case.survey
    return {
        "no": str(at), "head": case.household.head, "village": case.village, "people": str(len(survey.members)),
        "before": str(Klass(case.before).label), "result": str(Klass(survey.klass).label),
        "b1": NONE if survey.b1 is None else str(survey.b1), "lacking": str(len(survey.lacks)),
        "certificate": case.certificate or NONE,
    }  # fmt: skip


def bases(review: Review, day: datetime.date | None) -> list[str]:
    """What the decision rests on: competence, standard, procedure, the opinion asked for."""
    of, this = standard(review.round.data_year), review.round
    law = competence(day or this.ends)
    found = []
    if law is not None:
        found.append(f"Căn cứ Luật Tổ chức chính quyền địa phương số {law.number} {sentences.long_day(law.issued)}")
    found.append(f"Căn cứ {_sort(of.decree)} số {of.decree} về chuẩn nghèo")
    if of.last == this.data_year and of.extended_by:
        found.append(f"Căn cứ {_sort(of.extended_by)} số {of.extended_by}")
    if rules().years[0] <= this.year <= rules().years[1]:
        found.append(f"Căn cứ {_sort(rules().decree)} số {rules().decree} về quy trình rà soát hộ nghèo, hộ cận nghèo")
    if review.answered_on:
        found.append(f"Theo ý kiến của {review.asked_of} ngày {review.answered_on:%d/%m/%Y}")
    return [*found, "Theo đề nghị của Ban chỉ đạo rà soát hộ nghèo, hộ cận nghèo cấp xã"]


def _sort(number: str) -> str:
    return "Nghị định" if "NĐ-CP" in number else "Quyết định"


def holds(review: Review) -> str:
    """For which months the classes hold: ``cho năm 2023``, ``từ tháng 3/2026 đến hết năm 2026``."""
    year = review.round.data_year
    if review.round.kind == RoundKind.YEARLY:
        return f"cho năm {year}"
    since = month_text(recognising.begins(review)) if review.decided_on else DOTS
    return f"từ tháng {since} đến hết năm {year}"


def signed(review: Review) -> dict[str, str]:
    """Who signs: whoever decided it, an open place before."""
    by = review.decided_by
    return {"signer_title": CHAIR, "signer_name": by.full_name_vi if by else ""}


def numbered(whole: str, symbol: str) -> tuple[str, str]:
    """A number and its symbol as a paper sets them apart: ``12/QĐ-UBND``; an open place before there is one."""
    number, _, said = whole.partition("/")
    return number or OPEN, said or symbol


KINDS_OF_VILLAGE = frozenset({"thôn", "ấp", "bản", "làng", "xóm", "tổ", "khu", "buôn", "bon", "khối", "tiểu", "kp"})


def village_name(place: str) -> str:
    """A village as papers call it: ``thôn Ngũ Phúc``; one that is named with its kind stays."""
    return place if place.split(" ")[0].lower() in KINDS_OF_VILLAGE else f"thôn {place}"

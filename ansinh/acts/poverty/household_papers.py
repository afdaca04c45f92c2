"""The papers a household is given: its certificate (Mẫu số 03), and why it is not recognised when it asked.

Quyết định 24/2021/QĐ-TTg, Đ.4, Đ.5: a certificate of who is recognised, a refusal in writing with its reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ansinh.acts import authority
from ansinh.acts.poverty.papers import OPEN, TICK, UNNAMED_DAY, numbered, signed, village_name
from ansinh.acts.poverty.papers import holds as holds_of
from ansinh.acts.preparing import NotNow
from ansinh.acts.writing import head, template
from ansinh.law.poverty import Lines, Standard, area_of, standard
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.names import fold
from ansinh.record.models.poverty import HouseholdClass, Klass, Review, ReviewCase, ReviewStage, WhyListed
from ansinh.world.documents.filling import render
from ansinh.world.poverty_list import Home, Lives

AREAS = {"rural": "nông thôn", "urban": "thành thị"}
WORSE = (Klass.POOR, Klass.NEAR, Klass.AVERAGE, Klass.NONE)
"""The classes, the poorest first."""


def certificates(review: Review, classes: Sequence[HouseholdClass], homes: Mapping[int, Home]) -> bytes:
    """The certificates of these households of a decided review, a page each. Raises ``NotNow`` when there is none."""
    mine = [one for one in classes if one.review_id == review.pk and one.certificate]
    if not mine:
        raise NotNow("Chỉ hộ nghèo, hộ cận nghèo đã công nhận có giấy chứng nhận.")
    years = _years(mine, standard(review.round.data_year))
    place = authority.whole_name(review.unit)
    said = {
        "authority": f"Chủ tịch Ủy ban nhân dân {authority.whole_name(review.unit)}",
        "homes": [_home(one, homes[one.pk], years[one.household_id], place, review) for one in mine],
    }  # fmt: skip
    return render(
        template("poverty_certificate", review.unit), head(review.unit, review.decided_on) | signed(review) | said
    )


def _home(
    one: HouseholdClass, home: Home, years: list[dict[str, str]], place: str, review: Review
) -> dict[str, object]:
    number, symbol = numbered(one.certificate, "GCN-HN.HCN")
    led = next((each for each in home.people if fold(each.name) == fold(home.head)), None)
    assert review.decided_on is not None
    village = one.household.village
    return {
        "number": number, "symbol": symbol, "head": home.head, "result": str(Klass(one.klass).label).lower(),
        "ethnicity": (led.ethnicity if led else "") or one.ethnicity or OPEN,
        "identity": (led.identity if led else "") or OPEN, "holds": holds_of(review),
        "address": ", ".join(filter(None, (village_name(village) if village else "", place))),
        "decision": f"{review.number} ngày {review.decided_on:%d/%m/%Y}",
        "people": [_member(at, each) for at, each in enumerate(home.people, 1)], "years": years,
    }  # fmt: skip


def _member(at: int, each: Lives) -> dict[str, str]:
    born = str(each.born or "")
    return {
        "no": str(at), "name": each.name, "ethnicity": each.ethnicity, "relation": each.relation,
        "man": born if each.sex == "male" else "", "woman": born if each.sex == "female" else "",
        "note": f"sinh {born}" if born and not each.sex else "",
    }  # fmt: skip


def _years(classes: Sequence[HouseholdClass], of: Standard) -> dict[int, list[dict[str, str]]]:
    """The boxes of each household: every year of the standard, ticked where a decision is known."""
    held = HouseholdClass.objects.filter(
        household__in=[one.household_id for one in classes], data_year__range=(of.first, of.last)
    )
    known = {(one.household_id, one.data_year): one for one in held.select_related("review").order_by("from_month")}
    return {
        one.household_id: [_box(year, known.get((one.household_id, year))) for year in range(of.first, of.last + 1)]
        for one in classes
    }


def _box(year: int, one: HouseholdClass | None) -> dict[str, str]:
    klass = one.klass if one else ""
    paper = one.review.number if one and one.review else one.basis if one else ""
    return {
        "year": str(year), "poor": TICK if klass == Klass.POOR else "", "near": TICK if klass == Klass.NEAR else "",
        "decision": paper,
    }  # fmt: skip


def refused(case: ReviewCase) -> str:
    """What a decided review does not recognise of what the household asked; empty when it asked for nothing else."""
    if case.review.stage != ReviewStage.DECIDED or case.survey is None:
        return ""
    klass = case.survey.klass
    if case.why == WhyListed.ASKED and klass not in (Klass.POOR, Klass.NEAR):
        return "Hộ không được công nhận là hộ nghèo, hộ cận nghèo"
    if case.why == WhyListed.ESCAPE and WORSE.index(Klass(klass)) <= WORSE.index(Klass(case.before)) < 2:
        left = "thoát nghèo" if case.before == Klass.POOR else "thoát cận nghèo"
        return f"Hộ không được công nhận {left}"
    return ""


def refusal(case: ReviewCase) -> bytes:
    """The answer in writing with its reasons. Raises ``NotNow`` for a household that is not refused."""
    said = refused(case)
    if not said:
        raise NotNow("Hộ này không bị từ chối công nhận.")
    review, survey = case.review, case.survey
    assert survey is not None
    met = review.meetings.filter(village=case.village, agreed=True).order_by("held_on", "pk").last()
    steps = [f"họp thôn ngày {met.held_on:%d/%m/%Y}"] if met else []
    steps += [f"niêm yết từ ngày {review.posted_on:%d/%m/%Y}"] if review.posted_on else []
    return render(template("poverty_refusal", review.unit), head(review.unit, review.decided_on) | signed(review) | {
        "number": OPEN, "symbol": "TB-UBND",
        "about": "Về việc không công nhận theo đề nghị rà soát hộ nghèo, hộ cận nghèo",
        "head": case.household.head, "address": f"{village_name(case.village)}, {authority.whole_name(review.unit)}",
        "asked_on": f"{case.asked_on:%d/%m/%Y}" if case.asked_on else UNNAMED_DAY,
        "taken_on": f"{survey.taken_on:%d/%m/%Y}",
        "steps": "".join(f", {step}" for step in steps), "refused": said, "reasons": reasons(case),
        "recipients": ["Như trên", "Lưu: VT"],
    })  # fmt: skip


def reasons(case: ReviewCase) -> list[str]:
    """Why the household is of the class it was given, by the points or income and by what it lacks."""
    survey = case.survey
    assert survey is not None
    of = standard(case.review.round.data_year)
    area = area_of(case.review.unit.kind)
    where = f"{AREAS[area]}, chuẩn nghèo {of.decree}"
    found, alone = _measured(of.areas[area], survey.b1, survey.income)
    if survey.klass in (Klass.POOR, Klass.NEAR) and not alone:
        where += f"; {_lacks(of, survey.lacks)}"
    return [f"{found} ({where}).", *([case.refusal] if case.refusal else [])]


def _measured(lines: Lines, b1: int | None, income: int | None) -> tuple[str, bool]:
    """The points, or the income, beside their line; and whether that alone makes the household poor (2016-2021)."""
    if b1 is not None and lines.b1_line is not None:
        alone = lines.b1_poor is not None and b1 <= lines.b1_poor
        most = lines.b1_poor if alone else lines.b1_line
        return f"Điểm B1 của hộ là {b1}, {'cao hơn' if b1 > lines.b1_line else 'không quá'} {most} điểm", alone
    assert income is not None
    alone = lines.poor is not None and income <= lines.poor
    said, line = format_dong(income), format_dong((lines.poor or 0) if alone else lines.line)
    beside = "cao hơn" if income > lines.line else "không quá"
    return f"Thu nhập bình quân của hộ là {said} một người một tháng, {beside} {line}", alone


def _lacks(of: Standard, lacks: Sequence[str]) -> str:
    named = {one.code: one.name.lower() for one in of.indicators}
    told = f": {', '.join(named[code] for code in lacks)}" if lacks else ""
    return f"hộ thiếu hụt {len(lacks)} chỉ số{told}; từ {of.min_indicators} chỉ số trở lên là hộ nghèo"

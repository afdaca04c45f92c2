"""A round of child-friendly communes: opened, scored, posted, appraised, decided by what the standard says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from ansinh.acts import permit
from ansinh.acts.attaching import keep
from ansinh.acts.wrong import Wrong
from ansinh.law.child_friendly import Judged, judge, standard
from ansinh.record.branches import communes_of
from ansinh.record.models.child_friendly import (
    FRIENDLY_STAGES,
    FriendlyEvidence,
    FriendlyFile,
    FriendlyRound,
    FriendlyScore,
    FriendlyStage,
)
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

DECIDERS = {"district": "Ủy ban nhân dân huyện", "province": "Ủy ban nhân dân tỉnh", "commune": "Ủy ban nhân dân xã"}
"""Who recognises: the district until 6/2025; since then the text is not known, and the office says."""


class Band(NamedTuple):
    """So many points for a value from (to) so much, both inclusive; None: no end on that side."""

    least: Decimal | None
    most: Decimal | None
    points: int


class Scored(NamedTuple):
    """The points of a criterion, with the value they rest on and a word."""

    points: int
    value: str = ""
    note: str = ""


def open_round(
    scope: Unit, year: int, *, on: datetime.date, decider: str, paper: str, kinds: Mapping[int, str], by: User
) -> FriendlyRound:
    """A round of a place; ``kinds``: each commune's kind by the standard. Raises ``Wrong``."""
    permit.check(by, "prepare", scope)
    if not paper.strip():
        raise Wrong("paper", "Ghi kế hoạch xét.")
    if decider not in DECIDERS:
        raise Wrong("decider", "Chọn cấp công nhận.")
    if on.year != year:
        raise Wrong("on", f"Ngày xét phải trong năm {year}.")
    try:
        of = standard(on)
    except LookupError as none:
        raise Wrong("on", str(none)) from none
    communes = list(Unit.objects.communes().valid_on(on).filter(pk__in=communes_of([scope])))
    if not communes:
        raise Wrong("scope", f"{scope} không có xã nào ngày ấy.")
    known = {one.kind for one in of.thresholds}
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=scope.pk)
        if FriendlyRound.objects.filter(scope=scope, year=year).exists():
            raise Wrong("year", f"{scope} đã mở đợt xét năm {year}.")
        made = FriendlyRound.objects.create(
            scope=scope, year=year, on=on, decider=decider, paper=paper.strip(), opened_by=by
        )
        FriendlyFile.objects.bulk_create([
            FriendlyFile(round=made, unit=one, made_by=by,
                         kind=kinds[one.pk] if kinds.get(one.pk) in known else of.thresholds[-1].kind)
            for one in communes
        ])  # fmt: skip
    return made


def enter_bands(
    round_: FriendlyRound, most: Mapping[int, int], bands: Mapping[int, Sequence[Band]], *, source: str, by: User
) -> None:
    """The points of each criterion as the annex has them, with where they were read. Raises ``Wrong``."""
    permit.check(by, "prepare", round_.scope)
    if not source.strip():
        raise Wrong("bands_from", "Ghi điểm đọc từ văn bản, phụ lục nào.")
    of = standard(round_.on)
    told: dict[str, dict[str, object]] = {}
    for one in of.criteria:
        top = most.get(one.number)
        if top is None:
            continue
        if not 0 < top <= of.total or (one.most is not None and top != one.most):
            raise Wrong(f"most_{one.number}", f"Tiêu chí {one.number}: điểm tối đa đã biết là {one.most}."
                        if one.most is not None else f"Điểm tối đa phải từ 1 đến {of.total}.")  # fmt: skip
        for band in bands.get(one.number, ()):
            if not 0 <= band.points <= top:
                raise Wrong(f"bands_{one.number}", f"Tiêu chí {one.number}: mức điểm phải từ 0 đến {top}.")
            ends = [end for end in band[:2] if end is not None]
            if not all(end.is_finite() for end in ends) or ends != sorted(ends):
                raise Wrong(f"bands_{one.number}", f"Tiêu chí {one.number}: “từ” và “đến” là số, “đến” không nhỏ hơn.")
        written = [[*(None if end is None else str(end) for end in band[:2]), band.points]
                   for band in bands.get(one.number, ())]  # fmt: skip
        told[str(one.number)] = {"most": top, "bands": written}
    if (whole := sum(int(str(each["most"])) for each in told.values())) > of.total:
        raise Wrong("bands_from", f"Tổng điểm tối đa {whole} vượt {of.total}.")
    with transaction.atomic():
        held = FriendlyRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
        held.bands, held.bands_from = told, source.strip()
        held.save(update_fields=["bands", "bands_from"])
    round_.bands = told


def most_of(round_: FriendlyRound, criterion: int) -> int | None:
    """The greatest points of a criterion: entered, or known by law; None where neither is."""
    entered = round_.bands.get(str(criterion))
    if entered:
        return int(entered["most"])
    return next((one.most for one in standard(round_.on).criteria if one.number == criterion), None)


def points_by_band(round_: FriendlyRound, criterion: int, value: str) -> int | None:
    """What the bands entered give for a value such as 98,5; None where no band is entered or the value is none."""
    bands = round_.bands.get(str(criterion), {}).get("bands", [])
    try:
        number = Decimal(value.strip().rstrip("%").strip().replace(",", "."))
    except ArithmeticError:
        return None
    if not number.is_finite():
        return None
    for least, most, points in bands:
        if (least is None or number >= Decimal(least)) and (most is None or number <= Decimal(most)):
            return int(points)
    return None


def score(file: FriendlyFile, told: Mapping[int, Scored], *, by: User) -> None:
    """A commune scores itself. Raises ``Wrong``, its field ``c3`` for the third criterion."""
    permit.check(by, "prepare", file.unit)
    for number, one in told.items():
        _within(file.round, number, one)
    with transaction.atomic():
        held = _at(file, FriendlyStage.SCORED)
        for number, one in told.items():
            FriendlyScore.objects.update_or_create(
                file=held, criterion=number,
                defaults={"own": one.points, "value": one.value.strip(), "note": one.note.strip(), "by": by},
            )  # fmt: skip


def score_all(round_: FriendlyRound, told: Mapping[int, Mapping[int, Scored]], *, by: User) -> int:
    """Many communes at once, by their ids, as a workbook brings them. Raises ``Wrong`` before anything is kept."""
    permit.check(by, "prepare", round_.scope)
    files = {one.unit_id: one for one in round_.files.filter(stage=FriendlyStage.SCORED)}
    rows = []
    for unit, scores in told.items():
        if unit not in files:
            raise Wrong("unit", "Có xã không ở trong đợt, hoặc đã niêm yết.")
        for number, one in scores.items():
            _within(round_, number, one)
            rows.append(FriendlyScore(file=files[unit], criterion=number, own=one.points, value=one.value.strip(),
                                      note=one.note.strip(), by=by))  # fmt: skip
    with transaction.atomic():
        FriendlyScore.objects.filter(file__in=[files[unit].pk for unit in told]).delete()
        FriendlyScore.objects.bulk_create(rows, batch_size=1_000)
    return len(rows)


def attach(file: FriendlyFile, criterion: int, *, name: str, content: bytes, by: User) -> FriendlyEvidence:
    """Evidence for a criterion, while the commune scores itself. Raises ``scans.Unreadable``, ``Wrong``."""
    permit.check(by, "prepare", file.unit)
    with transaction.atomic():
        held = _at(file, FriendlyStage.SCORED)
        return keep(FriendlyEvidence, name=name, content=content, by=by, file=held, criterion=criterion)


def post(files: Iterable[FriendlyFile], *, asked: int, agreed: int, on: datetime.date, by: User) -> None:
    """Opinions are collected and the points posted. Raises ``Wrong``."""
    if asked <= 0 or not 0 <= agreed <= asked:
        raise Wrong("agreed", "Số phiếu đồng ý phải từ 0 đến số phiếu lấy ý kiến.")
    for file in files:
        permit.check(by, "prepare", file.unit)
        with transaction.atomic():
            held = _at(file, FriendlyStage.SCORED)
            _whole(held)
            held.asked, held.agreed, held.posted_on = asked, agreed, on
            _go(held, FriendlyStage.POSTED, "asked", "agreed", "posted_on")


def send(files: Iterable[FriendlyFile], *, on: datetime.date, by: User) -> None:
    """Sent to whoever appraises. Raises ``Wrong``."""
    for file in files:
        permit.check(by, "prepare", file.unit)
        with transaction.atomic():
            held = _at(file, FriendlyStage.POSTED)
            if held.posted_on is not None and on < held.posted_on:
                raise Wrong("on", "Gửi đi không thể trước ngày niêm yết.")
            held.sent_on = on
            _go(held, FriendlyStage.SENT, "sent_on")


def appraise(file: FriendlyFile, told: Mapping[int, int], *, on: datetime.date, by: User) -> None:
    """The points as the council above finds them; what it leaves out stays as the commune has it. Raises ``Wrong``."""
    permit.check(by, "prepare", file.round.scope)
    for number, points in told.items():
        _within(file.round, number, Scored(points))
    with transaction.atomic():
        held = _at(file, FriendlyStage.SENT)
        for one in held.scores.all():
            one.appraised = told.get(one.criterion, one.own)
            one.save(update_fields=["appraised"])
        held.appraised_on = on
        _go(held, FriendlyStage.APPRAISED, "appraised_on")


def send_back(file: FriendlyFile, *, reason: str, by: User) -> None:
    """Back to the commune to be scored again. Raises ``Wrong``."""
    permit.check(by, "prepare", file.round.scope)
    if not reason.strip():
        raise Wrong("reason", "Ghi vì sao trả lại.")
    with transaction.atomic():
        held = FriendlyFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
        if FriendlyStage.SCORED not in FRIENDLY_STAGES[held.stage]:
            raise Wrong("reason", f"Hồ sơ đang ở bước “{held.get_stage_display()}”, không trả lại được.")
        held.returned_reason = reason.strip()
        _go(held, FriendlyStage.SCORED, "returned_reason")


def decide(
    round_: FriendlyRound, files: Iterable[FriendlyFile], *, number: str, on: datetime.date, by: User
) -> tuple[int, int]:
    """Recognise whoever meets the standard by the appraised points, refuse the others; how many each. ``Wrong``."""
    permit.check(by, "approve", round_.scope)
    if not number.strip():
        raise Wrong("number", "Ghi số quyết định.")
    of, done = standard(round_.on), [0, 0]
    with transaction.atomic():
        for file in files:
            held = _at(file, FriendlyStage.APPRAISED)
            if held.made_by_id == by.pk:
                raise Wrong("", "Người lập hồ sơ không ký công nhận: người khác ký.")
            if held.appraised_on is not None and on < held.appraised_on:
                raise Wrong("on", "Ngày quyết định không thể trước ngày thẩm định.")
            meets = judge(of, held.kind, points(held)).meets
            held.decided_on, held.number, held.decided_by = on, number.strip(), by
            _go(
                held, FriendlyStage.RECOGNISED if meets else FriendlyStage.REFUSED, "decided_on", "number", "decided_by"
            )
            done[0 if meets else 1] += 1
    return done[0], done[1]


def points(file: FriendlyFile) -> dict[int, int]:
    """The points that count: as appraised, else as the commune scored itself."""
    return {one.criterion: one.own if one.appraised is None else one.appraised for one in file.scores.all()}


def judged(file: FriendlyFile) -> Judged:
    """What the standard says of the commune now."""
    return judge(standard(file.round.on), file.kind, points(file))


def _within(round_: FriendlyRound, number: int, one: Scored) -> None:
    if number not in {each.number for each in standard(round_.on).criteria}:
        raise Wrong(f"c{number}", "Không có tiêu chí ấy.")
    most = most_of(round_, number)
    top = most if most is not None else standard(round_.on).total
    if not 0 <= one.points <= top:
        said = (
            f"Điểm phải từ 0 đến {top}." if most is not None else f"Điểm phải từ 0 đến {top} (chưa nhập điểm tối đa)."
        )
        raise Wrong(f"c{number}", said)
    by_band = points_by_band(round_, number, one.value) if one.value else None
    if by_band is not None and by_band != one.points:
        raise Wrong(
            f"c{number}", f"Giá trị {one.value} theo mức điểm đã nhập được {by_band} điểm; đang ghi {one.points}."
        )


def _whole(file: FriendlyFile) -> None:
    missing = {one.number for one in standard(file.round.on).criteria} - set(points(file))
    if missing:
        raise Wrong(f"c{min(missing)}", f"{file.unit}: chưa chấm tiêu chí {', '.join(map(str, sorted(missing)))}.")


def _at(file: FriendlyFile, stage: FriendlyStage) -> FriendlyFile:
    held = FriendlyFile.objects.select_for_update(of=("self",)).select_related("unit", "round").get(pk=file.pk)
    if held.stage != stage:
        raise Wrong("", f"{held.unit}: hồ sơ đang ở bước “{held.get_stage_display()}”.")
    return held


def _go(file: FriendlyFile, to: FriendlyStage, *fields: str) -> None:
    file.stage = to
    file.save(update_fields=["stage", *fields])

"""What an office's own column says it pays, held against what the law gives."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from ansinh.acts.rulings import Desk, Situation
from ansinh.reckoning.money import format_dong
from ansinh.reckoning.months import month_text
from ansinh.record.branches import province_of, whole_map
from ansinh.record.models.assistance import Award
from ansinh.record.models.payroll import KINDS, UNBORN, Position, Ruling
from ansinh.world.registers.row import SourceRow


def compare(stated: Mapping[int, tuple[SourceRow, int]], *, month: int, on: datetime.date) -> list[dict[str, object]]:
    """One entry for every award whose stated amount is not the law's, in ``month`` or its own nearest to it.

    ``stated``: award id to its row and the amount the row states, whole đồng.
    """
    desk = Desk(on, month)
    provinces = province_of(whole_map().communes)
    asked: dict[int, tuple[int, Situation]] = {}
    awards = Award.objects.select_related("person").in_bulk(list(stated))
    for position in Position.objects.filter(award__in=list(stated)).order_by("award_id", "from_month"):
        # A first piece that begins later only because the months before it were paid by old lists counts as it stands.
        if position.born == UNBORN or (position.from_month > month and position.award_id in asked):
            continue
        when = min(max(month, awards[position.award_id].from_month), position.until_month - 1)
        months = when - position.born
        asked[position.award_id] = (when, Situation(
            desk.book_number(provinces.get(position.unit_id, 0)), position.profile_id, position.kind,
            months // 12, months % 12 == 0,
        ))  # fmt: skip
    answers = desk.answer(asked.values())
    found = []
    for award_id, pair in asked.items():
        row, amount = stated[award_id]
        ruled = answers[pair]
        if ruled.amount == amount:
            continue
        award = awards[award_id]
        found.append({
            "sheet": row.sheet, "row": row.row, "person": award.person_id, "name": award.person.full_name,
            "kind": KINDS[pair[1].kind], "group": award.code, "month": pair[0], "stated": amount, "law": ruled.amount,
            "code": ruled.code, "reason": _reason(amount, ruled.amount, pair[0], ruled.ruling_id),
        })  # fmt: skip
    return found


def _reason(stated: int, due: int, month: int, ruling_id: int) -> str:
    """Why the law gives what it gives, in one sentence of the ruling."""
    ruling = Ruling.objects.get(pk=ruling_id)
    kind = KINDS[ruling.kind]
    said = [b for b in ruling.ruling.get("benefits", []) if b["kind"] == kind]
    barred = [e["reason"] for e in ruling.ruling.get("excluded", []) if e["kind"] == kind]
    looked = [c["reason"] for c in ruling.ruling.get("considered", []) if c["code"].startswith(ruling.code or "K")]
    why = " ".join(r["sentence"] for b in said for r in b["because"]) or " ".join(barred or looked[:1])
    when = month_text(month)
    return f"Sổ ghi {format_dong(stated)}, luật tháng {when} cho {format_dong(due)}. {why}".strip()

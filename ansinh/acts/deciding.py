"""A decision signed: numbered without a gap, its lines applied, its document frozen; all of it or nothing.

What is signed is what was read: lines that the law would answer otherwise today are drafted anew and shown first.
"""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from ansinh.acts import applying, asked_again, crossing, dossiers, drafting, numbering, permit, proposing, writing
from ansinh.record.branches import communes_of
from ansinh.record.models.decisions import Act, Decision, Drafted, Effect
from ansinh.record.models.dossiers import Dossier, Outcome, Standing
from ansinh.record.models.users import User


class NotNow(Exception):
    """The decision cannot be signed now; the text says why, and what was done about it."""


def sign(decision: Decision, *, by: User, on: datetime.date, title: str = "") -> Decision:
    """Sign a draft on a day as the authority's chair. Raises ``permit.Refused``, ``NotNow``, and what lines raise."""
    if changed := _drafted_anew(decision, by=by, on=on):
        raise NotNow(changed)
    with permit.whole(by), transaction.atomic():
        decision = locked(decision)
        _may(decision, by)
        _still_here(decision)
        decision.year, decision.number = on.year, numbering.held(decision.authority, on.year, decision.symbol)
        decision.signed_by, decision.signed_on = by, on
        decision.signer_name, decision.signer_title = by.full_name_vi, title or _title(decision)
        decision.state = Drafted.SIGNED
        decision.save()
        lines = decision.effects.select_related("person__unit", "award__person", "unit")
        applying.apply_all(lines, applying.signed_here(decision))
        content = writing.document(decision)
        decision.document, decision.digest = content, hashlib.sha256(content).hexdigest()
        decision.save(update_fields=["document", "digest"])
        if decision.dossier is not None:
            outcome = Outcome.REFUSED if decision.act == Act.REFUSE else Outcome.GRANTED
            said = decision.dossier.refusal if outcome == Outcome.REFUSED else ""
            dossiers.conclude(decision.dossier, outcome=outcome, by=by, on=on, refusal=said)
    return decision


def _title(decision: Decision) -> str:
    """By what office the signer signs."""
    return writing.title_of(dossiers.law_of(decision.dossier).bureau if decision.dossier else "")


def sign_all(
    decisions: list[Decision], *, by: User, on: datetime.date
) -> tuple[list[Decision], list[tuple[Decision, str]]]:
    """Sign many, each by itself: those signed, and those that could not be with the reason."""
    signed: list[Decision] = []
    left: list[tuple[Decision, str]] = []
    for decision in decisions:
        try:
            signed.append(sign(decision, by=by, on=on))
        except (NotNow, permit.Refused, ValueError, dossiers.NotNow) as why:
            left.append((decision, str(why)))
    return signed, left


def found(pk: int, by: User) -> Decision:
    """A decision the user may see, with its lines: whom it tells of may live elsewhere by now, or not here yet.

    Raises ``Decision.DoesNotExist``.
    """
    Decision.objects.only("pk").get(pk=pk)
    with permit.whole(by):
        lines = Effect.objects.select_related("person__unit", "unit", "award")
        return (
            Decision.objects.select_related("authority", "dossier__person__unit", "dossier__unit", "drafted_by")
            .prefetch_related(Prefetch("effects", lines))
            .get(pk=pk)
        )


def may_sign(by: User, decision: Decision) -> bool:
    """Whether this user may sign a draft."""
    try:
        _may(decision, by)
    except (permit.Refused, NotNow):
        return False
    return True


def _may(decision: Decision, by: User) -> None:
    permit.check(by, "approve", decision.authority)
    if decision.state != Drafted.DRAFT:
        raise NotNow("Quyết định này không còn chờ ký.")
    if decision.dossier is not None and decision.dossier.state == Standing.PAPERS:
        raise NotNow("Hồ sơ đang chờ bổ sung giấy tờ: bổ sung xong mới ký được.")
    if decision.drafted_by_id == by.pk:
        raise NotNow("Người soạn không ký quyết định của chính mình.")


def locked(decision: Decision) -> Decision:
    """The draft as it is by now and nobody else changes it; its dossier first, as all that is done to dossiers."""
    if decision.dossier_id is not None:
        Dossier.objects.select_for_update().get(pk=decision.dossier_id)
    held = Decision.objects.select_for_update(of=("self",)).select_related("authority", "dossier__person__unit")
    return held.get(pk=decision.pk)


def _still_here(decision: Decision) -> None:
    """Of somebody who lives in another authority's place by now that one decides, if it is not the move itself."""
    if decision.act in (Act.MOVE, Act.REFUSE):
        return
    here = communes_of([decision.authority])
    for effect in decision.effects.select_related("person__unit"):
        if effect.person.unit_id not in here:
            raise NotNow(
                f"{effect.person.full_name} đã chuyển đến {effect.person.unit}: nơi ấy quyết định, bỏ dự thảo này hoặc"
                " rút hồ sơ."
            )


def _drafted_anew(decision: Decision, *, by: User, on: datetime.date) -> str:
    """Why the draft no longer says what the law says on the day of signing; it is drafted anew then. Empty: it does."""
    with permit.whole(by), transaction.atomic():
        decision = locked(decision)
        dossier = decision.dossier
        if dossier is not None and crossing.crosses(dossier, on):
            return crossing.told(dossiers.take_over(dossier, by=by, on=on), on) + " Xem dự thảo mới rồi ký."
        _may(decision, by)
        if decision.act == Act.REFUSE:
            return ""
        if dossier is None:
            return asked_again.drafted_anew(decision, on=on)
        law = dossiers.law_of(dossier)
        now = proposing.propose(dossier, law, on=on)
        if [_said(effect) for effect in now] == [_said(effect) for effect in decision.effects.all()]:
            return ""
        drafting.draft(dossier, law, by=decision.drafted_by, on=on, place=decision.authority)
    return "Từ khi soạn đến nay mức, nhóm hoặc tháng hưởng đã khác: dự thảo vừa được lập lại, xem rồi ký."


def _said(effect: Any) -> tuple[Any, ...]:
    return (
        effect.person_id, effect.act, effect.kind, effect.code, effect.from_month, effect.until_month, effect.amount,
        effect.award_id, effect.unit_id, effect.pay_back, effect.facts.get(applying.RECEIVER),
    )  # fmt: skip

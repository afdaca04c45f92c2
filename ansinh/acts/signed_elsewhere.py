"""A decision the province's bureau signed on paper: its number and day recorded, its lines done as if signed here."""

from __future__ import annotations

import datetime

from django.db import transaction

from ansinh.acts import applying, dossiers, drafting, permit, proposing
from ansinh.acts.deciding import locked
from ansinh.acts.stepping import NotNow
from ansinh.acts.wrong import Wrong
from ansinh.record.models.decisions import Act, Decision, Drafted
from ansinh.record.models.dossiers import Dossier, Outcome, Standing
from ansinh.record.models.users import User

LONGEST = 60
"""Letters of a decision's number."""


def may_record(by: User, dossier: Dossier) -> bool:
    """Whether this user records what a bureau outside signed of a dossier."""
    try:
        permit.check(by, "register", dossier.place)
    except permit.Refused:
        return False
    return bool(dossiers.law_of(dossier).bureau)


def record(decision: Decision, *, number: str, signed_on: datetime.date, by: User, on: datetime.date) -> Dossier:
    """The bureau signed what was proposed, or its refusal. Raises ``Wrong``, ``NotNow`` and what lines raise."""
    with permit.whole(by), transaction.atomic():
        decision = locked(decision)
        dossier = decision.dossier
        if dossier is None or decision.state != Drafted.DRAFT or dossier.state != Standing.OPEN:
            raise NotNow("Dự thảo này không còn chờ quyết định của Sở.")
        law = dossiers.law_of(dossier)
        if not law.bureau:
            raise NotNow("Quyết định này ký ở đây, không ghi theo số của cơ quan khác.")
        permit.check(by, "register", dossier.place)
        number = " ".join(number.split())
        _check(dossier, number, signed_on, on)
        refused = decision.act == Act.REFUSE
        if not refused:
            lines = proposing.propose(dossier, law, on=signed_on)
            applying.apply_all(lines, applying.Decided(number, signed_on, dossier))
        told = f"{law.bureau} ký số {number} ngày {signed_on:%d/%m/%Y}"
        drafting.put_aside(decision, told)
        return dossiers.conclude(
            dossier, outcome=Outcome.REFUSED if refused else Outcome.GRANTED, by=by, on=on,
            refusal=dossier.refusal if refused else "", reason=told,
        )  # fmt: skip


def _check(dossier: Dossier, number: str, signed_on: datetime.date, on: datetime.date) -> None:
    if not any(sign.isdigit() for sign in number):
        raise Wrong("number", "Ghi số quyết định như trên giấy, ví dụ 1234/QĐ-SNV.")
    if len(number) > LONGEST:
        raise Wrong("number", f"Số quyết định dài quá {LONGEST} chữ.")
    if signed_on > on:
        raise Wrong("signed_on", "Ngày ký sau hôm nay.")
    if dossier.received_on is not None and signed_on < dossier.received_on:
        raise Wrong("signed_on", f"Ngày ký trước ngày nhận hồ sơ ({dossier.received_on:%d/%m/%Y}).")

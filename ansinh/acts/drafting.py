"""Decisions drafted: title, grounds and lines filled in from the law's own answer; a draft is dropped with a reason."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from ansinh.acts import authority, numbering, permit, proposing, sentences
from ansinh.law.decree import Decree, all_decrees
from ansinh.law.local_government import competence
from ansinh.law.procedure import Procedure
from ansinh.reckoning.months import month_text
from ansinh.record.models.assistance import Family, family_of
from ansinh.record.models.decisions import Act, Decision, Drafted, Effect
from ansinh.record.models.dossiers import Dossier
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User

TITLES = {
    Act.AWARD: "Về việc trợ cấp, trợ giúp xã hội hằng tháng đối với {who}",
    Act.ADJUST: "Về việc điều chỉnh mức trợ cấp, trợ giúp xã hội hằng tháng đối với {who}",
    Act.STOP: "Về việc thôi hưởng trợ cấp, trợ giúp xã hội hằng tháng đối với {who}",
    Act.SUSPEND: "Về việc tạm dừng chi trả trợ cấp, trợ giúp xã hội hằng tháng đối với {who}",
    Act.RESUME: "Về việc chi trả lại trợ cấp, trợ giúp xã hội hằng tháng đối với {who}",
    Act.MOVE: "Về việc thôi chi trả tại nơi cũ và chuyển nơi chi trả đối với {who}",
    Act.GRANT: "Về việc hỗ trợ đối với {who}",
    Act.LIST: "Về việc đưa {who} vào danh sách hằng năm",
    Act.REFUSE: "Về việc không giải quyết hồ sơ của {who}",
}
"""What a decision is about (trích yếu), by what it does."""

MERIT_TITLES = TITLES | {
    Act.AWARD: "Về việc trợ cấp ưu đãi hằng tháng đối với {who}",
    Act.ADJUST: "Về việc điều chỉnh mức trợ cấp ưu đãi hằng tháng đối với {who}",
    Act.STOP: "Về việc thôi hưởng trợ cấp ưu đãi hằng tháng đối với {who}",
    Act.SUSPEND: "Về việc tạm đình chỉ trợ cấp ưu đãi hằng tháng đối với {who}",
    Act.RESUME: "Về việc hưởng lại trợ cấp ưu đãi hằng tháng đối với {who}",
    Act.GRANT: "Về việc trợ cấp ưu đãi một lần đối với {who}",
}
"""The same of people with merit."""

OUTCOMES = {
    "award": Act.AWARD, "adjust": Act.ADJUST, "stop": Act.STOP, "suspend": Act.SUSPEND, "resume": Act.RESUME,
    "move": Act.MOVE, "grant": Act.GRANT, "list": Act.LIST,
}  # fmt: skip
"""What the decision of a procedure does; one that ends in a certificate has none."""


def draft(
    dossier: Dossier, law: Procedure, *, by: User | None, on: datetime.date, place: Unit | None = None
) -> Decision | None:
    """The decision (or written refusal) a dossier waits for, anew: an earlier draft gives way to it.

    ``place`` is whose signature it is, when that is not the signer of the place where the dossier was taken in.
    """
    drop_drafts(dossier, reason="soạn lại")
    signs = place or authority.signing(law.signer, dossier.place, on)
    if dossier.refusal:
        basis = [*_competence(on), *_cited_laws([law.because.decree]), *_examined(dossier, law)]
        refused = _new(signs, Act.REFUSE, [], dossier=dossier, by=by, basis=basis)
        refused.symbol = law.symbol.replace("QĐ-", "TB-") if law.bureau else numbering.REFUSAL
        refused.title = TITLES[Act.REFUSE].format(who=_one(dossier))
        refused.save()
        return refused
    if law.outcome not in OUTCOMES:
        return None
    effects = proposing.propose(dossier, law, on=on)
    return draft_of(effects, act=OUTCOMES[law.outcome], signs=signs, by=by, on=on, dossier=dossier, law=law)


def draft_of(
    effects: Sequence[Effect], *, act: str, signs: Unit, by: User | None, dossier: Dossier | None = None,
    law: Procedure | None = None, origin: str = "dossier", note: str = "", grounds: Sequence[str] = (),
    on: datetime.date | None = None,
) -> Decision:  # fmt: skip
    """One decision of these lines; many people make it one decision with one list.

    Its grounds stand as decree 30/2020 orders them: competence (of the day ``on``), the texts, what was proposed.
    """
    if by is not None and dossier is None:
        permit.check(by, "register", signs)
    decrees = [reason["decree"] for effect in effects for reason in effect.because]
    decrees += [law.because.decree] if law else []
    told = _examined(dossier, law) if dossier and law else []
    with transaction.atomic():
        basis = [*_competence(on), *_cited_laws(decrees), *told, *grounds]
        made = _new(signs, act, effects, dossier=dossier, by=by, basis=basis)
        made.origin, made.note = origin, note
        of_merit = all(family_of(effect.kind) == Family.MERIT for effect in effects)
        made.title = (MERIT_TITLES if of_merit else TITLES)[Act(act)].format(who=_who(effects))
        made.symbol = law.symbol if law is not None and law.bureau else made.symbol
        made.save()
        for effect in effects:
            effect.decision = made
        Effect.objects.bulk_create(effects)
    return made


def drop_drafts(dossier: Dossier, *, reason: str) -> None:
    """Drafts of a dossier nobody signed are put aside."""
    for decision in dossier.decisions.filter(state=Drafted.DRAFT):
        put_aside(decision, reason)


def drop(decision: Decision, *, reason: str, by: User) -> None:
    """A draft without a dossier is put aside with a reason. Raises ``ValueError``."""
    permit.check(by, "register", decision.authority)
    if decision.state != Drafted.DRAFT:
        raise ValueError("Quyết định này không còn là dự thảo.")
    if decision.dossier is not None:
        raise ValueError(
            f"Dự thảo này của hồ sơ {decision.dossier.whole_code}: trả hồ sơ về bước trước, hoặc rút hồ sơ."
        )
    if not reason.strip():
        raise ValueError("Ghi lý do bỏ dự thảo.")
    put_aside(decision, reason.strip())


def put_aside(decision: Decision, reason: str) -> None:
    """A draft is dropped; whoever calls has made sure that it may be."""
    decision.state, decision.dropped_reason = Drafted.DROPPED, reason
    decision.save(update_fields=["state", "dropped_reason"])


def _new(
    signs: Unit, act: str, effects: Sequence[Effect], *, dossier: Dossier | None, by: User | None, basis: list[str]
) -> Decision:
    communes = {effect.person.unit_id for effect in effects} | {effect.unit_id for effect in effects if effect.unit_id}
    communes |= {dossier.place.pk} if dossier else set()
    return Decision(
        authority=signs, communes=sorted(communes), act=act, dossier=dossier, drafted_by=by,
        basis=list(dict.fromkeys(basis)),
    )  # fmt: skip


def _who(effects: Sequence[Effect]) -> str:
    people = {effect.person_id: effect.person for effect in effects}
    if len(people) == 1:
        (person,) = people.values()
        return sentences.called(person)
    since = sorted({effect.from_month for effect in effects})
    return f"{sentences.counted(len(people))} người (danh sách kèm theo), từ tháng {month_text(since[0])}"


def _one(dossier: Dossier) -> str:
    return sentences.called(dossier.person) if dossier.person else dossier.applicant_name


def _competence(on: datetime.date | None) -> list[str]:
    """The law by which the office may decide at all."""
    law = competence(on) if on else None
    if law is None:
        return []
    return [f"Căn cứ Luật Tổ chức chính quyền địa phương số {law.number} {sentences.long_day(law.issued)}"]


def _examined(dossier: Dossier, law: Procedure) -> list[str]:
    """What was put before whoever signs: the council's minutes where the papers hold its certificate, the dossier."""
    found = []
    if any(paper.name == "disability" for paper in law.papers_of(dossier.group)):
        concluded = dossier.person.assessments.exclude(minutes_on=None) if dossier.person else None
        if concluded is not None and (held := concluded.order_by("minutes_on").last()) is not None:
            found.append(
                f"Căn cứ Biên bản ngày {held.minutes_on:%d/%m/%Y} của Hội đồng xác định mức độ khuyết tật"
                f" {held.dossier.unit}"
            )
    came = (
        f"{dossier.code} của {dossier.unit.kind.lower()} {dossier.unit.name} nhận ngày {dossier.received_on:%d/%m/%Y}"
    )
    return [*found, f"Xét hồ sơ số {came}, thủ tục “{law.name}”"]


def _cited_laws(numbers: Iterable[str]) -> list[str]:
    """“Căn cứ …” for each text once, oldest first; a text that is not known by its number is left out."""
    known = {decree.number: decree for decree in all_decrees()}
    found = sorted({known[number] for number in numbers if number in known}, key=lambda decree: decree.issued)
    return [f"Căn cứ {_named(one.number)} {_issued(one)}{_about(one)}" for one in found]


def _issued(decree: Decree) -> str:
    """The day of issue as “Căn cứ” says it; a day that is not known is said to be so, never made up."""
    return sentences.long_day(decree.issued) if decree.issued_known else "(ngày ban hành chưa biết)"


def _about(decree: Decree) -> str:
    """What a text is about, as “Căn cứ” says it: a decree with the Government's name."""
    return (
        f" của Chính phủ {decree.title[0].lower()}{decree.title[1:]}"
        if "NĐ-CP" in decree.number
        else f": {decree.title}"
    )


def _named(number: str) -> str:
    sort = {"NĐ-CP": "Nghị định", "QH": "Luật", "TT": "Thông tư"}
    name = next((word for mark, word in sort.items() if mark in number), "văn bản")
    return f"{name} số {number}"

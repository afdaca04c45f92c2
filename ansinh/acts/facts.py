"""From rows to the law's facts: the positions the monthly run reads.

A person's facts, awards, suspensions and residences are laid over one another and cut into months in which
nothing but age changes. Each piece has a profile: the facts the law asks other than age, and the kinds held. Profiles
are interned, so a nation is a few thousand of them, and the law rules each situation once.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from ansinh.acts import merit_drawn
from ansinh.law.programme_facts import programme_facts
from ansinh.reckoning.months import month_of
from ansinh.reckoning.periods import ENDLESS, Span, cuts, first_difference, holding, merged
from ansinh.record.models.assistance import ONCE, Award, Kind, Suspension
from ansinh.record.models.payroll import CHANNELS, KINDS, UNBORN, Position, Profile, Touch
from ansinh.record.models.people import Fact, Person, Residence

ONE_OFF = frozenset(KINDS.index(kind) for kind in ONCE)
"""Kinds paid once, in a month of their own."""

BARS = ("pension", "merit", "stable_income", "other_allowance", "prison", "facility", "merit_barred")
"""Facts that bar a benefit: the law asks in which month they began (open reading R5)."""

FREE = {False, None, "none"}
"""Values of a bar that bar nothing."""

PROGRAMME = [field.name for field in programme_facts()]
"""What only programmes ask: no award depends on it, so no position is cut by it."""

BATCH = 2_000


class Place(NamedTuple):
    """What one position says besides its months."""

    unit_id: int
    profile_id: int
    born: int
    pay_by: int
    held: bool


def month_of_birth(person: Person) -> int:
    """The month number of birth; a birth known to the year counts as January of it (open reading R3)."""
    return UNBORN if person.birth_year is None else person.birth_year * 12 + (person.birth_month or 1) - 1


def rebuild(people: Iterable[int]) -> int:
    """Lay the positions of these people anew and touch the awards whose months changed; how many were touched."""
    ids = sorted(set(people))
    return sum(_rebuild(ids[at : at + BATCH]) for at in range(0, len(ids), BATCH))


def rebuild_all() -> int:
    """The same for everybody the session may see."""
    return rebuild(Person.objects.values_list("pk", flat=True))


class _History(NamedTuple):
    person: Person
    facts: list[Span]
    awards: list[Award]
    suspensions: dict[int, list[Suspension]]
    residences: list[Span]


@transaction.atomic
def _rebuild(ids: Sequence[int]) -> int:
    laid: dict[int, list[tuple[Span, dict[str, Any]]]] = {}
    people: dict[int, tuple[int, str]] = {}
    for history in _histories(ids):
        for award in history.awards:
            laid[award.pk] = list(_pieces(history, award))
            people[award.pk] = (history.person.pk, award.kind)
    profiles = intern([facts for pieces in laid.values() for _, facts in pieces])
    before = _standing(ids)
    begins = _begins(people, laid, before)
    touched: list[Touch] = []
    rows: list[Position] = []
    gone: list[int] = []
    for award_id, pieces in laid.items():
        spans = merged(
            Span(span.start, span.until, span.what._replace(profile_id=profiles[_digest(facts)]))  # type: ignore[attr-defined]
            for span, facts in pieces
        )
        old = before.pop(award_id, [])
        month = first_difference(old, spans)
        if month is None:
            continue
        whole = _moved(old, spans) or _freed(old, spans)
        touched.append(Touch(award_id=award_id, from_month=begins[people[award_id]] if whole else month))
        gone.append(award_id)
        person_id, kind = people[award_id]
        rows += [
            Position(award_id=award_id, person_id=person_id, kind=KINDS.index(kind), from_month=span.start,
                     until_month=span.until, **span.what._asdict())  # type: ignore[attr-defined]
            for span in spans
        ]  # fmt: skip
    gone += list(before)
    touched += [Touch(award_id=award_id, from_month=min(s.start for s in spans)) for award_id, spans in before.items()]
    Position.objects.filter(award_id__in=gone).delete()
    Position.objects.bulk_create(rows, batch_size=BATCH)
    Touch.objects.bulk_create(touched, batch_size=BATCH)
    return len(touched)


def _begins(
    people: Mapping[int, tuple[int, str]], laid: Mapping[int, list[tuple[Span, Any]]], before: Mapping[int, list[Span]]
) -> dict[tuple[int, str], int]:
    """The first month of each person's awards of a kind, before or now: they replace one another, and count as one."""
    found: dict[tuple[int, str], int] = {}
    for award_id, holder in people.items():
        for span in [*before.get(award_id, ()), *(span for span, _ in laid[award_id])]:
            found[holder] = min(span.start, found.get(holder, span.start))
    return found


def _moved(old: list[Span], new: list[Span]) -> bool:
    """Whether the award has another place in any month: its new place compares everything of the holder."""
    return {span.what.unit_id for span in old} != {span.what.unit_id for span in new}  # type: ignore[attr-defined]


def _freed(old: list[Span], new: list[Span]) -> bool:
    """Whether a suspension began, ended or went: what waited meanwhile may be of any month."""
    held = [[(s.start, s.until) for s in spans if s.what.held] for spans in (old, new)]  # type: ignore[attr-defined]
    return held[0] != held[1]


def _histories(ids: Sequence[int]) -> Iterator[_History]:
    facts: dict[int, list[Span]] = defaultdict(list)
    live = Fact.objects.filter(person__in=ids, superseded_at__isnull=True).exclude(kind__in=PROGRAMME)
    for fact in live.order_by("recorded_at", "id"):
        facts[fact.person_id] += _spans_of(fact)
    for own in facts.values():
        own[:0] = merit_drawn.told(own)
    awards: dict[int, list[Award]] = defaultdict(list)
    for award in Award.objects.filter(person__in=ids):
        awards[award.person_id].append(award)
    suspensions: dict[int, list[Suspension]] = defaultdict(list)
    for pause in Suspension.objects.filter(award__person__in=ids):
        suspensions[pause.award_id].append(pause)
    homes: dict[int, list[Span]] = defaultdict(list)
    for home in Residence.objects.filter(person__in=ids).order_by("from_month"):
        homes[home.person_id].append(Span(home.from_month, home.until_month or ENDLESS, home.unit_id))
    for person in Person.objects.filter(pk__in=ids):
        yield _History(person, facts[person.pk], awards[person.pk], suspensions, homes[person.pk])


def _spans_of(fact: Fact) -> list[Span]:
    """A fact's months; the month a bar begins in, and the last month of a fact that ends, are marked."""
    until = fact.until_month or ENDLESS
    spans = [Span(fact.from_month, until, ((fact.kind, _plain(fact.value)),))]
    if fact.kind in BARS and _plain(fact.value) not in FREE:
        spans.append(Span(fact.from_month, fact.from_month + 1, (("began", fact.kind),)))
    elif fact.until_month:
        spans.append(Span(until - 1, until, (("ended", fact.kind),)))
    return spans


def _plain(value: Any) -> Any:
    return tuple(sorted(value)) if isinstance(value, list) else value


def _pieces(history: _History, award: Award) -> Iterator[tuple[Span, dict[str, Any]]]:
    """The award's months, cut where anything changes, each with its place (profile still open) and its facts."""
    person = history.person
    until = award.until_month or ENDLESS
    dying = month_of(person.died_on) if person.died_on else None
    if dying is not None:
        until = min(until, dying + 1)
    start = max(award.from_month, award.reckoned_from)
    if until <= start:
        return
    pauses = [
        Span(p.from_month, p.until_month or ENDLESS, "held")
        for p in history.suspensions.get(award.pk, [])
        if not p.paid_back
    ]
    claims = [Span(other.from_month, other.until_month or ENDLESS, other.kind) for other in history.awards]
    facts = _with_death(history)
    born = month_of_birth(person)
    for first, last in cuts(start, until, [*facts, *pauses, *claims, *history.residences]):
        home = holding(history.residences, first)
        place = Place(
            unit_id=home[-1].what if home else person.unit_id,  # type: ignore[arg-type]
            profile_id=0,
            born=born,
            pay_by=CHANNELS.index(person.pay_by),
            held=bool(holding(pauses, first)),
        )
        held = sorted({str(claim.what) for claim in holding(claims, first)})
        yield Span(first, last, place), _attended(held) | _profile(person, holding(facts, first)) | {"claims": held}


def _attended(held: list[str]) -> dict[str, Any]:
    """Whoever holds a merit attendant's award draws it: care money beside it is a question (reading R9)."""
    return {"merit_attendant": True} if Kind.MERIT_ATTENDANT in held else {}


def in_month(person: Person, month: int) -> dict[str, Any]:
    """What is recorded of one person in a month as the law's facts, age and claims apart; defaults left out."""
    (history,) = _histories([person.pk])
    return _profile(person, holding(_with_death(history), month))


def _with_death(history: _History) -> list[Span]:
    if history.person.died_on is None:
        return history.facts
    month = month_of(history.person.died_on)
    return [*history.facts, Span(month, month + 1, (("died", True),))]


def _profile(person: Person, spans: list[Span]) -> dict[str, Any]:
    """The facts of one piece, defaults left out; of two that contradict, the later known one counts."""
    facts: dict[str, Any] = {}
    marks: dict[str, set[str]] = {"began": set(), "ended": set()}
    for span in spans:
        for name, value in span.what:  # type: ignore[attr-defined]
            if name in marks:
                marks[name].add(value)
            else:
                facts[name] = list(value) if isinstance(value, tuple) else value
    facts |= {name: sorted(names) for name, names in marks.items() if names}
    if person.birth_day is None:
        facts["born"] = "month" if person.birth_month else "year"
    return facts


def _digest(facts: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def intern(profiles: list[dict[str, Any]]) -> dict[str, int]:
    """The id of each profile by its digest; new ones are kept."""
    wanted = {_digest(facts): facts for facts in profiles}
    known = dict(Profile.objects.filter(digest__in=wanted).values_list("digest", "pk"))
    fresh = [Profile(digest=digest, facts=facts) for digest, facts in wanted.items() if digest not in known]
    Profile.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        known = dict(Profile.objects.filter(digest__in=wanted).values_list("digest", "pk"))
    return known


def _standing(ids: Sequence[int]) -> dict[int, list[Span]]:
    """The positions these people have now, by award."""
    standing: dict[int, list[Span]] = defaultdict(list)
    for p in Position.objects.filter(person__in=ids).order_by("from_month"):
        place = Place(p.unit_id, p.profile_id, p.born, p.pay_by, p.held)
        standing[p.award_id].append(Span(p.from_month, p.until_month, place))
    return standing

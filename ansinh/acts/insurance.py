"""The month's health insurance list of a place: who comes, goes or changes group, and why; approved by a second person.

What the groups' questions answer for the month is compared with the covers of approved lists. A list that was sent
stays; what is learnt later is a line of the next one.
"""

from __future__ import annotations

import datetime
import hashlib

import polars as pl
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ansinh.acts import asking, permit
from ansinh.acts.insurance_reasons import reasoned
from ansinh.acts.preparing import NotNow
from ansinh.acts.rulings import book_of
from ansinh.law.insurance_groups import Group, groups
from ansinh.law.month import Month
from ansinh.reckoning.months import first_day, month_text
from ansinh.record import columns
from ansinh.record.branches import became, province_of
from ansinh.record.frames import array, frame
from ansinh.record.ledger import raw_cursor
from ansinh.record.models.insurance import Sent
from ansinh.record.models.payroll import OPEN_END
from ansinh.record.models.places import Unit
from ansinh.record.models.users import User


def groups_of(scope: Unit, month: int, on: datetime.date) -> tuple[Group, ...]:
    """The groups of a month there, in their order, with what the province raised."""
    commune = next(iter(sorted(permit.communes_of([scope]))), 0)
    return groups(Month.from_number(month), book_of(province_of([commune]).get(commune, 0), on, month))


@transaction.atomic
def prepare(*, month: int, scope: Unit, by: User, on: datetime.date) -> Sent:
    """Make the list of a month, or make it anew while nobody approved it. Raises ``NotNow``, ``permit.Refused``."""
    permit.check(by, "prepare", scope)
    _locked()
    _may_follow(month, scope)
    known = groups_of(scope, month, on)
    if not known:
        raise NotNow(f"Chưa có văn bản về nhóm bảo hiểm y tế cho tháng {month_text(month)}.")
    Sent.objects.filter(scope=scope, month=month, approved_by__isnull=True).delete()
    with permit.whole(by):
        lines = _compared(known, month, scope)
        sent = Sent.objects.create(
            month=month, scope=scope, made_by=by, made_at=timezone.now(), lines=lines.height, digest=_digest(lines)
        )
        _write(sent, lines)
    return sent


@transaction.atomic
def approve(sent: Sent, *, by: User, on: datetime.date) -> Sent:
    """Approve and send: the covers become what the list says. Raises ``NotNow``, ``permit.Refused``."""
    permit.check(by, "approve", sent.scope)
    _locked()
    held = Sent.objects.select_related("scope").filter(pk=sent.pk).first()
    if held is None or held.approved_by_id is not None:
        raise NotNow("Danh sách này vừa được lập lại hoặc đã duyệt: mở lại trang.")
    if held.made_by_id == by.pk:
        raise NotNow("Người lập không tự duyệt: phải là người thứ hai.")
    _may_follow(held.month, held.scope)
    later = Sent.objects.filter(approved_at__gt=held.made_at).select_related("scope")
    if any(_overlap(one.scope, held.scope) for one in later):
        raise NotNow("Sau khi lập đã có danh sách khác được duyệt ở đây: lập lại rồi duyệt.")
    try:
        with permit.whole(by), transaction.atomic():
            _cover(held)
    except IntegrityError:
        raise NotNow("Có người vừa được đưa vào danh sách nơi khác: lập lại rồi duyệt.") from None
    held.approved_by, held.approved_at, held.approved_on = by, timezone.now(), on
    held.save(update_fields=["approved_by", "approved_at", "approved_on"])
    return held


def _locked() -> None:
    """One list at a time, so that nobody is listed twice by two made at once."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('insurance'))")


def _overlap(one: Unit, other: Unit) -> bool:
    return bool(permit.communes_of([one]) & permit.communes_of([other]))


def _may_follow(month: int, scope: Unit) -> None:
    for one in Sent.objects.filter(approved_by__isnull=False, month__gte=month).select_related("scope"):
        if _overlap(one.scope, scope):
            raise NotNow(
                f"Danh sách tháng {month_text(one.month)} của {one.scope} đã gửi:"
                " điều chỉnh ở tháng sau, không lập lùi."
            )


COVERED: list[columns.Column] = [("person_id", "int8"), ("unit_id", "int8"), ("grp", "int8"), ("since", "int8")]


def _compared(known: tuple[Group, ...], month: int, scope: Unit) -> pl.DataFrame:
    """The lines of the list: person_id, unit_id, what, before, after, reason."""
    units = permit.communes_of([scope])
    asked = asking.ask_many([(one.code, one.who) for one in known], to="person", month=month, units=units, by=None)
    codes = dict(enumerate(one.code for one in known))
    ours = [at for at, one in enumerate(known) if one.ours]
    now = asked.found.select("person_id", pl.col("unit_id").alias("now_unit"), pl.col("first").cast(pl.Int64))
    marks = [f"group{at}" for at in range(len(known))]
    now = now.with_columns(asked.found.select(marks))
    here, outside = _covered(units), _listed_outside(units, month, now)
    now = now.join(outside.filter(pl.col("since") >= month), on="person_id", how="anti")  # listed there this month
    outside = outside.filter(pl.col("since") < month).join(now, on="person_id", how="semi")
    both = now.join(pl.concat([here, outside]).drop("since"), on="person_id", how="full", coalesce=True)
    both = both.with_columns(
        came_from_outside=pl.col("was_unit").is_not_null() & ~pl.col("was_unit").is_in(sorted(units)),
        after=pl.when(pl.col("first").is_in(ours)).then(pl.col("first").replace_strict(codes, default=None)),
    )
    return reasoned(both, known, month=month, first=here.is_empty(), since=_last(scope, month))


def _last(scope: Unit, month: int) -> int:
    """The month of the list before, of this place or one it was in; the month before when there is none."""
    sent = Sent.objects.filter(approved_by__isnull=False).select_related("scope")
    return max((one.month for one in sent if _overlap(one.scope, scope)), default=month - 1)


def _covered(units: frozenset[int]) -> pl.DataFrame:
    """Who is covered there by the lists so far: person_id, unit_id, before."""
    return _covers(f"unit_id = any({array(sorted(units))})")


def _listed_outside(units: frozenset[int], month: int, now: pl.DataFrame) -> pl.DataFrame:
    """Those living there now whom another place still lists: one line closes them there and opens them here."""
    homes = array(sorted(units | {old for old, new in became(first_day(month)).items() if new in units}))
    lived = (
        f"select person_id from people_residence where unit_id = any({homes})"
        f" union all select id from people_person where unit_id = any({homes})"
    )
    elsewhere = _covers(f"not unit_id = any({array(sorted(units))}) and person_id in ({lived})")
    return elsewhere.join(now, on="person_id", how="semi")


def _covers(where: str) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute('select distinct hashtextextended("group", 0), "group" from insurance_cover')
        codes = dict(cursor.fetchall())
    query = (
        'select person_id, unit_id, hashtextextended("group", 0) as grp, from_month as since from insurance_cover'
        f" where until_month = {OPEN_END} and {where}"
    )
    found = frame(query, COVERED)
    before = pl.col("grp").replace_strict(codes, default=None, return_dtype=pl.String).alias("before")
    return found.select("person_id", pl.col("unit_id").alias("was_unit"), before, "since")


LINE = ("person_id", "unit_id", "what", "before", "after", "reason")


def _digest(lines: pl.DataFrame) -> str:
    return hashlib.sha256(lines.select(LINE).sort("person_id").write_csv().encode()).hexdigest()


CODED: list[columns.Column] = [
    ("person_id", "int8"), ("unit_id", "int8"), ("what", "int2"), ("before", "int2"), ("after", "int2"),
    ("reason", "int2"),
]  # fmt: skip


def _write(sent: Sent, lines: pl.DataFrame) -> None:
    """The lines in bulk: numbers by COPY beside the table, words looked up as they go in (COPY knows no policies)."""
    words = sorted({word for name in LINE[2:] for word in lines[name].unique()})
    codes = {word: at for at, word in enumerate(words)}
    coded = {name: lines[name].to_numpy() for name in LINE[:2]}
    coded |= {name: lines[name].replace_strict(codes, default=0, return_dtype=pl.Int64).to_numpy() for name in LINE[2:]}
    with connection.cursor() as cursor:
        named = ", ".join(f"{name} {kind} not null" for name, kind in CODED)
        cursor.execute(f"create temporary table insurance_coming ({named}) on commit drop")
        with columns.Writer(raw_cursor(), "insurance_coming", CODED) as writer:
            writer.write(coded)
        said = ", ".join(f"(%s::text[])[{name} + 1]" for name in LINE[2:])
        cursor.execute(
            "insert into insurance_change (sent_id, person_id, unit_id, what, before, after, reason)"
            f" select %s, person_id, unit_id, {said} from insurance_coming",
            [sent.pk, *[words] * 4],
        )
        cursor.execute("drop table insurance_coming")


def _cover(sent: Sent) -> None:
    """Close what the lines end, open what they begin; what would have lasted no month is taken away."""
    with connection.cursor() as cursor:
        closing = (
            "from insurance_change l where l.sent_id = %s and l.what <> 'add' and c.person_id = l.person_id"
            f" and c.until_month = {OPEN_END}"
        )
        cursor.execute(
            f"update insurance_cover c set until_month = %s, reason_out = l.reason {closing} and c.from_month < %s",
            [sent.month, sent.pk, sent.month],
        )
        cursor.execute(
            'insert into insurance_cover (person_id, unit_id, "group", from_month, until_month, reason_in, reason_out)'
            f" select person_id, unit_id, after, %s, {OPEN_END}, reason, '' from insurance_change"
            " where sent_id = %s and what <> 'remove'",
            [sent.month, sent.pk],
        )

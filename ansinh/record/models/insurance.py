"""Health insurance the office lists: the cover each person has over months, and the lists sent to Social Insurance."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .payroll import OPEN_END
from .people import Person
from .places import Unit
from .users import User


class What(models.TextChoices):
    """What a line of a list asks Social Insurance to do; a move within the place asks nothing of it."""

    ADD = "add", "Tăng"
    REMOVE = "remove", "Giảm"
    CHANGE = "change", "Đổi nhóm"
    MOVE = "move", "Chuyển xã"


class Reason(models.TextChoices):
    """Why a person comes, goes or changes."""

    FIRST = "first", "Danh sách đầu tiên"
    BORN = "born", "Mới sinh"
    MOVED_IN = "moved_in", "Chuyển đến"
    GAINED = "gained", "Mới thuộc nhóm"
    DIED = "died", "Đã mất"
    MERGED = "merged", "Trùng, đã gộp hồ sơ"
    MOVED_OUT = "moved_out", "Chuyển đi"
    ELSEWHERE = "elsewhere", "Đã có thẻ ở nơi khác"
    LOST = "lost", "Không còn thuộc nhóm nào"
    PRECEDES = "precedes", "Thuộc thêm nhóm được xếp trước"
    CHANGED = "changed", "Không còn thuộc nhóm cũ"
    MOVED = "moved", "Chuyển xã trong địa bàn"


class Sent(models.Model):
    """The list of one month for one place: prepared, then approved by a second person and sent."""

    month = models.IntegerField()
    scope = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_on = models.DateField(null=True)
    lines = models.IntegerField(default=0)
    digest = models.TextField(help_text="băm của mọi dòng: dấu vết giữ con số này thay cho từng dòng")

    class Meta:
        db_table = "insurance_sent"
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "month"], name="insurance_one_list_a_month"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")), name="insurance_second_person"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False, approved_on__isnull=False),
                name="insurance_approved_by_somebody",
            ),
        ]


class Change(models.Model):
    """One line of a list. Written in bulk, so without keys to people; record/sql/insurance.sql keeps them."""

    sent = models.ForeignKey(Sent, models.CASCADE, related_name="changes")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    unit = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    what = models.TextField(choices=What.choices)
    before = models.TextField(blank=True, help_text="nhóm trước")
    after = models.TextField(blank=True, help_text="nhóm sau")
    reason = models.TextField(choices=Reason.choices)

    class Meta:
        db_table = "insurance_change"
        constraints = [models.UniqueConstraint(fields=["sent", "person"], name="insurance_once_a_list")]


class Cover(models.Model):
    """A person's cover by one group in one commune over months [from, until); as approved lists made it."""

    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="covers", db_constraint=False, db_index=False)
    unit = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+", db_constraint=False)
    group = models.TextField()
    from_month = models.IntegerField()
    until_month = models.IntegerField(default=OPEN_END)
    reason_in = models.TextField(choices=Reason.choices)
    reason_out = models.TextField(choices=Reason.choices, blank=True)

    class Meta:
        db_table = "insurance_cover"
        constraints = [
            models.UniqueConstraint(fields=["person"], name="insurance_one_card", condition=Q(until_month=OPEN_END)),
            models.UniqueConstraint(fields=["person", "from_month"], name="insurance_cover_once"),
            models.CheckConstraint(condition=Q(until_month__gt=F("from_month")), name="insurance_cover_has_months"),
        ]

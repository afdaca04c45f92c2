"""Cases of children harmed or at risk: seen by named people only, each look at them kept (record/sql/children.sql)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .attached import Attached
from .children import WRITTEN
from .people import Person, Sex
from .places import Unit
from .users import User


class CaseState(models.TextChoices):
    """Where a case stands."""

    RECORDED = "recorded", "Đã ghi thông tin"
    ASSESSED = "assessed", "Đã đánh giá ban đầu"
    PROTECTED = "protected", "Đã can thiệp khẩn cấp"
    DETAILED = "detailed", "Đã đánh giá cụ thể"
    MET = "met", "Đã họp"
    PLANNED = "planned", "Đã trình kế hoạch"
    APPROVED = "approved", "Đã phê duyệt kế hoạch"
    CARRIED = "carried", "Đang thực hiện"
    REVIEWED = "reviewed", "Đã rà soát"
    CLOSED = "closed", "Đã kết thúc"
    ASIDE = "aside", "Chuyển nơi khác, tin không đúng"


CASE_STATES: dict[str, tuple[str, ...]] = {
    CaseState.RECORDED: (CaseState.ASSESSED, CaseState.ASIDE),
    CaseState.ASSESSED: (CaseState.PROTECTED, CaseState.DETAILED, CaseState.ASIDE),
    CaseState.PROTECTED: (CaseState.DETAILED,),
    CaseState.DETAILED: (CaseState.MET,),
    CaseState.MET: (CaseState.PLANNED,),
    CaseState.PLANNED: (CaseState.APPROVED, CaseState.MET),
    CaseState.APPROVED: (CaseState.CARRIED,),
    CaseState.CARRIED: (CaseState.REVIEWED,),
    CaseState.REVIEWED: (CaseState.CLOSED, CaseState.PLANNED),
    CaseState.CLOSED: (),
    CaseState.ASIDE: (),
}
"""Declared once; the acts and the database's trigger read this table."""

ENDED = (CaseState.CLOSED, CaseState.ASIDE)


class ToldBy(models.TextChoices):
    """Where the information came from (decree 56/2017 Đ.25 k.1)."""

    HOTLINE = "hotline", "Tổng đài 111"
    LABOUR = "labour", "Cơ quan lao động, trẻ em"
    POLICE = "police", "Công an"
    COMMUNE = "commune", "Ủy ban nhân dân xã"


class ChildCase(models.Model):
    """A case of one child, of the register or only named; ``due_at``: the limit that runs now, ``due_for`` which.

    ``danger``: life, health or dignity at serious risk. ``group``: what is suspected (law/child_groups), or empty.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="xã nơi xảy ra, nơi trẻ em ở")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="child_cases")
    name = models.TextField(blank=True, help_text="trẻ em chưa có trong sổ; có thể chưa biết tên")
    sex = models.TextField(choices=Sex.choices, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    told_by = models.TextField(choices=ToldBy.choices)
    informed_at = models.DateTimeField(help_text="lúc nhận được thông tin")
    group = models.TextField(blank=True)
    danger = models.BooleanField(default=False)
    state = models.TextField(choices=CaseState.choices, default=CaseState.RECORDED)
    due_at = models.DateTimeField(null=True)
    due_for = models.TextField(blank=True, help_text="emergency, isolation, plan, approve, ends")
    isolated_from = models.DateField(null=True)
    isolated_until = models.DateField(null=True)
    longer_by = models.TextField(blank=True, help_text="yêu cầu của cơ quan có thẩm quyền để cách ly lâu hơn")
    plan_ends = models.DateField(null=True, help_text="dự kiến kết thúc kế hoạch")
    planned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    decision = models.TextField(blank=True, help_text="số quyết định phê duyệt kế hoạch")
    safe = models.BooleanField(null=True, help_text="rà soát: không còn nguy cơ và đã ổn định")
    ended_on = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "children_case"
        ordering = ["-informed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="children_case_number_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("planned_by")),
                name="children_case_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "carried", "reviewed", "closed"])
                | Q(approved_by__isnull=False, approved_on__isnull=False, decision__regex=WRITTEN),
                name="children_case_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(isolated_from__isnull=True, isolated_until__isnull=True)
                | Q(isolated_until__gte=F("isolated_from")),
                name="children_case_isolation_in_order",
            ),
            models.CheckConstraint(condition=~Q(state="closed") | Q(safe=True), name="children_case_closed_when_safe"),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_on__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_on__isnull=True)),
                name="children_case_ended_on_a_day",
            ),
        ]  # fmt: skip

    @property
    def code(self) -> str:
        """``03/2026``."""
        return f"{self.number:02}/{self.year}"

    @property
    def called(self) -> str:
        """The child's name as far as it is known."""
        return self.person.full_name if self.person is not None else self.name or "chưa rõ tên"


class CaseStep(models.Model):
    """One thing done in a case and what was written then, by the fields of its form; never changed."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="steps")
    step = models.TextField(help_text="theo law/child_protection; thêm: send_back, close, aside, renew")
    done_at = models.DateTimeField()
    said = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "children_step"
        ordering = ["pk"]


class Informant(models.Model):
    """Who told of a case: kept apart from it (decree 56/2017 Đ.24)."""

    case = models.OneToOneField(ChildCase, models.PROTECT, related_name="informant")
    name = models.TextField(blank=True)
    contact = models.TextField(blank=True, help_text="điện thoại, địa chỉ")
    relation = models.TextField(blank=True, help_text="quan hệ với trẻ em")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "children_informant"


class CaseLook(models.Model):
    """Somebody opened a case, its informant, one of its papers or files."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="looks")
    what = models.TextField(choices=[("case", "vụ việc"), ("informant", "người báo tin"), ("paper", "văn bản"),
                                     ("file", "tệp")])  # fmt: skip
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "children_look"
        ordering = ["-at"]


class CaseFile(Attached):
    """A paper of a case as a scan or photo."""

    case = models.ForeignKey(ChildCase, models.PROTECT, related_name="files")

    class Meta:
        db_table = "children_file"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="children_file_once")]

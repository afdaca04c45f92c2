"""What an office does beyond benefits: jobs found, inspections with what they found, events, teams, guidance sent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .attached import Attached
from .documents import OfficeDocument
from .people import Person
from .places import Unit
from .users import User


class JobPlacement(models.Model):
    """Somebody who found work: of the register, or named."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="xã của người lao động")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    birth_year = models.SmallIntegerField(null=True)
    woman = models.BooleanField(default=False)
    on = models.DateField(help_text="ngày bắt đầu làm")
    employer = models.TextField()
    job = models.TextField(blank=True)
    abroad = models.BooleanField(default=False)
    through = models.TextField(help_text="nhờ đâu: phiên giao dịch, lớp nghề, vốn vay…")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "work_placement"
        ordering = ["-on", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name", "birth_year", "on", "employer"], name="work_placement_once",
                                    nulls_distinct=False),
            models.CheckConstraint(condition=~Q(name="") & ~Q(employer=""), name="work_placement_named"),
        ]  # fmt: skip


class Inspection(models.Model):
    """A commune inspected by a plan, with who went; its conclusion when it is written."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="xã được kiểm tra")
    plan = models.TextField(help_text="số, ngày kế hoạch kiểm tra")
    about = models.TextField(help_text="nội dung kiểm tra")
    first_day = models.DateField()
    last_day = models.DateField()
    team = models.JSONField(default=list, help_text="thành viên: họ tên, chức vụ")
    conclusion = models.TextField(blank=True, help_text="số, ngày kết luận")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "inspection_inspection"
        ordering = ["-first_day", "unit__name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "plan", "first_day"], name="inspection_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="inspection_days_in_order"),
            models.CheckConstraint(condition=~Q(plan="") & ~Q(about=""), name="inspection_planned"),
        ]


class FindingState(models.TextChoices):
    """Where what was found stands."""

    OPEN = "open", "Chờ khắc phục"
    MENDED = "mended", "Đã báo khắc phục"
    CLOSED = "closed", "Đã đóng"


FINDING_STATES: dict[str, tuple[str, ...]] = {
    FindingState.OPEN: (FindingState.MENDED,), FindingState.MENDED: (FindingState.CLOSED, FindingState.OPEN),
    FindingState.CLOSED: (FindingState.OPEN,),
}  # fmt: skip


class Finding(models.Model):
    """One thing an inspection found: what is asked, by when, who answers; followed until it is closed."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    text = models.TextField()
    asked = models.TextField(help_text="yêu cầu khắc phục")
    who = models.TextField(help_text="ai phải làm")
    due = models.DateField()
    state = models.TextField(choices=FindingState.choices, default=FindingState.OPEN)

    class Meta:
        db_table = "inspection_finding"
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(asked="") & ~Q(who=""), name="inspection_finding_whole")
        ]


class FindingStep(models.Model):
    """What was said of a finding when it went on: how it was mended, why it was opened again."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="steps")
    to = models.TextField(choices=FindingState.choices)
    words = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "inspection_step"
        ordering = ["pk"]


class EventField(models.TextChoices):
    """What an event is of."""

    CHILDREN = "children", "Trẻ em"
    EQUALITY = "equality", "Bình đẳng giới"
    EVILS = "evils", "Phòng, chống tệ nạn xã hội"
    MERIT = "merit", "Người có công"
    WORK = "work", "Lao động, việc làm"
    OTHER = "other", "Khác"


class EventKind(models.TextChoices):
    """What an event is."""

    CONTEST = "contest", "Hội thi"
    PROPAGANDA = "propaganda", "Tuyên truyền"
    VISIT = "visit", "Thăm viếng"
    CAMPAIGN = "campaign", "Phát động"
    MEETING = "meeting", "Hội nghị"
    OTHER = "other", "Khác"


class Event(models.Model):
    """Something held in a commune; money in whole đồng."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    field = models.TextField(choices=EventField.choices)
    kind = models.TextField(choices=EventKind.choices)
    title = models.TextField()
    place = models.TextField()
    first_day = models.DateField()
    last_day = models.DateField()
    people = models.IntegerField(default=0, help_text="lượt người dự")
    cost = models.BigIntegerField(default=0)
    source = models.TextField(blank=True)
    partners = models.TextField(blank=True, help_text="phối hợp với")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "activity_event"
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "title", "first_day"], name="activity_event_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="activity_event_days_in_order"),
            models.CheckConstraint(condition=Q(people__gte=0, cost__gte=0), name="activity_event_counts"),
        ]


class EventFile(Attached):
    """A photo or paper of an event."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="files")

    class Meta:
        db_table = "activity_file"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "digest"], name="activity_file_once")]


class Team(models.Model):
    """A volunteer team of a commune."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    field = models.TextField(choices=EventField.choices)
    name = models.TextField()
    formed_on = models.DateField()

    class Meta:
        db_table = "activity_team"
        ordering = ["unit__name", "name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="activity_team_once")]


class TeamChange(models.Model):
    """A decision that forms or reorganises a team: who is in it from then on."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="changes")
    on = models.DateField()
    paper = models.TextField(help_text="số, ngày quyết định")
    members = models.JSONField(help_text="thành viên: họ tên, nhiệm vụ")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "activity_team_change"
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["team", "on"], name="activity_team_change_once")]


class SentDocument(models.Model):
    """A document sent to a commune as guidance, and who confirmed it there."""

    document = models.ForeignKey(OfficeDocument, models.PROTECT, related_name="sent")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    read_on = models.DateField(null=True)

    class Meta:
        db_table = "documents_sent"
        ordering = ["-on", "unit__name"]
        constraints = [models.UniqueConstraint(fields=["document", "unit"], name="documents_sent_once")]

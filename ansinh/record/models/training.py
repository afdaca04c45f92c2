"""Training sessions with who came, their results and papers: of the poverty programme, of trades, of officers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .attached import Attached
from .people import Person
from .places import Unit
from .users import User


class TrainingKind(models.TextChoices):
    """What a session is of."""

    POVERTY = "poverty", "Tập huấn giảm nghèo"
    FARMING = "farming", "Kỹ thuật nông nghiệp"
    TRADE = "trade", "Dạy nghề"
    OFFICERS = "officers", "Bồi dưỡng cán bộ"
    CHILDREN = "children", "Công tác trẻ em"
    EQUALITY = "equality", "Bình đẳng giới"
    OTHER = "other", "Khác"


class TrainingSession(models.Model):
    """One session or course; ``cost`` in whole đồng."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="nơi tổ chức")
    kind = models.TextField(choices=TrainingKind.choices)
    title = models.TextField()
    programme = models.TextField(blank=True)
    part = models.TextField(blank=True)
    place = models.TextField()
    first_day = models.DateField()
    last_day = models.DateField()
    hours = models.SmallIntegerField()
    teacher = models.TextField()
    cost = models.BigIntegerField(default=0)
    source = models.TextField(blank=True)
    paper = models.TextField(help_text="kế hoạch, quyết định mở lớp")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        db_table = "training_session"
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="training_days_in_order"),
            models.CheckConstraint(condition=Q(hours__gt=0, cost__gte=0), name="training_counts"),
        ]


class Trainee(models.Model):
    """Somebody of a session: of the register, or named with the office they come from."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="trainees")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    office = models.TextField(blank=True, help_text="chức vụ, nơi làm việc, nơi ở")
    came = models.BooleanField(default=True)
    result = models.TextField(blank=True)

    class Meta:
        db_table = "training_trainee"
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="training_person_once"),
            models.UniqueConstraint(
                fields=["session", "name", "office"], name="training_name_once", condition=Q(person__isnull=True)
            ),
        ]


class TrainingFile(Attached):
    """A paper of a session as a scan or photo."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="files")

    class Meta:
        db_table = "training_file"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["session", "digest"], name="training_file_once")]

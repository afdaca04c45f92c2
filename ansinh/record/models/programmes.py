"""Programmes of an office, their rounds, the list of each commune, and the lines handed out or returned.

A ready programme is a file of the law room and has no row; a round keeps the text it was opened by, so that what is
changed later does not reach back.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .people import Household, Person
from .places import Unit
from .users import User


class Programme(models.Model):
    """A programme an office made; ``text`` is what ``law.programme`` reads. A changed one is a new row."""

    slug = models.SlugField(max_length=60)
    text = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="programmes", help_text="nơi lập chương trình")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "programmes_programme"
        ordering = ["slug", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "unit"], name="programmes_one_wording_at_a_time", condition=Q(replaced_at__isnull=True)
            )
        ]


class Round(models.Model):
    """One time a programme is carried out (đợt): for which month its question is asked, at which levels, by what paper.

    Of one ``campaign`` (quà Tết 2021) a person or household stands on one list, unless the programme says several.
    """

    slug = models.SlugField(max_length=60)
    text = models.TextField(help_text="lời chương trình khi mở đợt")
    title = models.TextField()
    campaign = models.TextField()
    month = models.IntegerField(help_text="tháng xét ai được hưởng")
    scope = models.ForeignKey(Unit, models.PROTECT, related_name="rounds")
    levels = models.JSONField(default=dict, help_text="nhóm: đồng cho một người hoặc hộ")
    basis = models.TextField(blank=True, help_text="văn bản quy định mức của đợt")
    source = models.TextField(blank=True)
    money = models.BigIntegerField(null=True, help_text="kinh phí được giao, đồng; trống: không giới hạn")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "programmes_round"
        ordering = ["-month", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(money__isnull=True) | Q(money__gte=0), name="programmes_money_is_some"),
            models.UniqueConstraint(fields=["slug", "scope", "title"], name="programmes_round_once"),
        ]


class Stage(models.TextChoices):
    """Where a commune's list stands, in the words officers know."""

    PREPARED = "prepared", "Đã lập"
    APPROVED = "approved", "Đã duyệt"
    HANDED = "handed", "Đang cấp phát"
    SETTLED = "settled", "Đã quyết toán"


STAGES: dict[str, tuple[str, ...]] = {
    Stage.PREPARED: (Stage.APPROVED,),
    Stage.APPROVED: (Stage.HANDED, Stage.SETTLED),
    Stage.HANDED: (Stage.SETTLED,),
    Stage.SETTLED: (),
}
"""Declared once; the acts, the database's trigger and the documentation read this table."""


class Sheet(models.Model):
    """The list of one commune in one round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stage = models.TextField(choices=Stage.choices, default=Stage.PREPARED)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    paper = models.TextField(blank=True, help_text="số văn bản phê duyệt")
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(null=True)

    class Meta:
        db_table = "programmes_sheet"
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="programmes_one_list_a_commune"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")), name="programmes_second_person"
            ),
        ]


class Given(models.TextChoices):
    """What became of a line."""

    LISTED = "listed", "Chưa cấp"
    HANDED = "handed", "Đã cấp"
    RETURNED = "returned", "Trả lại"
    STRUCK = "struck", "Đưa ra khỏi danh sách"


class Item(models.Model):
    """One line: whom it is for, by which group, how much. ``person`` receives for a household (its head)."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="items")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="given")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="given")
    group = models.TextField()
    also = models.JSONField(default=list, help_text="nhóm khác cũng thuộc")
    answers = models.JSONField(default=dict)
    amount = models.BigIntegerField()
    campaign = models.TextField()
    once = models.BooleanField(default=True)
    added_for = models.TextField(blank=True, help_text="lý do đưa thêm vào danh sách bằng tay")
    state = models.TextField(choices=Given.choices, default=Given.LISTED)
    on = models.DateField(null=True, help_text="ngày cấp, trả lại hoặc đưa ra")
    received_by = models.TextField(blank=True, help_text="người ký nhận thay")
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "programmes_item"
        indexes = [models.Index(fields=["person"], name="programmes_item_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="programmes_amount_is_not_negative"),
            models.UniqueConstraint(
                fields=["campaign", "person"], name="programmes_once_a_person",
                condition=Q(once=True, household__isnull=True) & ~Q(state="struck"),
            ),
            models.UniqueConstraint(
                fields=["campaign", "household"], name="programmes_once_a_household",
                condition=Q(once=True, household__isnull=False) & ~Q(state="struck"),
            ),
            models.UniqueConstraint(
                fields=["sheet", "person"], name="programmes_once_a_list", condition=~Q(state="struck")
            ),
        ]  # fmt: skip

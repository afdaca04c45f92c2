"""Decisions: drafted, signed with a number of the authority's own book, and what each does to whom.

A signed decision alone makes, changes or ends an award. Numbers run by authority, year and symbol without gaps: the
number is given in the transaction that signs, and the database refuses any other (record/sql/decisions.sql).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .assistance import Award, Kind
from .people import Person
from .places import Unit
from .users import User


class Drafted(models.TextChoices):
    """The states of a decision."""

    DRAFT = "draft", "Dự thảo, chờ ký"
    SIGNED = "signed", "Đã ký"
    DROPPED = "dropped", "Bỏ dự thảo"


DECISION_STATES: dict[str, tuple[str, ...]] = {
    Drafted.DRAFT: (Drafted.SIGNED, Drafted.DROPPED),
    Drafted.SIGNED: (),
    Drafted.DROPPED: (),
}
"""Declared once; the database's trigger holds the same."""


class Act(models.TextChoices):
    """What one line of a decision does."""

    AWARD = "award", "Hưởng"
    ADJUST = "adjust", "Điều chỉnh"
    STOP = "stop", "Thôi hưởng"
    SUSPEND = "suspend", "Tạm dừng"
    RESUME = "resume", "Chi trả lại"
    MOVE = "move", "Chuyển nơi chi trả"
    GRANT = "grant", "Trợ giúp một lần"
    LIST = "list", "Vào danh sách hằng năm"
    REFUSE = "refuse", "Từ chối"


class Series(models.Model):
    """The book of numbers of one authority, year and symbol; ``first`` is where An Sinh takes it up."""

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    symbol = models.TextField(default="QĐ-UBND")
    first = models.IntegerField(default=1, help_text="số đầu tiên cấp từ An Sinh; các số trước ở sổ giấy")
    last = models.IntegerField(default=0, help_text="số đã cấp gần nhất; 0 khi chưa cấp")

    class Meta:
        db_table = "decisions_series"
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "symbol"], name="decisions_series_once"),
            models.CheckConstraint(condition=Q(first__gte=1), name="decisions_series_first_positive"),
        ]


class Decision(models.Model):
    """One decision of one authority; ``communes`` say whom it tells of, for row-level security."""

    authority = models.ForeignKey(Unit, models.PROTECT, related_name="decisions")
    communes = ArrayField(models.BigIntegerField())
    act = models.TextField(choices=Act.choices)
    title = models.TextField(help_text="trích yếu")
    basis = models.JSONField(default=list, help_text="các căn cứ, mỗi dòng một câu")
    dossier = models.ForeignKey("record.Dossier", models.PROTECT, null=True, related_name="decisions")
    origin = models.TextField(default="dossier", help_text="dossier, age, event, decree, double: vì sao có dự thảo này")
    note = models.TextField(blank=True, help_text="điều người soạn ghi thêm; không in")
    state = models.TextField(choices=Drafted.choices, default=Drafted.DRAFT)
    year = models.SmallIntegerField(null=True)
    symbol = models.TextField(default="QĐ-UBND")
    number = models.IntegerField(null=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    signer_name = models.TextField(blank=True)
    signer_title = models.TextField(blank=True)
    dropped_reason = models.TextField(blank=True)
    document = models.BinaryField(null=True, help_text="văn bản .docx như đã ký")
    digest = models.TextField(blank=True, help_text="SHA-256 của văn bản")

    class Meta:
        db_table = "decisions_decision"
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "symbol", "number"], name="decisions_number_once",
                condition=Q(number__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(state="signed", number__isnull=False, year__isnull=False, signed_on__isnull=False)
                | (~Q(state="signed") & Q(number__isnull=True)),
                name="decisions_number_when_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(signed_by=models.F("drafted_by")),
                name="decisions_signed_by_somebody_else",
            ),
        ]  # fmt: skip

    @property
    def number_text(self) -> str:
        """``12/QĐ-UBND``; empty until it is signed."""
        return f"{self.number}/{self.symbol}" if self.number else ""


DIED_ON = "died_on"
"""Beside the law's facts a line may carry the day of a death that is not recorded yet (2026-05-31)."""

RECEIVER = "receiver"
"""Beside them, of a funeral grant: who buried the person and is paid (name, relation, number, way, account, bank)."""


class Effect(models.Model):
    """One line of a decision: what it does to one person's award, from which month, and by which ruling."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="effects")
    person = models.ForeignKey(Person, models.PROTECT, related_name="effects")
    act = models.TextField(choices=Act.choices)
    kind = models.TextField(choices=Kind.choices)
    code = models.TextField(blank=True)
    award = models.ForeignKey(Award, models.PROTECT, null=True, related_name="effects")
    from_month = models.IntegerField(help_text="tháng đầu tiên quyết định có tác dụng")
    until_month = models.IntegerField(null=True)
    amount = models.BigIntegerField(default=0, help_text="mức hằng tháng hoặc một lần, đồng")
    old_code = models.TextField(blank=True)
    old_amount = models.BigIntegerField(null=True)
    ruling = models.JSONField(default=dict, help_text="vì sao, như luật trả lời")
    because = models.JSONField(default=list, help_text="các câu dẫn điều, khoản in trong quyết định")
    reason = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="nơi chuyển đến")
    village = models.TextField(blank=True)
    pay_back = models.BooleanField(default=False, help_text="chi trả lại có chi bù các tháng tạm dừng")
    provisional = models.BooleanField(default=False)
    facts = models.JSONField(default=dict, help_text="dữ kiện hồ sơ khai, ghi vào sổ khi ký")

    class Meta:
        db_table = "decisions_effect"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="decisions_effect_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(until_month__isnull=True) | Q(until_month__gt=models.F("from_month")),
                name="decisions_effect_has_months",
            ),
        ]


class Template(models.Model):
    """A Word template an office put in the place of the one that comes with An Sinh."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.TextField(help_text="tên mẫu, như trong world/documents/templates")
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "decisions_template"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], name="decisions_template_one_in_use", condition=Q(replaced_at__isnull=True)
            )
        ]

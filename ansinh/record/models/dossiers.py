"""Dossiers: what was asked, with which papers, who holds it at which step, and how long it has taken."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .people import Person
from .places import Unit
from .users import User


class Standing(models.TextChoices):
    """The states of a dossier, in the words officers know."""

    DRAFT = "draft", "Nháp"
    OPEN = "open", "Đã tiếp nhận và đang xử lý"
    PAPERS = "papers", "Chờ bổ sung hồ sơ"
    READY = "ready", "Có kết quả chờ trả"
    DONE = "done", "Đã trả kết quả"
    WITHDRAWN = "withdrawn", "Đã rút hồ sơ"


DOSSIER_STATES: dict[str, tuple[str, ...]] = {
    Standing.DRAFT: (Standing.OPEN, Standing.WITHDRAWN),
    Standing.OPEN: (Standing.PAPERS, Standing.READY, Standing.WITHDRAWN),
    Standing.PAPERS: (Standing.OPEN, Standing.READY, Standing.WITHDRAWN),
    Standing.READY: (Standing.DONE,),
    Standing.DONE: (),
    Standing.WITHDRAWN: (),
}
"""Declared once; the database's trigger holds the same."""


class Outcome(models.TextChoices):
    NONE = "", "Chưa có kết quả"
    GRANTED = "granted", "Đồng ý"
    REFUSED = "refused", "Từ chối"


class Dossier(models.Model):
    """One application. ``procedure`` is a slug of law/procedures, read as it stood on ``procedure_on``."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dossiers", help_text="xã nơi cư trú, nơi tiếp nhận")
    holder = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="xã giữ từ khi đổi cấp")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", help_text="xã chuyển đến")
    year = models.SmallIntegerField()
    number = models.IntegerField(null=True, help_text="số hồ sơ trong năm của xã; có khi tiếp nhận")
    procedure = models.TextField()
    procedure_on = models.DateField(help_text="ngày tiếp nhận: thủ tục áp dụng theo ngày này")
    group = models.TextField(blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="dossiers")
    applicant_name = models.TextField(blank=True)
    applicant_relation = models.TextField(blank=True)
    applicant_phone = models.TextField(blank=True)
    channel = models.TextField(
        default="direct", choices=[("direct", "trực tiếp"), ("post", "bưu chính"), ("online", "trực tuyến")]
    )
    answers = models.JSONField(default=dict, help_text="điều người nộp khai, như biểu mẫu hỏi")
    state = models.TextField(choices=Standing.choices, default=Standing.DRAFT)
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.NONE, blank=True)
    step = models.TextField(blank=True, help_text="bước đang giữ, như law/procedures gọi")
    received_on = models.DateField(null=True)
    step_since = models.DateField(null=True)
    due_on = models.DateField(null=True, help_text="hạn trả kết quả")
    step_due_on = models.DateField(null=True, help_text="hạn của bước")
    stopped_since = models.DateField(null=True, help_text="ngày dừng tính hạn vì thiếu giấy tờ")
    posted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    refusal = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "dossiers_dossier"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="dossiers_by_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="dossiers_number_once", condition=Q(number__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(number__isnull=False, received_on__isnull=False, person__isnull=False),
                name="dossiers_received_with_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "done"]) | ~Q(outcome=""), name="dossiers_ready_with_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(refusal=""), name="dossiers_refused_in_writing"
            ),
        ]

    @property
    def place(self) -> Unit:
        """The commune that holds it: the receiving one, or what holds it since the tiers changed."""
        return self.unit if self.holder is None else self.holder

    @property
    def code(self) -> str:
        """``17/2026`` within its commune; empty while it is a draft."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def whole_code(self) -> str:
        """``17/2026 · Xã Quang Hưng``: alone it is alike in every commune; empty while it is a draft."""
        return f"{self.code} · {self.unit}" if self.number else ""

    @property
    def file_code(self) -> str:
        """The same in a file's name: ``17-2026``."""
        return self.code.replace("/", "-") or str(self.pk)


class Paper(models.Model):
    """One paper of the checklist of a dossier: handed in, looked up instead, or missing."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="papers")
    name = models.TextField(help_text="tên trong law/procedures")
    state = models.TextField(
        default="missing",
        choices=[("missing", "còn thiếu"), ("given", "đã nộp"), ("looked_up", "đã tra cứu trong cơ sở dữ liệu")],
    )
    note = models.TextField(blank=True)

    class Meta:
        db_table = "dossiers_paper"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["dossier", "name"], name="dossiers_paper_once")]


class File(models.Model):
    """A scan or photo of a paper; type and size were checked when it came (world/documents)."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="files")
    paper = models.TextField(blank=True)
    name = models.TextField()
    mime = models.TextField()
    size = models.IntegerField()
    digest = models.TextField()
    content = models.BinaryField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "dossiers_file"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["dossier", "digest"], name="dossiers_file_once")]


class Move(models.Model):
    """One thing that happened to a dossier; append-only."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="moves")
    what = models.TextField(
        choices=[
            ("receive", "tiếp nhận"), ("forward", "chuyển bước"), ("back", "trả lại"), ("ask", "yêu cầu bổ sung"),
            ("complete", "đã bổ sung"), ("post", "niêm yết"), ("complain", "có khiếu nại"),
            ("answer", "trả lời khiếu nại"),
            ("draft", "dự thảo quyết định"), ("sign", "ký quyết định"), ("refuse", "từ chối"),
            ("hand_over", "trả kết quả"),
            ("withdraw", "rút hồ sơ"), ("note", "ghi chú"), ("over", "chuyển sang cơ quan mới"),
        ]
    )  # fmt: skip
    from_step = models.TextField(blank=True)
    to_step = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "dossiers_move"
        ordering = ["pk"]


class DayOff(models.Model):
    """A day off or a swapped working day an office entered for a year (nghỉ bù, làm bù)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    works = models.BooleanField(default=False, help_text="ngày làm bù; nếu không thì ngày nghỉ")
    basis = models.TextField(help_text="thông báo nghỉ lễ của năm")

    class Meta:
        db_table = "dossiers_day_off"
        constraints = [models.UniqueConstraint(fields=["unit", "on"], name="dossiers_day_off_once")]


class Limit(models.Model):
    """Days an office set for a procedure of which the law, as known, fixes none."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    procedure = models.TextField()
    days = models.SmallIntegerField(help_text="ngày làm việc")
    basis = models.TextField(help_text="quyết định công bố thủ tục của tỉnh")
    from_day = models.DateField()

    class Meta:
        db_table = "dossiers_limit"
        constraints = [
            models.UniqueConstraint(fields=["unit", "procedure", "from_day"], name="dossiers_limit_once"),
            models.CheckConstraint(condition=Q(days__gt=0), name="dossiers_limit_positive"),
        ]

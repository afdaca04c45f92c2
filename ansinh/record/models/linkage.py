"""Who stands twice: lists from outside and their rows, pairs that may be one person, and people merged into one.

Nothing here merges by itself: a pair waits until somebody decides it, and a merge keeps all it did, so that it can be
taken back. ``communes`` of a list say whom it may tell of, as with imports.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .people import Person


class ListKind(models.TextChoices):
    """What a list from outside is of."""

    PENSION = "pension", "Người hưởng lương hưu, trợ cấp BHXH (Bảo hiểm xã hội)"
    MERIT = "merit", "Người hưởng ưu đãi người có công"
    ELSEWHERE = "elsewhere", "Người đang hưởng trợ cấp xã hội ở nơi khác"
    DEATHS = "deaths", "Người đã chết (hộ tịch)"


class OutsideList(models.Model):
    """One list sent in: what it is of, the file, and how many people it names."""

    kind = models.TextField(choices=ListKind.choices)
    name = models.TextField()
    digest = models.TextField()
    people = models.IntegerField(default=0)
    nameless = models.IntegerField(default=0, help_text="dòng không đọc được họ tên")
    by = models.ForeignKey("record.User", models.PROTECT, null=True)
    at = models.DateTimeField(auto_now_add=True)
    communes = ArrayField(models.BigIntegerField(), null=True)

    class Meta:
        db_table = "linkage_list"
        ordering = ["-at"]


class OutsideRow(models.Model):
    """One person of such a list who may be somebody of the register; the others are not kept."""

    source = models.ForeignKey(OutsideList, models.CASCADE, related_name="rows")
    sheet = models.TextField()
    row = models.IntegerField()
    full_name = models.TextField()
    sex = models.TextField(null=True)
    birth = models.TextField(blank=True)
    number = models.TextField(blank=True)
    old_number = models.TextField(blank=True)
    place = models.TextField(blank=True)
    from_month = models.IntegerField(null=True)
    died_on = models.DateField(null=True)

    class Meta:
        db_table = "linkage_row"
        constraints = [models.UniqueConstraint(fields=["source", "sheet", "row"], name="linkage_row_once")]


class PairState(models.TextChoices):
    OPEN = "open", "Chờ xem"
    ASKED = "asked", "Đã hỏi lại xã"
    SAME = "same", "Cùng một người"
    DIFFERENT = "different", "Hai người khác nhau"


class Pair(models.Model):
    """Two people of the register, or one of them and a row from outside: how alike, why, and what was decided."""

    left = models.ForeignKey(Person, models.CASCADE, related_name="pairs_left")
    right = models.ForeignKey(Person, models.CASCADE, null=True, related_name="pairs_right")
    row = models.ForeignKey(OutsideRow, models.CASCADE, null=True, related_name="pairs")
    score = models.IntegerField(help_text="phần trăm bit")
    sure = models.BooleanField(help_text="rất giống; nếu không thì cần xem")
    held = models.TextField(blank=True, help_text="quy tắc giữ lại: twins, homonyms …")
    why = models.JSONField(default=list)
    state = models.TextField(choices=PairState.choices, default=PairState.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey("record.User", models.PROTECT, null=True)
    decided_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "linkage_pair"
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["state", "-score"], name="linkage_pair_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(right__isnull=False, row__isnull=True, left__lt=F("right"))
                | Q(right__isnull=True, row__isnull=False),
                name="linkage_pair_of_two",
            ),
            models.UniqueConstraint(fields=["left", "right"], name="linkage_pair_people_once"),
            models.UniqueConstraint(fields=["left", "row"], name="linkage_pair_row_once"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_at__isnull=False), name="linkage_pair_decided_by_somebody"
            ),
            models.CheckConstraint(condition=~Q(state="asked", reason=""), name="linkage_pair_asked_why"),
        ]


class Merge(models.Model):
    """Two records of one person made one: which stays, what was moved, and, when it was wrong, who took it back."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges_kept")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="merges_gone")
    month = models.IntegerField(help_text="từ tháng này mọi chế độ ở hồ sơ giữ lại")
    done = models.JSONField(default=dict, help_text="những gì lần gộp đã đổi, để hoàn lại")
    reason = models.TextField(blank=True)
    by = models.ForeignKey("record.User", models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey("record.User", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        db_table = "linkage_merge"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], name="linkage_merge_once", condition=Q(undone_at__isnull=True)),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="linkage_merge_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason=""),
                name="linkage_merge_undone_why",
            ),
        ]

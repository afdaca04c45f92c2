"""People, their households, where they live, what is known of them and who collects for them."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from .places import Unit


class IdentityStatus(models.TextChoices):
    """The six statuses officers know from the check of identity numbers."""

    NOT_SENT = "not_sent", "Chưa gửi rà soát"
    WAITING = "waiting", "Chờ xác thực"
    VERIFIED = "verified", "Đã xác thực"
    DIFFERS = "differs", "Lệch thông tin"
    NOT_FOUND = "not_found", "Không thấy thông tin"
    NO_NUMBER = "no_number", "Không có CCCD"


class Sex(models.TextChoices):
    MALE = "male", "nam"
    FEMALE = "female", "nữ"


class PayBy(models.TextChoices):
    """How the money reaches the person; a new way comes last, since lines and vouchers keep its place in this order."""

    POST = "post", "Bưu điện (tiền mặt)"
    BANK = "bank", "Tài khoản ngân hàng"


class Household(models.Model):
    unit = models.ForeignKey(Unit, models.PROTECT)
    village = models.TextField(blank=True)
    code = models.TextField(blank=True)
    head = models.TextField(blank=True)

    class Meta:
        db_table = "people_household"


class Person(models.Model):
    """One person, once. A birth may be known to the year, or to the month."""

    full_name = models.TextField()
    name_folded = models.TextField(help_text="không dấu, chữ thường: để tìm")
    name_sort = models.TextField(help_text="tên trước, họ sau: để xếp")
    sex = models.TextField(choices=Sex.choices, null=True)
    birth_year = models.SmallIntegerField(null=True)
    birth_month = models.SmallIntegerField(null=True)
    birth_day = models.SmallIntegerField(null=True)
    ethnicity = models.TextField(blank=True)
    identity_number = models.TextField(null=True)
    old_number = models.TextField(null=True)
    identity_status = models.TextField(choices=IdentityStatus.choices, default=IdentityStatus.NOT_SENT)
    phone = models.TextField(blank=True)
    household = models.ForeignKey(Household, models.SET_NULL, null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, help_text="nơi cư trú hiện nay", related_name="people")
    village = models.TextField(blank=True)
    died_on = models.DateField(null=True)
    pay_by = models.TextField(choices=PayBy.choices, default=PayBy.POST)
    note = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", db_index=False,
        help_text="hồ sơ giữ lại, khi hai hồ sơ là một người",
    )  # fmt: skip
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_person"
        indexes = [
            GinIndex(name="people_person_name_trigrams", fields=["name_folded"], opclasses=["gin_trgm_ops"]),
            models.Index(fields=["unit", "name_sort"], name="people_person_by_unit"),
            models.Index(fields=["old_number"], name="people_person_old_number"),
            models.Index(fields=["birth_year"], name="people_person_birth_year"),
            models.Index(fields=["birth_year", "birth_month", "birth_day"], name="people_person_birth"),
            models.Index(
                fields=["merged_into"], name="people_person_by_merged", condition=Q(merged_into__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["identity_number"], name="people_person_one_live_number",
                condition=Q(identity_number__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(identity_number__isnull=True) | Q(identity_number__regex=r"^\d{12}$"),
                name="people_person_number_has_12_digits",
            ),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True, birth_day__isnull=True)
                | Q(birth_year__isnull=False, birth_month__range=(1, 12)),
                name="people_person_birth_from_the_year_down",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.full_name

    @property
    def birth_text(self) -> str:
        """The birth as it is known: ``1938``, ``05/1938`` or ``01/05/1938``."""
        parts = [
            f"{self.birth_day:02}" if self.birth_day else "",
            f"{self.birth_month:02}" if self.birth_month else "",
        ]
        return "/".join([part for part in parts if part] + [str(self.birth_year or "")])


class Residence(models.Model):
    """Where a person lived, from which month; the map may have changed meanwhile (places_change)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="residences")
    unit = models.ForeignKey(Unit, models.PROTECT)
    village = models.TextField(blank=True)
    from_month = models.IntegerField()
    until_month = models.IntegerField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_residence"
        ordering = ["from_month"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_month__isnull=True) | Q(until_month__gt=F("from_month")),
                name="people_residence_has_months",
            )
        ]


class Fact(models.Model):
    """One thing the law asks of a person, valid for months [from, until), believed from recorded to superseded.

    ``kind`` is a field name of ``law.facts.Facts``; ``value`` what that field takes, as JSON.
    A correction supersedes the row it corrects; a change ends it and begins another.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="facts")
    kind = models.TextField()
    value = models.JSONField()
    from_month = models.IntegerField()
    until_month = models.IntegerField(null=True)
    source = models.TextField(blank=True, help_text="giấy tờ, danh sách hoặc người cung cấp")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey("record.User", models.PROTECT, null=True)

    class Meta:
        db_table = "people_fact"
        ordering = ["from_month", "id"]
        indexes = [models.Index(fields=["person", "kind"], name="people_fact_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_month__isnull=True) | Q(until_month__gt=F("from_month")),
                name="people_fact_has_months",
            )
        ]


class Collector(models.Model):
    """The person authorised to collect for somebody who cannot come (người nhận thay)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="collectors")
    full_name = models.TextField()
    relation = models.TextField(blank=True)
    identity_number = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    from_month = models.IntegerField()
    until_month = models.IntegerField(null=True)

    class Meta:
        db_table = "people_collector"


class Account(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="accounts")
    number = models.TextField()
    holder = models.TextField()
    bank = models.TextField()
    branch = models.TextField(blank=True)
    from_month = models.IntegerField()
    until_month = models.IntegerField(null=True)

    class Meta:
        db_table = "people_account"

"""Who works here: a role, and the branch of the map each covers."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from .places import Unit


class Role(models.TextChoices):
    OFFICER = "officer", "Cán bộ nghiệp vụ"
    APPROVER = "approver", "Người duyệt"
    AUDITOR = "auditor", "Kiểm tra, giám sát"
    ADMINISTRATOR = "administrator", "Quản trị"


class User(AbstractUser):
    role = models.TextField(choices=Role.choices, default=Role.OFFICER)
    places = models.ManyToManyField(Unit, db_table="users_place", blank=True, related_name="users")
    password_is_given = models.BooleanField(
        default=False, help_text="mật khẩu do người quản trị giao, phải đổi ở lần đăng nhập đầu"
    )
    protects_children = models.BooleanField(
        default=False, help_text="được giao làm công tác bảo vệ trẻ em: xem và làm các vụ việc"
    )

    class Meta:
        db_table = "users_user"

    @property
    def full_name_vi(self) -> str:
        """Family name first, as Vietnamese names are said."""
        return f"{self.last_name} {self.first_name}".strip() or self.username

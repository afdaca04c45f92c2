"""The first administrator is made at the server, with a password shown once."""

import re

import pytest
from click.testing import CliRunner

from ansinh.jobs.cli import cli
from ansinh.record.models.users import Role, User


@pytest.mark.django_db
def test_the_first_administrator_is_made_with_a_password_to_be_changed() -> None:
    told = CliRunner().invoke(cli, ["user", "add", "quan.tri", "--name", "Phạm Văn Quân", "--place", "33"])
    assert told.exit_code == 0, told.output
    user = User.objects.get(username="quan.tri")
    assert (user.role, user.full_name_vi, user.password_is_given) == (Role.ADMINISTRATOR, "Phạm Văn Quân", True)
    assert user.check_password(re.search(r"lần này: (\S+)", told.output)[1])
    again = CliRunner().invoke(cli, ["user", "add", "Quan.Tri", "--name", "X", "--place", "33"])
    assert again.exit_code == 1 and "Đã có người dùng" in again.output


@pytest.mark.django_db
def test_a_place_that_is_off_the_map_is_refused() -> None:
    told = CliRunner().invoke(cli, ["user", "add", "x", "--name", "X", "--place", "333"])
    assert told.exit_code == 2 and "không có đơn vị mang mã 333" in told.output and not User.objects.exists()

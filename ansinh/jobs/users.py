"""``ansinh user``: the first administrator, made at the server; everybody else is added on the page Người dùng."""

from __future__ import annotations

import click

from ansinh.jobs import setup


@click.group(help="Người dùng: thêm người quản trị đầu tiên.")
def user() -> None:
    """Who works here."""


@user.command()
@click.argument("username", metavar="TÊN_ĐĂNG_NHẬP")
@click.option("--name", required=True, help="Họ và tên, ví dụ “Phạm Văn Quân”.")
@click.option("--place", "codes", multiple=True, required=True, help="Mã đơn vị được giao; ghi nhiều lần cũng được.")
@click.option("--role", type=click.Choice(["administrator", "officer", "approver", "auditor"]), show_default=True,
              default="administrator", help="Vai trò: quản trị, cán bộ, người duyệt, kiểm tra.")  # fmt: skip
def add(username: str, name: str, codes: tuple[str, ...], role: str) -> None:
    """Thêm một người dùng; mật khẩu do máy rút, in ra một lần, phải đổi ở lần đăng nhập đầu."""
    setup.django()
    from django.utils import timezone

    from ansinh.acts import permit, places, users
    from ansinh.record.models.places import Unit
    from ansinh.record.models.users import User

    with permit.everywhere("ansinh user add"):
        places.load()
        found = list(Unit.objects.valid_on(timezone.localdate()).filter(code__in=codes))
        if missing := set(codes) - {unit.code for unit in found}:
            raise click.BadParameter(
                f"hôm nay không có đơn vị mang mã {', '.join(sorted(missing))}", param_hint="--place"
            )
        if User.objects.filter(username__iexact=username).exists():
            raise click.ClickException(f"Đã có người dùng tên “{username}”.")
        last, _, first = name.strip().rpartition(" ")
        password = users.drawn_password()
        users.make(
            username=username, password=password, role=role, places=found, by=None, last_name=last, first_name=first,
            given=True,
        )  # fmt: skip
    click.echo(f"Đã thêm {name} ({username}), địa bàn: {', '.join(map(str, found))}.")
    click.echo(f"Mật khẩu, chỉ hiện lần này: {password}")

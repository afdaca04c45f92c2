"""``ansinh serve``: the site, served by granian."""

from __future__ import annotations

import click
from django.conf import settings

from ansinh.jobs import setup


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ nghe.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="Cổng nghe.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Số tiến trình.")
def serve(host: str, port: int, workers: int) -> None:
    """Mở trang An Sinh cho trình duyệt.

    Tên miền, proxy, khóa bí mật… đặt bằng biến môi trường: xem docs/serving.md.
    """
    setup.django()
    from granian import Granian
    from granian.constants import Interfaces

    from ansinh.acts import users

    click.echo(f"An Sinh: http://{'localhost' if host == '127.0.0.1' else host}:{port}/")
    if settings.DEMO:
        click.echo("Đăng nhập thử (mật khẩu " + users.DEMO_PASSWORD + "):")
        for one in (*users.DEMO, *users.DEMO_PROVINCE):
            click.echo(f"  {one.username:<10} {one.last_name} {one.first_name}: {one.role.label}")
    click.echo("Dừng bằng Ctrl+C.")
    Granian("ansinh.pages.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers,
            blocking_threads=8, log_access=False).serve()  # fmt: skip

"""The lists that leave the office: one file a channel (Post, bank), found by its CODE.

A channel is a module of this folder that has the attributes of :class:`Channel`. Nothing else names it.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO, Protocol, cast

from ansinh.world.payments.listing import PaymentLine, PaymentList


class Channel(Protocol):
    """What a channel's module holds: code, Vietnamese name, the ways of payment it carries, files."""

    CODE: str
    NAME: str
    PAYS: frozenset[str]

    def problems(self, lines: Iterable[PaymentLine]) -> list[str]:
        """What this channel cannot pay as it stands, a Vietnamese sentence each."""
        ...

    def write_xlsx(self, payment_list: PaymentList, to: BinaryIO) -> None:
        """The workbook the channel works from."""
        ...

    def write_pdf(self, payment_list: PaymentList, to: BinaryIO) -> None:
        """The printed list with its signatures, A4."""
        ...


@cache
def channels() -> Mapping[str, Channel]:
    """Every channel of this folder by its code, in order of code."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules([str(Path(__file__).parent)]))
    found = [cast(Channel, module) for module in modules if hasattr(module, "CODE")]
    return {channel.CODE: channel for channel in sorted(found, key=lambda channel: channel.CODE)}


def channel_that_pays(pay_by: str) -> Channel:
    """The channel that carries a way of payment ("cash", "account", "wallet"). KeyError if none."""
    for channel in channels().values():
        if pay_by in channel.PAYS:
            return channel
    raise KeyError(f"Không có kênh chi trả nào cho hình thức “{pay_by}”")

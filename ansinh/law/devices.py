"""Orthopaedic devices for people with merit: what each is paid at, and the year from which it may be had again.

The table is `devices.toml` in the folder of the decree that has it; nothing else names it.
"""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from ansinh.law.decree import PROVISIONAL_MARKS, Place, read_place
from ansinh.law.month import Month


class Device(NamedTuple):
    """One device or yearly item: whole đồng, and how many years it serves. `yearly`: money paid every year."""

    code: str
    name: str
    amount: int
    years: int
    yearly: bool
    start: Month
    at: Place
    decree: str
    mark: str

    @property
    def provisional(self) -> bool:
        """Whether nobody has read it in an official text."""
        return self.mark in PROVISIONAL_MARKS


def devices(month: Month) -> tuple[Device, ...]:
    """The table of a month, in the decree's order: the latest that has begun. Empty before any is known."""
    begun = [table for table in _tables() if table[0].start <= month]
    return max(begun, key=lambda table: table[0].start, default=())


def device(code: str, month: Month) -> Device:
    """One device as it is paid in a month. Raises LookupError with the code that is not in the table."""
    found = next((one for one in devices(month) if one.code == code), None)
    if found is None:
        raise LookupError(f"Tháng {month.vi} không có dụng cụ “{code}” trong bảng.")
    return found


def next_year(one: Device, given: int | None) -> int | None:
    """The first year in which it may be had again after the year it was last given; None: never given, due now."""
    return None if given is None else given + one.years


def due_in(one: Device, year: int, given: int | None) -> bool:
    """Whether it may be had in a year, by the year it was last given."""
    first = next_year(one, given)
    return first is None or first <= year


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[Device, ...], ...]:
    folders = resources.files("ansinh.law").joinpath("decrees").iterdir()
    texts = [folder.joinpath("devices.toml") for folder in folders if folder.is_dir()]
    return tuple(_read(text.read_text("utf-8")) for text in texts if text.is_file())


def _read(text: str) -> tuple[Device, ...]:
    table = tomllib.loads(text)
    same = (Month.parse(table["from"]), read_place(table["at"]), table["number"], table["mark"])
    return tuple(
        Device(row["code"], row["name"], row["amount"], row["years"], row.get("yearly", False), *same)
        for row in table["device"]
    )

"""The reports offices write: which places write them for which periods, and what is told in words, each a file.

A form goes with a Word template of its name (`report_<template>`); what is in it beyond numbers is typed by the office.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ansinh.law.indicator import SUBJECTS
from ansinh.law.report_periods import KINDS


class Section(NamedTuple):
    """A part told in words: its name in the template, what it is, a help for whoever types it."""

    code: str
    title: str
    help: str


@dataclass(frozen=True)
class ReportForm:
    """One form. ``subject``: it is a table of that subject's indicators; ``office``: the bureau that writes it."""

    code: str
    title: str
    about: str
    template: str
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    symbol: str
    office: str
    signer: str
    subject: str
    sections: tuple[Section, ...]

    @property
    def called(self) -> str:
        """What its template is called: one for all subjects, else by its title."""
        return "Báo cáo một lĩnh vực (tháng, quý, năm)" if self.subject else self.title

    def fits(self, level: str, kind: str) -> bool:
        """Whether a place of a level writes it for a kind of period."""
        return level in self.levels and kind in self.kinds


@lru_cache(maxsize=1)
def report_forms() -> Mapping[str, ReportForm]:
    """Every form by its code. Raises ``ValueError`` for a wrong file."""
    folder = resources.files("ansinh.law").joinpath("report_forms")
    found = [
        _read(entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text("utf-8")))
        for entry in folder.iterdir() if entry.name.endswith(".toml")
    ]  # fmt: skip
    return {one.code: one for one in sorted(found, key=lambda one: (one.subject, one.title))}


def report_form(code: str) -> ReportForm:
    """Raises ``LookupError`` with a sentence."""
    if (found := report_forms().get(code)) is None:
        raise LookupError("Không có mẫu báo cáo ấy.")
    return found


def _read(code: str, data: dict[str, Any]) -> ReportForm:
    form = ReportForm(
        code, data["title"], data["about"], data["template"], tuple(data["levels"]), tuple(data["kinds"]),
        data.get("symbol", "BC"), data.get("office", ""), data.get("signer", ""), data.get("subject", ""),
        tuple(Section(one["code"], one["title"], one.get("help", "")) for one in data.get("section", [])),
    )  # fmt: skip
    if set(form.kinds) - set(KINDS) or (form.subject and form.subject not in SUBJECTS):
        raise ValueError(f"{code}: kỳ hoặc lĩnh vực không có")
    return form

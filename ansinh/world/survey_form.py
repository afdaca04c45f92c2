"""Electronic forms for ODK Collect and KoboToolbox: an XLSForm of questions and choices, the XForm telephones read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import xlsxwriter
from pyxform.xls2xform import convert

Row = Mapping[str, str]
SURVEY = ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "appearance",
          "choice_filter", "calculation")  # fmt: skip
"""The columns of a question."""

CHOICES = ("list_name", "name", "label", "village")
"""The columns of an answer to choose; ``village`` narrows the households."""


class XlsForm(NamedTuple):
    """A form: its title and code, what it asks and what can be chosen."""

    title: str
    code: str
    version: str
    questions: Sequence[Row]
    choices: Sequence[Row]


def xlsform(form: XlsForm) -> bytes:
    """The form as the workbook that ODK Central and KoboToolbox take."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    _sheet(book, "survey", SURVEY, form.questions)
    _sheet(book, "choices", CHOICES, form.choices)
    settings = {"form_title": form.title, "form_id": form.code, "version": form.version, "default_language": "vi"}
    _sheet(book, "settings", tuple(settings), [settings])
    book.close()
    return out.getvalue()


def xform(form: XlsForm) -> str:
    """The form as telephones read it. Raises ``pyxform.errors.PyXFormError`` for a form that is none."""
    made = convert(io.BytesIO(xlsform(form)), validate=False, pretty_print=True, file_type=".xlsx")
    return str(made.xform)


def _sheet(book: xlsxwriter.Workbook, name: str, heads: Sequence[str], rows: Sequence[Row]) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, heads)
    for at, row in enumerate(rows, 1):
        for column, head in enumerate(heads):
            if row.get(head):
                sheet.write_string(at, column, row[head])

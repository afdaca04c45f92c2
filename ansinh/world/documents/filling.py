"""A Word template filled in: the template's bytes and the fields' values give the document's bytes.

A template is a .docx in which ``{{ name }}`` stands where a value goes and ``{% for %}``, ``{% if %}`` where rows
repeat or fall away. An office may put its own in the place of ours, so a template is read as something a stranger
sent: it reaches the values it is given and nothing else. The same template and values always give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, UndefinedError
from jinja2.sandbox import SecurityError

from ansinh.world.documents.checking import BadTemplate, check
from ansinh.world.documents.closed import Closed

__all__ = ["BadTemplate", "named", "render", "settled", "standard", "standard_names"]

_TEMPLATES = Path(__file__).parent / "templates"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MADE = (2020, 3, 5, 0, 0, 0)
"""The time of every part of the package: the day of decree 30/2020, not the day of printing."""


def standard(name: str) -> bytes:
    """The template that comes with An Sinh. KeyError when there is none of that name."""
    if name not in standard_names():
        raise KeyError(name)
    return (_TEMPLATES / f"{name}.docx").read_bytes()


@cache
def standard_names() -> tuple[str, ...]:
    """The names of the templates that come with An Sinh, in order."""
    return tuple(sorted(path.stem for path in _TEMPLATES.glob("*.docx")))


def render(
    template: bytes, fields: Mapping[str, Any], filters: Mapping[str, Callable[..., str]] | None = None
) -> bytes:  # fmt: skip
    """The document: ``template`` (.docx) with ``fields`` (text, numbers, booleans, lists and mappings of these).

    ``filters``: ways of writing a value that this kind of paper has beyond the usual ones. A line break in a value is a
    line break on paper. Raises ``BadTemplate`` with a sentence for whoever sent it.
    """
    check(template)
    try:
        document = DocxTemplate(io.BytesIO(template))
        pages = [deepcopy(page._sectPr) for page in document.get_docx().sections]
        document.render(_writable(dict(fields)), Closed(filters or {}), autoescape=True)
        _keep_upright(document, pages)
        filled = io.BytesIO()
        document.save(filled)
    except UndefinedError as error:
        raise BadTemplate(f"Mẫu văn bản hỏi một mục không có{_quoted(error)}: xem tên các mục ở mẫu đi kèm.") from error
    except SecurityError as error:
        raise BadTemplate(
            "Mẫu văn bản chỉ điền chữ và lặp hàng: bỏ phép tính, lệnh gọi, hàng lặp lồng nhau quá nhiều ở chỗ điền."
        ) from error
    except TemplateError as error:
        raise BadTemplate(
            f"Mẫu văn bản ghi sai chỗ điền{_quoted(error)}: mỗi “{{{{” cần “}}}}”, mỗi “for” cần “endfor”, mỗi “if” cần"
            " “endif”."
        ) from error
    except Exception as error:  # a stranger's file breaks in any way it likes
        raise BadTemplate("Mẫu văn bản không mở được: mở bằng Word, lưu thành .docx rồi gửi lại.") from error
    return settled(filled.getvalue())


def named(template: bytes, spaces: Collection[str]) -> set[tuple[str, str]]:
    """Which names of these spaces a template asks for: (space, name), in the body, head or foot. ``BadTemplate``."""
    check(template)
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    whole = [document.get_xml()]
    for section in document.get_docx().sections:
        whole += [str(part._element.xml) for part in (section.header, section.footer)]
    asked = re.compile(rf"\b({'|'.join(sorted(spaces))})\.([a-z][a-z0-9_]*)")
    return {(one[0], one[1]) for text in whole for one in asked.findall(document.patch_xml(text))}


def _keep_upright(document: DocxTemplate, pages: Sequence[Any]) -> None:
    """When the list on its side fell away, what is left lies as the template's first page does."""
    left = document.docx.sections
    if len(pages) > 1 and len(left) == 1:
        last = left[0]._sectPr
        last.getparent().replace(last, pages[0])


def _quoted(error: TemplateError) -> str:
    """The word of the template an error names, in Vietnamese marks; empty when it names none."""
    named = re.findall(r"'([^']{1,60})'", error.message or "")
    return f" (“{named[-1]}”)" if named else ""


def settled(document: bytes) -> bytes:
    """The same package with one time on all its parts, so that the same contents are the same bytes."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(zipfile.ZipInfo(part.filename, _MADE), before.read(part), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _writable(value: Any) -> Any:
    """The value without the characters a Word file cannot hold."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value)
    if isinstance(value, Mapping):
        return {name: _writable(one) for name, one in value.items()}
    return [_writable(one) for one in value] if isinstance(value, list | tuple) else value

"""What a Word file somebody sent may not hold: what runs, what is fetched from elsewhere, more than a paper is long."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from docx.oxml.parser import parse_xml

UNPACKED = 20 * 2**20
"""At most so many bytes of a template when unpacked: pages of text and a coat of arms."""

_RUNS = re.compile(r"(^|/)(vba|activeX|embeddings/)|\.bin$", re.IGNORECASE)
"""Parts of a Word file in which something runs."""

_FETCHING = frozenset(
    {"DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD"}
)
"""Word's own fields that fetch a file or start a program when the paper is opened."""


_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
UNCLOSED = "Mẫu văn bản ghi sai chỗ điền: mỗi “{{” cần “}}”, mỗi “for” cần “endfor”, mỗi “if” cần “endif”."


class BadTemplate(ValueError):
    """The template is no Word file, is broken, or asks for what there is not; the text says which."""


def check(template: bytes) -> None:
    """Whether this may be a template. Raises ``BadTemplate`` with a sentence for whoever sent it."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            if sum(part.file_size for part in package.infolist()) > UNPACKED:
                raise BadTemplate("Mẫu văn bản quá lớn: bỏ bớt ảnh rồi gửi lại.")
            if package.testzip() is not None:
                raise BadTemplate("Mẫu văn bản đã hỏng: mở bằng Word, lưu thành .docx rồi gửi lại.")
            _check_parts(package)
    except (
        zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error, SyntaxError,
        ValueError,
    ) as error:  # fmt: skip
        if isinstance(error, BadTemplate):
            raise
        raise BadTemplate("Tệp không phải văn bản Word (.docx): mở bằng Word, lưu thành .docx rồi gửi lại.") from error


def _check_parts(package: zipfile.ZipFile) -> None:
    """Nothing in a template runs, and nothing is fetched from elsewhere by whoever opens the paper."""
    names = package.namelist()
    if any(_RUNS.search(name) for name in names) or b"macroEnabled" in package.read("[Content_Types].xml"):
        raise BadTemplate("Mẫu văn bản có macro hoặc tệp nhúng: lưu lại thành .docx thường rồi gửi.")
    for name in names:
        if name.endswith(".rels"):
            fetches = _outside(parse_xml(package.read(name)))
        elif name.startswith("word/") and name.endswith(".xml"):
            part = parse_xml(package.read(name))
            fetches = any(_said(field) in _FETCHING for field in _fields(part))
            _check_closed("".join(part.itertext()))
        else:
            continue
        if fetches:
            raise BadTemplate("Mẫu văn bản gọi tệp hay ảnh từ nơi khác: chèn hẳn vào mẫu rồi gửi lại.")


def _check_closed(text: str) -> None:
    """Every place to fill in is closed before the next begins: looking for the end of thousands takes minutes."""
    inside = False
    for mark in _MARK.finditer(text):
        begins = mark[0].startswith("{")
        if begins and inside:
            raise BadTemplate(UNCLOSED)
        inside = begins
    if inside:
        raise BadTemplate(UNCLOSED)


def _outside(relations: Any) -> bool:
    """Whether something is fetched from elsewhere when the paper is opened; a link to click on is let be."""
    return any(
        one.get("TargetMode", "").lower() == "external" and not one.get("Type", "").endswith("/hyperlink")
        for one in relations.iter("{*}Relationship")
    )


def _fields(part: Any) -> Iterator[str]:
    """What each of Word's own fields of a part says; one within another after it."""
    open_ones: list[str] = []
    for one in part.iter("{*}fldSimple", "{*}fldChar", "{*}instrText"):
        kind, said = _bare(one.tag), {_bare(name): value for name, value in one.items()}
        if kind == "fldSimple":
            yield said.get("instr", "")
        elif kind == "instrText" and open_ones:
            open_ones[-1] += one.text or ""
        elif said.get("fldCharType") == "begin":
            open_ones.append("")
        elif said.get("fldCharType") == "end" and open_ones:
            yield open_ones.pop()
    yield from open_ones


def _bare(name: str) -> str:
    """A name without the space it is of."""
    return name.rpartition("}")[2]


def _said(field: str) -> str:
    """A field's first word."""
    return field.split()[0].upper() if field.split() else ""

"""The English catalogue of the site: ``python scripts/catalogue.py`` brings it up to date with the Vietnamese source.

Every string of templates and pages is a message; so are the labels the record keeps (states, roles, kinds). New
messages are added without a translation, ones nobody says any more are dropped, and the compiled file is written
beside. No GNU gettext is needed. ``tests/pages/test_catalogue.py`` fails while anything is missing.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "ansinh" / "pages"
PO = PAGES / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: en\n"
SAYERS = {"_", "gettext", "gettext_lazy"}
QUOTED = re.compile(r"""^(?:"([^"]*)"|'([^']*)')""")


def wanted() -> set[str]:
    """Every message the site can say."""
    said = {message for path in PAGES.rglob("*.html") for message in of_template(path.read_text("utf-8"))}
    said |= {message for path in PAGES.rglob("*.py") for message in of_module(path.read_text("utf-8"))}
    return said | set(of_record())


def of_template(text: str) -> Iterator[str]:
    """Messages of ``{% translate %}`` and ``{% blocktranslate %}``, variables as ``%(name)s``."""
    from django.template.base import Lexer, TokenType

    inside: list[str] | None = None
    for token in Lexer(text).tokenize():
        word = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if word == "translate" and (found := QUOTED.match(token.contents.split(" ", 1)[1].strip())):
            yield found[1] if found[1] is not None else found[2]
        elif word == "blocktranslate":
            inside = []
        elif word == "endblocktranslate" and inside is not None:
            yield "".join(inside)
            inside = None
        elif inside is not None:
            variable = token.token_type == TokenType.VAR
            inside.append(f"%({token.contents})s" if variable else token.contents.replace("%", "%%"))


def of_module(text: str) -> Iterator[str]:
    """Messages given to gettext as plain strings."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in SAYERS or not node.args:
            continue
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            yield node.args[0].value


def of_record() -> Iterator[str]:
    """Labels that the record and the reports keep in Vietnamese and pages say by ``|said``."""
    from django.db.models import Choices, IntegerChoices, TextChoices

    from ansinh.record import models
    from ansinh.reports import children, desk, journal, person

    for module in vars(models).values():
        for thing in vars(module).values() if hasattr(module, "__file__") else ():
            if isinstance(thing, type) and issubclass(thing, Choices) and thing not in (IntegerChoices, TextChoices):
                yield from (str(label) for label in thing.labels)
    for table in (person.ENTRIES, person.OPS, journal.TABLES, desk.WRONG):
        yield from table.values()
    yield from (words for _, words, _ in children.AGES)
    yield from (person.NO_WORD, person.ASSUMED, person.NOT_SENT, journal.CAME_IN, journal.NEW_PASSWORD)


def read(path: Path = PO) -> dict[str, str]:
    """The catalogue: message → translation."""
    found: dict[str, str] = {}
    for block in path.read_text("utf-8").split("\n\n") if path.exists() else ():
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        parts = {"msgid": "", "msgstr": ""}
        at = ""
        for line in lines:
            keyword, _, quoted = line.partition(" ")
            if keyword in parts:
                at, line = keyword, quoted
            parts[at] += ast.literal_eval(line)
        if parts["msgid"]:
            found[parts["msgid"]] = parts["msgstr"]
    return found


def written(messages: dict[str, str]) -> str:
    """The catalogue as a .po file, in order of message."""
    entries = [("", HEADER), *sorted(messages.items())]
    return "\n".join(f"msgid {_quoted(key)}\nmsgstr {_quoted(value)}\n" for key, value in entries)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def compiled(messages: dict[str, str]) -> bytes:
    """The catalogue as a .mo file: header, two tables of (length, offset), then the texts."""
    entries = sorted((key.encode(), value.encode()) for key, value in {"": HEADER, **messages}.items() if value)
    keys = b"".join(key + b"\0" for key, _ in entries)
    values = b"".join(value + b"\0" for _, value in entries)
    start = 28 + 16 * len(entries)
    tables: list[int] = []
    for column, begin in ((0, start), (1, start + len(keys))):
        at = begin
        for entry in entries:
            tables += [len(entry[column]), at]
            at += len(entry[column]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(entries), 28, 28 + 8 * len(entries), 0, 28 + 16 * len(entries))
    return head + struct.pack(f"<{len(tables)}I", *tables) + keys + values


def main() -> int:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.settings")
    os.environ.setdefault("ANSINH_DEMO", "1")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    held = read()
    messages = {message: held.get(message, "") for message in wanted()}
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(written(messages), "utf-8")
    PO.with_suffix(".mo").write_bytes(compiled(messages))
    missing = [message for message, said in sorted(messages.items()) if not said]
    for message in missing:
        sys.stdout.write(f"chưa dịch: {message}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

"""How Vietnamese text is set on paper: Tinos by its own path, words broken to a width, figures made to fit.

Text is composed (NFC) before it is set, so that a letter stored as base and marks is drawn as one letter.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

MM = 72 / 25.4  # a millimetre in points
REGULAR, BOLD, ITALIC = "Tinos-Regular", "Tinos-Bold", "Tinos-Italic"
_FONTS = Path(__file__).parent / "fonts"
# A line may break after a space, a comma (never inside 2,0), a dash, and a stroke before a letter (101/QĐ-UBND,
# never 6/2021); a no-break space holds.
_HELD = r"(?:(?!/[^\W\d])(?:[^\s,;–-]|,(?=\d)|\u00a0))"
_PIECES = re.compile(rf"[^\S\u00a0]+|{_HELD}*(?:(?:[;–-]|,(?!\d))+|/(?=[^\W\d]))|{_HELD}+")


def register_fonts() -> None:
    """Make the three faces known to ReportLab; a second call changes nothing."""
    for name in (REGULAR, BOLD, ITALIC):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{name}.ttf")))


@lru_cache(maxsize=20_000)
def width_of(text: str, font: str, size: float) -> float:
    """The width of ``text`` in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def compose(text: str) -> str:
    """``text`` in composed letters."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=20_000)
def wrap(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """``text`` in lines no wider than ``width`` points; a word wider than a line is broken inside."""
    lines: list[str] = []
    line = ""
    for piece in _PIECES.findall(compose(text)):
        if width_of((line + piece).rstrip(), font, size) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        line = piece.lstrip()
        while width_of(line, font, size) > width and len(line) > 1:
            fits = next(n for n in range(len(line), 0, -1) if n == 1 or width_of(line[:n], font, size) <= width)
            lines.append(line[:fits])
            line = line[fits:]
    if line.strip():
        lines.append(line.strip())
    return tuple(lines)


def size_that_fits(text: str, font: str, size: float, width: float) -> float:
    """``size``, or the smaller size at which ``text`` is as wide as ``width``; figures are never broken."""
    wide = width_of(text, font, size)
    return size if wide <= width else size * width / wide

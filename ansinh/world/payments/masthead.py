"""The head of an office's paper and the place for signatures, in the form of decree 30/2020, annex I."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from ansinh.world.payments.figures import day_and_place
from ansinh.world.payments.paper import Paper
from ansinh.world.payments.typeset import BOLD, ITALIC, MM, REGULAR, compose, size_that_fits, width_of, wrap

_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LINE = 5 * MM
_ROOM_TO_SIGN = 21 * MM


def centred(canvas: Canvas, x: float, y: float, text: str, font: str, size: float, width: float) -> None:
    """One line around ``x``, made smaller when it is wider than ``width``."""
    text = compose(text)
    fitted = size_that_fits(text, font, size, width)
    canvas.setFont(font, fitted)
    canvas.drawCentredString(x, y, text)


def draw_masthead(canvas: Canvas, paper: Paper, left: float, right: float, top: float) -> float:
    """Office and State side by side, then the title; returns the height where it ends."""
    half = (right - left) / 2
    office_x, state_x = left + half * 0.5, left + half * 1.5
    y = top - _LINE
    office = paper.office.split("\n")
    for number, line in enumerate(office):
        font = BOLD if number == len(office) - 1 else REGULAR
        centred(canvas, office_x, y - number * _LINE, line, font, 11.5, half * 0.92)
    _rule(canvas, office_x, y - (len(office) - 1) * _LINE - 1.6 * MM, 24 * MM)
    centred(canvas, state_x, y, _STATE, BOLD, 11.5, half * 0.95)
    centred(canvas, state_x, y - _LINE, _MOTTO, BOLD, 12, half * 0.95)
    _rule(canvas, state_x, y - _LINE - 1.6 * MM, width_of(_MOTTO, BOLD, 12))
    y -= max(len(office) - 1, 1) * _LINE + 9.5 * MM
    centred(canvas, (left + right) / 2, y, paper.title, BOLD, 15, right - left)
    for line in paper.subtitles:
        y -= 5.4 * MM
        centred(canvas, (left + right) / 2, y, line, REGULAR, 12, right - left)
    return y - 2.5 * MM


def masthead_height(paper: Paper) -> float:
    """The height :func:`draw_masthead` takes."""
    office = max(paper.office.count("\n"), 1)
    return _LINE + office * _LINE + 9.5 * MM + len(paper.subtitles) * 5.4 * MM + 2.5 * MM


def closing_height(paper: Paper, width: float) -> float:
    """The height :func:`draw_closing` takes on ``width`` points."""
    return 3 * MM + len(_closing_lines(paper.closing, width)) * _LINE + 3 * MM + 2 * _LINE + _ROOM_TO_SIGN + _LINE


def draw_closing(canvas: Canvas, paper: Paper, left: float, right: float, top: float) -> None:
    """The total in words, the place and day, and who signs."""
    y = top - 3 * MM
    for font, line in _closing_lines(paper.closing, right - left):
        y -= _LINE
        canvas.setFont(font, 11.5)
        canvas.drawString(left, y, line)
    y -= 3 * MM + _LINE
    share = (right - left) / max(len(paper.signatories), 1)
    centred(canvas, right - share / 2, y, day_and_place(paper.place, paper.on), ITALIC, 11.5, share)
    y -= _LINE
    for number, signatory in enumerate(paper.signatories):
        x = left + share * (number + 0.5)
        centred(canvas, x, y, signatory.title, BOLD, 11.5, share)
        centred(canvas, x, y - 4.4 * MM, "(Ký, ghi rõ họ tên)", ITALIC, 10, share)
        centred(canvas, x, y - _ROOM_TO_SIGN, signatory.name, BOLD, 11.5, share)


def _closing_lines(sentences: Sequence[str], width: float) -> list[tuple[str, str]]:
    """Each sentence in lines, the last sentence (the total in words) bold."""
    lines: list[tuple[str, str]] = []
    for number, sentence in enumerate(sentences):
        font = BOLD if number == len(sentences) - 1 else REGULAR
        lines += [(font, line) for line in wrap(sentence, font, 11.5, width)]
    return lines


def _rule(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(x - width / 2, y, x + width / 2, y)

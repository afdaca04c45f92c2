"""What a filled-in form says of the degree: by which sign or how many points, and what it leaves to the council."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ansinh.law.disability.forms import Form, degrees, kinds, scores
from ansinh.law.ruling import Because

UNSEEN = {
    "recalled": "ghi theo trí nhớ, chưa đọc văn bản nào",
    "weak": "phụ lục lấy từ nguồn thứ hai, chưa đối chiếu bản chính thức",
    "uncertain": "nguồn chưa chắc",
    "inferred": "suy ra từ quy định khác",
}
"""What is said of a form nobody read in its official text, by its mark."""


class Finding(NamedTuple):
    """What the form gives: a degree, or None when the council must say; why, in sentences; what is left open."""

    degree: str | None
    kinds: tuple[str, ...]
    total: int | None
    because: tuple[Because, ...]
    open: tuple[str, ...]
    provisional: bool


class FormError(ValueError):
    """A form filled in as no form is; the text names the place."""


def assess(form: Form, *, features: Collection[str], signs: Collection[str], points: Mapping[int, str]) -> Finding:
    """Read a form: signs of kinds (section III), signs of degrees and points of activities (section IV).

    Signs of a degree decide alone, the gravest first; only without any are the activities counted. Raises FormError.
    """
    _check(form, features, signs, points)
    found = tuple(kind for kind in kinds() if any(s.of == kind for s in form.features if s.number in features))
    for degree in degrees():
        seen = [sign for sign in form.signs if sign.of == degree and sign.number in signs]
        if seen:
            named = "; ".join(f"{sign.number} {sign.words}" for sign in seen)
            return _finding(form, degree, found, None, f"Có dấu hiệu {named}: khuyết tật {degrees()[degree]}.")
    if not form.activities:
        return _no_sign(form, found)
    return _by_points(form, found, points)


def complete(form: Form, points: Mapping[int, str], signs: Collection[str]) -> bool:
    """Whether nothing is left to fill in: a sign of a degree, or every activity."""
    return bool(signs) or len(points) == len(form.activities)


def _check(form: Form, features: Collection[str], signs: Collection[str], points: Mapping[int, str]) -> None:
    for number in features:
        if form.feature(number) is None:
            raise FormError(f"Mẫu {form.name} không có dấu hiệu dạng tật {number}.")
    for number in signs:
        if form.sign(number) is None:
            raise FormError(f"Mẫu {form.name} không có dấu hiệu mức độ {number}.")
    for at, value in points.items():
        if not 1 <= at <= len(form.activities):
            raise FormError(f"Mẫu {form.name} không có hoạt động thứ {at}.")
        if value not in scores():
            raise FormError(f"Hoạt động {at}: chỉ ghi 0, 1, 2 hoặc X; đang ghi “{value}”.")


def _no_sign(form: Form, found: tuple[str, ...]) -> Finding:
    """A child under six without a sign of the form: mild, or no conclusion; the text known here does not say which."""
    left = (
        "Không có dấu hiệu nào ở Mục IV: Hội đồng tự kết luận là nhẹ, không khuyết tật, hoặc không đưa ra được kết luận"
        " (khi ấy chuyển giám định y khoa). Phần luật đã đọc không nói rõ là điều nào."
    )
    return _finding(form, None, found, None, "Không có dấu hiệu đặc biệt nặng hoặc nặng.", left)


def _by_points(form: Form, found: tuple[str, ...], points: Mapping[int, str]) -> Finding:
    """The sum of points; with an X, or with activities left empty, the sum alone decides nothing."""
    unknown = [at for at in sorted(points) if points[at] == "X"]
    empty = [at for at in range(1, len(form.activities) + 1) if at not in points]
    total = sum(int(value) for value in points.values() if value != "X")
    if empty:
        named = ", ".join(map(str, empty))
        return _finding(form, None, found, total, f"Đã ghi {total} điểm.", f"Chưa ghi hoạt động {named}.")
    band = next(band for band in form.bands if band.least <= total <= band.most)
    if unknown:
        named = ", ".join(map(str, unknown))
        least, most = band.degree, _degree_at(form, total + 2 * len(unknown))
        so = (
            f"dù thế nào cũng là {degrees()[least]}"
            if least == most
            else (f"có thể từ {degrees()[least]} đến {degrees()[most]}")
        )
        left = (
            f"Hoạt động {named} không xác định được (X): {so}. Hội đồng kết luận được thì biểu quyết; không thì ghi"
            " “không đưa ra được kết luận” và chuyển giám định y khoa."
        )
        return _finding(form, None, found, total, f"Tổng {total} điểm, chưa kể {len(unknown)} X.", left)
    said = f"Tổng {total} điểm, trong khoảng {band.least}–{band.most}: khuyết tật {degrees()[band.degree]}."
    return _finding(form, band.degree, found, total, said)


def _degree_at(form: Form, total: int) -> str:
    return next(band.degree for band in form.bands if band.least <= total <= band.most)


def _finding(
    form: Form, degree: str | None, found: tuple[str, ...], total: int | None, said: str, *left: str
) -> Finding:
    if not found and form.features:
        left = (*left, "Chưa đánh dấu dạng khuyết tật ở Mục III.")
    unseen = f" (tạm: {UNSEEN[form.mark]})" if form.provisional else ""
    because = (form.because._replace(sentence=f"{said}{unseen}"),)
    return Finding(degree, found, total, because, left, form.provisional)

"""What conclusions of medical boards from before June 2012 still say (decree 28/2012 Article 4 clauses 3 and 4)."""

from datetime import date

from ansinh.law.disability.assess import Finding
from ansinh.law.disability.forms import degrees
from ansinh.law.disability.rules import rule

BEFORE = date(2012, 6, 1)
"""Only conclusions dated before decree 28/2012 was in force count."""

SELF_CARE = {
    "none": ("extreme", "không còn khả năng tự phục vụ"),
    "partial": ("severe", "tự phục vụ được nếu có người, phương tiện trợ giúp một phần"),
    "full": ("mild", "có khả năng tự phục vụ sinh hoạt"),
}
"""The wordings of self-care a board may have used, and the degree each means."""

BANDS = ((81, "extreme"), (61, "severe"), (0, "mild"))
"""The least loss of working capacity, in percent, of each degree."""


def convert(concluded: date, *, percent: int | None = None, self_care: str = "") -> Finding:
    """The degree an old conclusion means: by percentage or by self-care, the graver where they differ ("or").

    None when it says neither, or is not old enough: the council determines as usual. Raises ValueError.
    """
    if percent is not None and not 0 <= percent <= 100:
        raise ValueError(f"Tỷ lệ suy giảm khả năng lao động từ 0 đến 100; đang ghi {percent}.")
    if self_care and self_care not in SELF_CARE:
        raise ValueError("Chọn một trong ba cách ghi khả năng tự phục vụ.")
    if concluded >= BEFORE:
        return _left(f"Kết luận ngày {concluded:%d/%m/%Y} không phải trước 01/6/2012: Hội đồng xác định như thường.")
    found: list[tuple[str, str]] = []
    if percent is not None:
        degree = next(degree for least, degree in BANDS if percent >= least)
        found.append((degree, f"suy giảm khả năng lao động {percent}%"))
    if self_care:
        found.append(SELF_CARE[self_care])
    if not found:
        return _left("Kết luận cũ không ghi rõ khả năng tự phục vụ hay tỷ lệ suy giảm: Hội đồng xác định như thường.")
    degree = next(degree for degree in degrees() if any(one == degree for one, _ in found))
    words = "; ".join(said for _, said in found)
    because = rule("earlier").because._replace(sentence=f"Kết luận cũ: {words}: khuyết tật {degrees()[degree]}.")
    return Finding(degree, (), None, (because,), ("Dạng khuyết tật ghi theo kết luận cũ.",), False)


def _left(sentence: str) -> Finding:
    because = rule("earlier_unclear").because
    return Finding(None, (), None, (because,), (sentence,), False)

"""What stands around the people in a list: titles, sections, subtotals, signatures, and words of money."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ansinh.world.registers.text import fold

OF_WHAT = (
    "so|cong|toan|trang|xa|phuong|thi tran|thon|xom|khu|nhom|muc|loai|huyen|chung|doi tuong|nguoi|tien|luy ke"
    r"|i|ii|iii|iv|v|vi|vii|viii|a|b|c|d|\d+"
)
SUBTOTAL = re.compile(
    rf"(tong|tong cong|tong so|cong|tong hop)( ({OF_WHAT})( .*)?)?"
    r"|(mang|chuyen|trang truoc|luy ke)( (sang|trang|truoc).*)?"
)
IN_WORDS = re.compile(r"(so tien |tong so tien |tien )?(viet )?bang chu( .*)?|.* bang chu .*dong( chan)?")
SIGNERS = (
    r"(nguoi|can bo|ke toan|cong chuc|chuyen vien) (lap|tong hop|phu trach|chi tra|chi|truong)( .*)?",
    r"ke toan( truong)?|thu quy|thu truong( don vi)?|nguoi duyet|duyet( .*)?|dai dien .*|bao cao vien",
    r"(tm|kt|tl|tuq|q) (ubnd|uy ban|chu tich|truong phong|giam doc)( .*)?",
    r"(pho )?chu tich( .*)?|(pho |ban )?(truong phong|giam doc)( .*)?",
    r"xac nhan( cua)?.*|ky (ten|ghi|nhan|va|dong)( .*)?|phong (ldtbxh|lao dong|noi vu).*|noi nhan( .*)?",
    r".*\bngay( \d*)? thang( \d*)? nam( \d*)?",
)
SIGNATURE = re.compile("|".join(SIGNERS))
TITLES = re.compile(
    r"(danh sach|bang (ke|tong hop|thanh toan|chi tra)|bieu|phu luc|cong hoa xa hoi|doc lap tu do)( .*)?"
)
ORDINAL = re.compile(r"^([ivxlIVXL]+|[a-hA-HĐđ]|\d+(\.\d+)+\.?|[IVXivx]+\.?\d*)[.)]?$")
SECTION_MARK = re.compile(r"^\s*(?:[IVXLivxl]+|[A-HĐa-hđ]|\d+(?:\.\d+)*)\s*[.)/:-]\s*(?=\S)")
COUNT_TAIL = re.compile(r"\s*[:(\-–]\s*\d+\s*(người|đối tượng|đt|hộ|nguoi|doi tuong)?\s*\)?\s*[:;.]?\s*$", re.I)
AS_OF = re.compile(r"\bthang (\d{1,2}) (?:nam )?(20\d\d)\b")
NAME_WORD = re.compile(r"^[^\W\d_]+(['’-][^\W\d_]+)*$")


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that holds no person: which sort it is, and a sentence that says so."""

    code: str
    sentence: str


BLANK = Aside("blank", "Dòng trống.")
TITLE = Aside("title", "Dòng tiêu đề phía trên danh sách.")
HEADING = Aside("heading", "Dòng tên cột.")
NUMBERS = Aside("column_numbers", "Dòng số thứ tự cột.")
SUBTOTAL_ROW = Aside("subtotal", "Dòng cộng.")
WORDS_ROW = Aside("total_in_words", "Dòng số tiền bằng chữ.")
SIGNATURE_ROW = Aside("signature", "Dòng ký tên, xác nhận.")
SECTION_ROW = Aside("section", "Dòng tên mục.")
SECTION_UNREAD = Aside("section_unread", "Dòng không có dữ liệu của một người và không rõ là mục gì.")
NO_LIST = Aside("no_list", "Trang tính này không có hàng tên cột của một danh sách.")


def is_subtotal(text: str) -> bool:
    """Cộng, Tổng cộng, Cộng trang 2, Cộng xã Tam Đa, Mang sang: the words of a total."""
    return bool(SUBTOTAL.fullmatch(fold(text)))


def is_in_words(text: str) -> bool:
    """ "(Bằng chữ: …)"."""
    return bool(IN_WORDS.fullmatch(fold(text)))


def is_signature(text: str) -> bool:
    """Người lập biểu, TM. UBND, Chủ tịch, (Ký, ghi rõ họ tên), Phù Cừ, ngày … tháng … năm …"""
    return bool(SIGNATURE.fullmatch(fold(text)))


def is_title(text: str) -> bool:
    """The first words of a list's title: DANH SÁCH …, BẢNG TỔNG HỢP …, Phụ lục …"""
    return bool(TITLES.fullmatch(fold(text)))


def section_words(text: str) -> str:
    """A section's own words, without its ordinal and its count: "II. Xã Tam Đa (35 người)" -> "Xã Tam Đa"."""
    return COUNT_TAIL.sub("", SECTION_MARK.sub("", text)).strip(" .:;-–")


def is_ordinal(text: str) -> bool:
    """Whether the first column holds a section's mark (I, A, 1.2) and not a person's number."""
    return bool(ORDINAL.match(text)) and not text.isdecimal()


def looks_like_name(text: str) -> bool:
    """Two to six words of letters, each with a capital: what a person's name alone in a row looks like."""
    words = text.split()
    return 2 <= len(words) <= 6 and all(NAME_WORD.match(word) and word[0].isupper() for word in words)


def month_in(text: str) -> tuple[int, int] | None:
    """Year and month a title names ("tháng 6 năm 2021")."""
    found = AS_OF.search(fold(text))
    if not found or not 1 <= int(found.group(1)) <= 12:
        return None
    return int(found.group(2)), int(found.group(1))

"""The four ways in which the communes of the demo lay out their register: columns, sections, sums, wording."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from demo.papers import bare
from demo.people import Group
from demo.wording import ARTICLE_136, PLAIN, SHORT, Value

Row = dict[str, Value]


@dataclass(frozen=True)
class Column:
    """A column: the shared heading above (or none), its own heading, how the row's value is written, its width."""

    heading: str
    value: Callable[[Row], Value]
    width: int = 10
    above: str = ""


@dataclass(frozen=True)
class Layout:
    """A commune's habit. `sections` is the field by which rows stand together, each part with its sum."""

    columns: tuple[Column, ...]
    sections: str | None
    groups: dict[Group, str]
    repeat: int = 0


def field(name: str, heading: str, width: int = 10, above: str = "") -> Column:
    return Column(heading, lambda row: row[name], width, above)


def dated(name: str, heading: str) -> Column:
    """A day typed as text, 05/06/2018."""
    return Column(heading, lambda row: f"{row[name]:%d/%m/%Y}" if row[name] else None, 11)


def grouped(words: dict[Group, str], heading: str) -> Column:
    return Column(heading, lambda row: row.get("group_words") or words[row["group"]], 30)  # type: ignore[index]


def money(row: Row) -> Value:
    """360.000, as people write it."""
    amount = row["amount"]
    return f"{amount:,}".replace(",", ".") if isinstance(amount, int) else amount


def marked_money(row: Row) -> Value:
    """360.000đ."""
    return f"{money(row)}đ" if isinstance(row["amount"], int) else row["amount"]


def without_marks(words: dict[Group, str], heading: str) -> Column:
    inner = grouped(words, heading)
    return Column(heading, lambda row: bare(str(inner.value(row))), 30)


def loud(row: Row) -> Value:
    """The name in capitals, its letters apart from their marks, as an old keyboard leaves them."""
    return unicodedata.normalize("NFD", str(row["name"]).upper()) if row["name"] else None


BY_SEX = Layout(
    columns=(
        field("stt", "STT", 5),
        field("name", "Họ và tên", 26),
        Column("Nam", lambda row: row["birth"] if row["sex"] == "Nam" else None, 11, "Năm sinh"),
        Column("Nữ", lambda row: row["birth"] if row["sex"] == "Nữ" else None, 11, "Năm sinh"),
        field("identity", "Số CMND/CCCD", 16),
        grouped(SHORT, "Nhóm đối tượng"),
        field("degree_kind", "Dạng tật", 12),
        field("degree", "Mức độ khuyết tật", 13),
        field("certificate", "Số giấy XNKT", 9),
        dated("certified_on", "Ngày cấp giấy XNKT"),
        field("poor", "Hộ nghèo", 6),
        field("children", "Số con đang nuôi", 6),
        field("number", "Số", 14, "Quyết định"),
        Column("Ngày ký", lambda row: f"{row['decided']:%d/%m/%Y}" if row["decided"] else None, 11, "Quyết định"),
        field("first", "Hưởng từ tháng", 9),
        field("coefficient", "Hệ số", 6),
        field("amount", "Mức hưởng (đồng/tháng)", 11),
        field("last", "Hưởng đến hết tháng", 9),
        field("stop_number", "QĐ thôi hưởng", 26),
        field("reason", "Lý do thôi hưởng", 20),
        dated("died", "Ngày chết"),
        field("collector", "Người nhận thay", 22),
        field("relation", "Quan hệ", 10),
        field("collector_number", "Số CCCD người nhận thay", 15),
        field("pay_by", "Hình thức chi trả", 10),
        field("account", "Số tài khoản", 16),
        field("holder", "Chủ tài khoản", 22),
        field("bank", "Ngân hàng", 14),
        field("branch", "Chi nhánh", 20),
        field("note", "Ghi chú", 20),
    ),
    sections="village",
    groups=SHORT,
)
BY_GROUP = Layout(
    columns=(
        field("stt", "TT", 5),
        field("name", "Họ tên đối tượng", 26),
        field("birth", "Ngày, tháng, năm sinh", 12),
        field("sex", "Giới tính", 6),
        field("ethnicity", "Dân tộc", 7),
        field("identity", "Số định danh/CCCD/CMND", 16),
        field("village", "Thôn", 12),
        Column("Dạng, mức độ KT", lambda row: _kind_and_degree(row), 22),
        field("certificate", "Số giấy xác nhận KT", 9),
        dated("certified_on", "Ngày cấp giấy xác nhận KT"),
        field("household", "Hoàn cảnh gia đình", 12),
        field("children", "Số con", 6),
        field("number", "Số QĐ", 14),
        dated("decided", "Ngày QĐ"),
        field("first", "Hưởng từ tháng", 9),
        field("coefficient", "Hệ số", 6),
        Column("Số tiền (đồng)", money, 11),
        field("last", "Hưởng đến hết tháng", 9),
        field("stop_number", "QĐ thôi hưởng", 26),
        field("reason", "Lý do thôi hưởng", 20),
        dated("died", "Ngày chết"),
        field("carer", "Người chăm sóc", 22),
        field("collector", "Người nhận thay", 22),
        field("relation", "Quan hệ", 10),
        field("pay_by", "Hình thức chi trả", 10),
        field("account", "Số tài khoản", 16),
        field("bank", "Tại ngân hàng", 14),
        field("note", "Ghi chú", 20),
    ),
    sections="group",
    groups=PLAIN,
)
BY_ARTICLE = Layout(
    columns=(
        field("stt", "STT", 5),
        field("name", "HỌ VÀ TÊN", 26),
        field("birth", "NGÀY SINH", 12),
        field("sex", "GIỚI TÍNH", 6),
        field("identity", "SỐ CCCD/CMND", 16),
        field("village", "THÔN", 12),
        grouped(ARTICLE_136, "ĐỐI TƯỢNG (ĐIỀU, KHOẢN)"),
        field("degree_kind", "DẠNG TẬT", 12),
        field("degree", "MỨC ĐỘ KT", 13),
        dated("certified_on", "NGÀY CẤP GXN KHUYẾT TẬT"),
        field("poor", "HỘ NGHÈO", 6),
        field("children", "SỐ CON", 6),
        Column("SỐ, NGÀY QUYẾT ĐỊNH", lambda row: row["number"], 14),
        dated("decided", "NGÀY KÝ QĐ"),
        Column("HƯỞNG TỪ", lambda row: f"01/{row['first']}" if row["first"] else None, 11),
        field("coefficient", "HS", 6),
        Column("MỨC HƯỞNG", marked_money, 11),
        field("last", "HƯỞNG ĐẾN HẾT THÁNG", 9),
        field("stop_number", "SỐ, NGÀY QĐ THÔI HƯỞNG", 26),
        field("reason", "LÝ DO", 20),
        dated("died", "NGÀY CHẾT"),
        field("collector", "NGƯỜI NHẬN THAY", 22),
        field("relation", "QUAN HỆ", 10),
        field("account", "SỐ TÀI KHOẢN", 16),
        field("bank", "NGÂN HÀNG", 14),
        field("note", "GHI CHÚ", 20),
    ),
    sections=None,
    groups=ARTICLE_136,
    repeat=45,
)
OLD_KEYBOARD = Layout(
    columns=(
        field("stt", "STT", 5),
        Column("Ho va ten", loud, 30),
        field("birth", "Ngay sinh", 12),
        field("sex", "Gioi tinh", 6),
        field("identity", "So CMND", 16),
        Column("Thon", lambda row: bare(str(row["village"])), 12),
        without_marks(SHORT, "Doi tuong"),
        field("poor", "Ho ngheo", 6),
        field("children", "So con", 6),
        field("number", "So QD", 14),
        dated("decided", "Ngay QD"),
        field("first", "Huong tu", 9),
        field("amount", "Muc huong", 11),
        field("last", "Huong den het thang", 9),
        field("stop_number", "QD thoi huong", 26),
        field("reason", "Ly do", 20),
        dated("died", "Ngay chet"),
        field("collector", "Nguoi nhan thay", 22),
        field("relation", "Quan he", 10),
        field("note", "Ghi chu", 20),
    ),
    sections=None,
    groups=SHORT,
)
HABITS = {
    **dict.fromkeys(("12391", "12397", "12406", "12412", "12427"), BY_SEX),
    **dict.fromkeys(("12394", "12400", "12415", "12421"), BY_GROUP),
    **dict.fromkeys(("12403", "12409", "12430"), BY_ARTICLE),
    **dict.fromkeys(("12418", "12424"), OLD_KEYBOARD),
}
"""Which commune keeps its list in which way, by the commune's code."""


def _kind_and_degree(row: Row) -> Value:
    return f"{row['degree_kind']} - {row['degree']}" if row["degree"] else None

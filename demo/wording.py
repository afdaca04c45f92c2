"""How offices write what is in their lists: groups, dates, months, money, reasons."""

from datetime import date

from demo.months import written
from demo.people import Award, Birth, Ending, Group, Person
from demo.plain import amount, tenths

Value = str | int | float | date | None

PLAIN: dict[Group, str] = {
    "K1": "Trẻ em không có nguồn nuôi dưỡng",
    "K2": "Người từ 16 đến 22 tuổi không có nguồn nuôi dưỡng đang đi học",
    "K3": "Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo",
    "K4": "Người đơn thân nghèo đang nuôi con",
    "K5a": "Người cao tuổi thuộc hộ nghèo không có người có nghĩa vụ và quyền phụng dưỡng",
    "K5c": "Người cao tuổi từ đủ 80 tuổi trở lên",
    "K5d": "Người cao tuổi đủ điều kiện vào cơ sở nhưng có người nhận chăm sóc",
    "K6.N": "Người khuyết tật nặng",
    "K6.ĐBN": "Người khuyết tật đặc biệt nặng",
    "K8": "Người nhiễm HIV/AIDS thuộc hộ nghèo từ 16 tuổi trở lên",
    "HTXH": "Trợ cấp hưu trí xã hội",
    "C2": "Kinh phí chăm sóc trẻ em từ đủ 4 tuổi không có nguồn nuôi dưỡng",
    "C3": "Người khuyết tật đang nuôi con dưới 36 tháng tuổi",
    "C5": "Kinh phí chăm sóc người khuyết tật đặc biệt nặng (hộ gia đình)",
    "C6": "Nhận chăm sóc người khuyết tật đặc biệt nặng",
}
SHORT: dict[Group, str] = {
    "K1": "Trẻ mồ côi",
    "K2": "Mồ côi 16-22 tuổi đang đi học",
    "K3": "Trẻ em nhiễm HIV",
    "K4": "Đơn thân nghèo nuôi con",
    "K5a": "NCT cô đơn, hộ nghèo",
    "K5c": "NCT từ 80 tuổi trở lên",
    "K6.N": "NKT nặng",
    "K6.ĐBN": "NKT đặc biệt nặng",
    "K8": "Người nhiễm HIV hộ nghèo (từ 16 tuổi)",
    "C5": "KP chăm sóc NKT đặc biệt nặng",
}
ARTICLE_136: dict[Group, str] = {
    "K1": "Khoản 1 Điều 5 NĐ 136/2013",
    "K2": "Khoản 2 Điều 5 NĐ 136/2013",
    "K3": "Khoản 3 Điều 5 NĐ 136/2013 (trẻ em nhiễm HIV)",
    "K4": "Khoản 4 Điều 5 NĐ 136/2013",
    "K5a": "Điểm a khoản 5 Điều 5 NĐ 136/2013",
    "K5c": "Điểm b khoản 5 Điều 5 NĐ 136/2013",
    "K6.N": "Khoản 6 Điều 5 NĐ 136/2013 (NKT nặng)",
    "K6.ĐBN": "Khoản 6 Điều 5 NĐ 136/2013 (NKT đặc biệt nặng)",
    "K8": "Khoản 3 Điều 5 NĐ 136/2013 (người nhiễm HIV)",
    "C5": "Hộ gia đình chăm sóc NKT đặc biệt nặng (Điều 17 NĐ 28/2012)",
}
REASONS: dict[Ending, str] = {
    "death": "Chết",
    "moved": "Chuyển đi khỏi huyện",
    "escaped": "Không còn thuộc hộ nghèo",
    "child16": "Con đủ 16 tuổi",
    "age16": "Đủ 16 tuổi, không đi học",
    "left_school": "Thôi học",
    "age22": "Đủ 22 tuổi",
    "better": "Xác định lại: khuyết tật nhẹ",
    "changed": "Chuyển sang mức khác",
}


def degree(given: Award) -> str | None:
    """The degree of disability an award rests on."""
    return {"K6.N": "Nặng", "K6.ĐBN": "Đặc biệt nặng", "C5": "Đặc biệt nặng"}.get(given.group)


def born(birth: Birth) -> Value:
    """A birth as typed: a year as a number, otherwise text with slashes."""
    if birth.month is None:
        return birth.year
    if birth.day is None:
        return f"{birth.month:02d}/{birth.year}"
    return f"{birth.day:02d}/{birth.month:02d}/{birth.year}"


def row(one: Person, given: Award, when: int) -> dict[str, Value]:
    """Everything an office writes about one benefit of one person, as it stands in the month, by field."""
    ended = given.last is not None and given.last <= when and given.ending != "changed"
    at = min(when, given.last) if ended and given.last is not None else max(when, given.first)
    return {
        **who(one),
        "group": given.group,
        "degree": degree(given),
        "degree_kind": one.disability_kind if degree(given) else None,
        "certificate": given.certificate or None,
        "certified_on": given.certified_on,
        "household": {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", None: None}[one.household],
        "poor": "x" if one.household == "poor" else None,
        "children": given.children or None,
        "studying": "x" if given.group == "K2" else None,
        "number": given.number,
        "decided": given.decided,
        "first": written(given.first),
        "coefficient": tenths(given, one.birth.age(at), at) / 10,
        "amount": amount(one, given, at),
        "last": written(given.last) if ended and given.last is not None else None,
        "reason": REASONS[given.ending] if ended and given.ending else None,
        "died": one.died_on if ended and given.ending == "death" else None,
        "stop_number": f"{given.ended_number} ngày {given.ended_on:%d/%m/%Y}" if ended and given.ended_on else None,
        "note": None,
    }


def who(one: Person) -> dict[str, Value]:
    """Who somebody is and how they are paid, by field."""
    bank, hand = one.account, one.collector
    return {
        "name": one.name,
        "birth": born(one.birth),
        "sex": "Nam" if one.sex == "male" else "Nữ",
        "ethnicity": "Kinh",
        "identity": " / ".join(number for number in (one.identity, one.old_number) if number) or None,
        "village": one.village,
        "pay_by": "Tài khoản" if bank else "Bưu điện",
        "account": bank.number if bank else None,
        "holder": bank.holder if bank else None,
        "bank": bank.bank if bank else None,
        "branch": bank.branch if bank else None,
        "collector": hand.name if hand else None,
        "relation": hand.relation if hand else None,
        "collector_number": hand.number if hand else None,
        "carer": hand.name if hand and one.draws_group("C5") else None,
    }

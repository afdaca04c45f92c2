"""The cast of the payment list tests: a commune of Phù Cừ with ordinary people and difficult ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ansinh.reckoning.words import in_words
from ansinh.world.payments.listing import PastMonths, PaymentLine, PaymentList, Signatory

JUNE_2021 = 2021 * 12 + 5
GROUPS = [
    ("5đ", "Người cao tuổi từ đủ 80 tuổi trở lên không có lương hưu", "1,0"),
    ("6.N", "Người khuyết tật nặng", "1,5"),
    ("6.ĐBN", "Người khuyết tật đặc biệt nặng là trẻ em hoặc người cao tuổi", "2,5"),
    ("1", "Trẻ em không có nguồn nuôi dưỡng", "2,5"),
]
NAMES = ["Nguyễn Thị Ánh", "Trần Văn Đước", "Lê Thị Hường", "Phạm Quốc Khánh", "Vũ Thị Mỵ", "Đào Ngọc Quỳnh"]


def ordinary(no: int, **changes: Any) -> PaymentLine:
    """Line ``no`` of an ordinary person; ``changes`` replace fields."""
    code, name, coefficient = GROUPS[no % len(GROUPS)]
    level = int(360_000 * float(coefficient.replace(",", ".")))
    fields: dict[str, Any] = {
        "no": no,
        "person_code": f"PC{no:06}",
        "full_name": NAMES[no % len(NAMES)],
        "birth": str(1930 + no % 60),
        "identity_number": f"0331{no:08}",
        "village": f"Thôn {'Ngũ Phúc' if no % 40 < 20 else 'Cự Phú'}",
        "group_code": code,
        "group_name": name,
        "coefficient": coefficient,
        "decision_number": f"{100 + no}/QĐ-UBND",
        "level": level,
        "net": level,
    }
    fields.update(changes)
    if "net" not in changes:
        past = [fields[key].amount for key in ("arrears", "carried") if key in fields]
        fields["net"] = fields["level"] + sum(past) - fields.get("deducted", 0)
    return PaymentLine(**fields)


def difficult(no: int) -> PaymentLine:
    """Everything at once: a long name, five months of arrears, two unpaid months, a recovery, a collector."""
    return ordinary(
        no,
        full_name="Công Tằng Tôn Nữ Nguyễn Phước Thùy Phương Quỳnh",
        birth="07/11/1938",
        decision_number="1234/QĐ-UBND-LĐTBXH",
        arrears=PastMonths(5, "10/2020, 12/2020, 2/2021–4/2021", 12_345_678),
        carried=PastMonths(2, "4/2021–5/2021", 1_080_000),
        deducted=180_000,
        collector_name="Nguyễn Phước Bảo Long Hoàng Anh",
        collector_relation="Con dâu",
        note="Nhận thay theo giấy ủy quyền số 12 ngày 03/05/2021",
    )


def payment_list(lines: Sequence[PaymentLine], **changes: Any) -> PaymentList:
    """The list of xã Tam Đa for June 2021 with ``lines``; the total is theirs."""
    total = sum(line.net for line in lines)
    fields: dict[str, Any] = {
        "office": "ỦY BAN NHÂN DÂN HUYỆN PHÙ CỪ\nPHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        "commune": "xã Tam Đa",
        "commune_code": "12391",
        "month": JUNE_2021,
        "run_label": "Kỳ chi trả tháng 6/2021",
        "prepared_on": date(2021, 5, 20),
        "lines": tuple(lines),
        "total": total,
        "total_in_words": in_words(total),
        "place": "Phù Cừ",
        "signatories": (
            Signatory("NGƯỜI LẬP", "Nguyễn Thị Lan"),
            Signatory("KẾ TOÁN"),
            Signatory("TRƯỞNG PHÒNG"),
        ),
    }
    fields.update(changes)
    return PaymentList(**fields)


def commune_of(people: int, **changes: Any) -> PaymentList:
    """A list of ``people`` ordinary lines, every twenty-fifth a difficult one."""
    lines = [difficult(no) if no % 25 == 7 else ordinary(no) for no in range(1, people + 1)]
    return payment_list(lines, **changes)


def with_accounts(lines: Sequence[PaymentLine]) -> list[PaymentLine]:
    """The same people, paid into accounts."""
    return [
        replace(
            line,
            pay_by="account",
            account_holder=line.collector_name or line.full_name,
            account_number=f"1903{line.no:010}",
            bank_name="Agribank",
            bank_branch="Phù Cừ, Hưng Yên",
        )
        for line in lines
    ]

"""How a row's money is paid and to whom: post, bank or wallet, the account, the authorised collector."""

from __future__ import annotations

import re
from functools import lru_cache

from ansinh.world.registers.draft import Draft
from ansinh.world.registers.numbers import identity_numbers
from ansinh.world.registers.text import fold, tidy
from ansinh.world.registers.trouble import Trouble, hold, note

RELATION_INSIDE = re.compile(r"^(.*?)\s*[(\-–]\s*([^()\d]+?)\)?$")
COPIED = ("household_head", "household_code", "relation", "carer_name", "certificate_number", "phone", "bank_branch",
          "wallet", "account_holder")  # fmt: skip
PAYING = frozenset(
    (
        *COPIED,
        "pay_by",
        "bank_name",
        "account_number",
        "collector_name",
        "collector_relation",
        "collector_number",
        "note",
    )
)


def read_paying(draft: Draft) -> None:
    """Who receives the money and by which way."""
    if not draft.says_any(PAYING):
        return
    for name in COPIED:
        if text := draft.text(name):
            draft.values[name] = text
    if text := draft.text("pay_by"):
        draft.take("pay_by", way_of_paying(text))
    if text := draft.text("bank_name"):
        draft.values["bank_name"] = text
    if text := draft.text("account_number"):
        _account(draft, text)
    if text := draft.text("collector_name"):
        found = RELATION_INSIDE.match(text)
        draft.values["collector_name"] = found.group(1) if found else text
        if found:
            draft.values["collector_relation"] = found.group(2).strip()
    if text := draft.text("collector_relation"):
        draft.values["collector_relation"] = text
    if text := draft.text("collector_number"):
        new, old, troubles = identity_numbers(text)
        draft.take("collector_number", new or old)
        for trouble in troubles:
            draft.say(note(trouble.code, f"Người nhận thay: {trouble.sentence}"), "collector_number")
    if text := draft.text("note"):
        draft.values["note"] = "; ".join(dict.fromkeys(filter(None, (draft.values.get("note"), text))))


def _account(draft: Draft, text: str) -> None:
    place = draft.layout.column("account_number")
    if place in draft.line.rounded or re.fullmatch(r"\d+([.,]\d+)?e\+?\d+", text, re.I):
        draft.say(
            hold("account_destroyed", f"Số tài khoản đã bị Excel làm tròn: “{text}”; nhập lại dạng chữ."),
            "account_number",
        )
        return
    digits = re.sub(r"[\s.\-]", "", text)
    found = re.match(r"^([0-9A-Za-z]*\d{5,}[0-9A-Za-z]*)[,;:/()]*(.*)$", digits)
    if digits.isalnum() and digits.isascii():
        draft.values["account_number"] = digits
    elif found:
        draft.values["account_number"] = found.group(1)
        rest = tidy(re.sub(r"^[\d\s.\-]+", "", text)).strip(" ,;:-–/()")
        draft.values.setdefault("bank_name", rest)
        draft.say(note("account_with_bank", f"Ô số tài khoản có cả chữ “{rest}”; hiểu là ngân hàng."), "account_number")
    else:
        draft.say(note("account_unread", f"Không đọc được số tài khoản “{text}”."), "account_number")


@lru_cache(maxsize=1024)
def way_of_paying(text: str) -> str | Trouble:
    """post, bank or wallet, from what lists write."""
    folded = f" {fold(text)} "
    if re.search(r" vi( |$)| momo | viettel (money|pay) | vnpt (money|pay) ", folded):
        return "wallet"
    if re.search(r" (tai khoan|tk|atm|chuyen khoan|ck|ngan hang|nh|the) |bank", folded):
        return "bank"
    if re.search(r" (tien mat|tm|buu dien|bd|buu cuc|truc tiep|tai nha|diem chi tra) ", folded):
        return "post"
    return note("pay_by_unread", f"Không đọc được hình thức chi trả “{text}”.")

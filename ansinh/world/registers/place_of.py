"""Where a row's person lives: the commune and the village, from the row or from what stands around it."""

from __future__ import annotations

from ansinh.world.registers.draft import Draft
from ansinh.world.registers.places import commune_inside, village_inside
from ansinh.world.registers.row import BEGINS
from ansinh.world.registers.trouble import Trouble, hold, note


def read_place(draft: Draft) -> None:
    """The commune and the village: from the row itself, else from the section, the sheet's name or the title."""
    address = draft.text("address")
    village = draft.text("village") or village_inside(address) or draft.around.village()
    if village:
        draft.values["village"] = village
    said = draft.text("commune") or commune_inside(address)
    places = draft.around.places
    if said:
        under = "commune" if draft.text("commune") else "address"
        district = draft.text("district") or draft.around.district
        found, agree = places.find(said, district), True
    else:
        under = "commune"
        said, found, agree = draft.around.commune()
    if said:
        draft.values["commune"] = said
    if len(found) == 1 and agree:
        draft.values |= {"commune_code": found[0].code, "commune_valid_from": found[0].valid_from}
        draft.values.setdefault("commune", f"{found[0].kind} {found[0].name}")
    elif places.known:
        draft.say(
            _place_trouble(
                said, [f"{unit.kind} {unit.name}, {unit.district} ({unit.code})" for unit in found], agree, draft
            ),
            "commune",
            under=under,
        )


def _place_trouble(said: str, names: list[str], agree: bool, draft: Draft) -> Trouble:
    severity = hold if draft.verb in BEGINS else note
    if not said:
        return severity(
            "commune_missing", "Không rõ xã, phường nào: dòng, mục, tên trang tính và tiêu đề đều không ghi."
        )
    if not agree:
        return severity("commune_disagrees", f"Tên trang tính và tiêu đề ghi hai xã khác nhau ({said}).")
    if names:
        return severity("commune_ambiguous", f"“{said}” có thể là: {'; '.join(names[:5])}. Ghi thêm huyện.")
    return severity("commune_unknown", f"Không tìm thấy xã, phường “{said}”.")

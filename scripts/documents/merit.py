"""The slips of people with merit: the confirmation of what is recorded, and the slip that goes with a moved file."""

from scripts.documents.form import Form


def confirmation(form: Form) -> None:
    form.masthead()
    form.title("GIẤY XÁC NHẬN", "Người có công với cách mạng, thân nhân người có công")
    form.text("{{ office_name }} xác nhận:", indent=False)
    _person(form)
    form.text("Theo hồ sơ đang quản lý:", indent=False)
    _lines(form, "lines")
    form.text("Giấy này cấp để: **{{ purpose }}**.", indent=False)
    form.text("Chỉ xác nhận những điều ghi trong hồ sơ đến ngày cấp giấy.", italic=True, indent=False)
    form.closing()


def moved(form: Form) -> None:
    form.masthead()
    form.title("PHIẾU DI CHUYỂN HỒ SƠ", "Người có công với cách mạng")
    form.text("{{ office_name }} chuyển hồ sơ đến: **{{ to_place }}**", indent=False)
    _person(form)
    form.text("Diện, chế độ theo hồ sơ:", indent=False)
    _lines(form, "lines")
    form.text("Mức đang hưởng:", indent=False)
    _lines(form, "paid")
    form.text(
        "Đã chi đến hết tháng **{{ paid_through }}**. Đề nghị nơi đến chi từ tháng **{{ next_month }}**.", indent=False
    )
    form.closing()


def _person(form: Form) -> None:
    form.text("Họ và tên: **{{ full_name }}**, sinh {{ birth }}", indent=False)
    form.text("Số định danh: {{ identity_number }}", indent=False)
    form.text("Nơi cư trú: {{ address }}", indent=False)


def _lines(form: Form, name: str) -> None:
    form.control(f"{{%p for line in {name} %}}")
    form.text("- {{ line }}", indent=False)
    form.control("{%p endfor %}")


TEMPLATES = {"merit_confirmed": confirmation, "merit_moved": moved}

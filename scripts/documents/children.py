"""The papers of a case of a child: forms 01–04 and 06, the decisions of forms 05 and 07, and form 08 of care.

The official wording of the forms of decree 56/2017 is not known here: they carry what its articles name. An office that
has the printed form puts it in the place of these.
"""

from scripts.documents.form import Form


def case(form: Form) -> None:
    form.masthead(numbered=False)
    form.title("{{ kind }}", "{{ about }}")
    form.centred("({{ form }}, {{ decree }}, {{ at }})", italic=True)
    _child(form)
    form.control("{%p for line in lines %}")
    form.text("**{{ line.label }}**: {{ line.words }}", indent=False)
    form.control("{%p endfor %}")
    form.text("Lúc: {{ when }}", indent=False)
    form.closing(signers=[("", ""), ("NGƯỜI GHI", "{{ writer }}")])


def plan(form: Form) -> None:
    form.masthead()
    form.title("QUYẾT ĐỊNH", "{{ about }}")
    form.centred("CHỦ TỊCH {{ office_title }}", bold=True, before=10)
    _bases(form)
    form.centred("QUYẾT ĐỊNH:", bold=True)
    form.text("**Điều 1.** Phê duyệt kế hoạch hỗ trợ, can thiệp đối với trẻ em sau đây, thực hiện đến {{ ends }}:")
    _child(form)
    form.control("{%p for line in lines %}")
    form.text("**{{ line.label }}**: {{ line.words }}", indent=False)
    form.control("{%p endfor %}")
    form.text(
        "**Điều 2.** Người làm công tác bảo vệ trẻ em, cơ quan, tổ chức, cá nhân được phân công và cha, mẹ hoặc người "
        "chăm sóc trẻ em thi hành Quyết định này. Thông tin về trẻ em được giữ bí mật."
    )
    form.closing()


def apart(form: Form) -> None:
    form.masthead()
    form.title("QUYẾT ĐỊNH", "{{ about }}")
    form.centred("CHỦ TỊCH {{ office_title }}", bold=True, before=10)
    _bases(form)
    form.centred("QUYẾT ĐỊNH:", bold=True)
    form.text(
        "**Điều 1.** Tạm thời cách ly trẻ em sau đây khỏi cha, mẹ, người chăm sóc, từ {{ first }} đến {{ until }}:"
    )
    _child(form)
    form.control("{%p for line in lines %}")
    form.text("**{{ line.label }}**: {{ line.words }}", indent=False)
    form.control("{%p endfor %}")
    form.text(
        "**Điều 2.** Người làm công tác bảo vệ trẻ em, công an, cơ quan, tổ chức, cá nhân liên quan thi hành "
        "Quyết định này. Thông tin về trẻ em được giữ bí mật."
    )
    form.closing()


def offer(form: Form) -> None:
    form.state_alone()
    form.title("ĐƠN ĐĂNG KÝ", "Nhận chăm sóc thay thế trẻ em")
    form.centred("(Mẫu số 08, {{ decree }})", italic=True)
    form.centred("Kính gửi: {{ office_name }}", before=10)
    form.text("- Họ và tên: **{{ full_name }}**", indent=False)
    form.text("- Nơi ở: {{ address }}", indent=False)
    form.text("- Điện thoại: {{ phone }}", indent=False)
    form.text("- Nguyện vọng, điều kiện của gia đình: {{ wishes }}", indent=False)
    form.text("{{ place_and_day }}", italic=True, indent=False)
    form.closing(signers=[("", ""), ("NGƯỜI ĐĂNG KÝ", "{{ full_name }}")])


def _child(form: Form) -> None:
    form.text("- Trẻ em: **{{ child }}**", indent=False)
    form.text("- Năm sinh: {{ birth }}; giới tính: {{ sex }}", indent=False)
    form.text("- Vụ việc số {{ code }}, nhận tin lúc {{ informed }}, từ: {{ told_by }}", indent=False)


def _bases(form: Form) -> None:
    form.control("{%p for basis in bases %}")
    form.text("{{ basis }}", italic=True)
    form.control("{%p endfor %}")


TEMPLATES = {"children_case": case, "children_plan": plan, "children_apart": apart, "children_offer": offer}

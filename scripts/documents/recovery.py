"""The papers of a recovery: the notice to whoever owes, the receipt, and the decision that writes a debt off."""

from scripts.documents.form import Form

_MONTHS = (
    ["TT", "Của tháng", "Đã chi quá (đồng)", "Đã hoàn trả (đồng)", "Còn lại (đồng)"],
    [12, 33, 40, 40, 40],
    "row in rows",
    ["{{ row.no }}", "{{ row.month }}", "{{ row.over_amount }}", "{{ row.back_amount }}", "{{ row.open_amount }}"],
    ["", "Cộng", "{{ sum_amount }}", "{{ back_amount }}", "{{ left_amount }}"],
)


def notice(form: Form) -> None:
    form.masthead()
    form.title("THÔNG BÁO", "Về việc hoàn trả tiền trợ cấp đã chi quá mức được hưởng")
    form.centred("Kính gửi: {{ addressee }}", before=12)
    form.text("Địa chỉ: {{ address }}")
    form.text(
        "{{ office_name }} thông báo: ông (bà) **{{ full_name }}**, sinh {{ birth }}, hưởng {{ kind }}, đã được chi "
        "quá mức được hưởng **{{ amount }}** ({{ amount_in_words }}). Lý do: {{ cause }}."
    )
    form.text("Số tiền theo từng tháng:")
    form.table(*_MONTHS)
    form.text("**Còn phải hoàn trả: {{ open_amount }}** ({{ open_in_words }}). {{ plan }}")
    form.text(
        "Nếu số tiền trên chưa đúng, hoặc gia đình đang khó khăn, đau ốm, xin ông (bà) báo cho công chức Văn hóa - Xã "
        "hội của xã để được xem lại, trả dần hoặc tạm hoãn."
    )
    form.closing()


def receipt(form: Form) -> None:
    form.masthead()
    form.title("PHIẾU THU", "Thu tiền hoàn trả trợ cấp")
    form.text("Người nộp: **{{ payer }}**{{ relation }}", indent=False)
    form.text("Địa chỉ: {{ address }}", indent=False)
    form.text("Nộp cho khoản phải hoàn trả của: {{ full_name }}, sinh {{ birth }}", indent=False)
    form.text("Lý do nộp: {{ cause }}", indent=False)
    form.text("Số tiền: **{{ amount }}** ({{ amount_in_words }})", indent=False)
    form.text("Hình thức: {{ way }}{{ paper }}", indent=False)
    form.text("Còn phải hoàn trả sau lần nộp này: {{ open_amount }}", indent=False)
    form.closing(signers=[("NGƯỜI NỘP TIỀN", ""), ("NGƯỜI THU TIỀN", "{{ signer_name }}"), ("KẾ TOÁN", "")])


def write_off(form: Form) -> None:
    form.masthead()
    form.title("QUYẾT ĐỊNH", "Về việc xoá khoản phải hoàn trả")
    form.centred("{{ authority }}", bold=True, before=10)
    form.control("{%p for basis in bases %}")
    form.text("{{ basis }}", italic=True)
    form.control("{%p endfor %}")
    form.text("Xét đề nghị xoá khoản phải hoàn trả ngày {{ proposed_on }}.", italic=True)
    form.centred("QUYẾT ĐỊNH:", bold=True)
    form.text(
        "**Điều 1.** Xoá **{{ amount }}** ({{ amount_in_words }}) còn phải hoàn trả của ông (bà) {{ full_name }}, sinh "
        "{{ birth }}, cư trú tại {{ address }}. Lý do: {{ reason }}."
    )
    form.text("**Điều 2.** Quyết định này có hiệu lực kể từ ngày ký.")
    form.text("**Điều 3.** {{ officers }} chịu trách nhiệm thi hành Quyết định này./.")
    form.closing()


TEMPLATES = {"recovery_notice": notice, "recovery_receipt": receipt, "recovery_write_off": write_off}

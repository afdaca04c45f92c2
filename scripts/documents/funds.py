"""The papers of the funds: the receipt of what was given, and the statement of a year."""

from scripts.documents.form import Form


def receipt(form: Form) -> None:
    form.masthead()
    form.title("PHIẾU THU", "{{ fund }}")
    form.text("Người nộp: **{{ payer }}**", indent=False)
    form.text("Lý do nộp: {{ reason }}", indent=False)
    form.text("Số tiền: **{{ amount }}** ({{ amount_in_words }})", indent=False)
    form.text("Hình thức: {{ way }}{{ paper }}", indent=False)
    form.text("{{ office_name }} trân trọng cảm ơn.", indent=False)
    form.closing(signers=[("NGƯỜI NỘP TIỀN", ""), ("NGƯỜI THU TIỀN", "{{ signer_name }}"), ("KẾ TOÁN", "")])


def statement(form: Form) -> None:
    form.masthead()
    form.title("BÁO CÁO", "Thu, chi {{ fund }} năm {{ year }}")
    form.text("Số dư đầu năm: **{{ begun_amount }}**.", indent=False)
    form.text("Số thu trong năm: **{{ raised_amount }}**{{ raised_rate }}.", indent=False)
    form.text("Số chi trong năm: **{{ spent_amount }}**{{ spent_rate }}.{{ handed }}", indent=False)
    form.text("Số dư cuối kỳ báo cáo: **{{ left_amount }}** ({{ left_in_words }}).", indent=False)
    form.text("Chi theo nội dung:", indent=False)
    form.table(
        ["TT", "Nội dung chi", "Kế hoạch (đồng)", "Đã chi (đồng)"],
        [12, 73, 40, 40],
        "row in rows",
        ["{{ row.no }}", "{{ row.purpose }}", "{{ row.plan_amount }}", "{{ row.amount }}"],
        ["", "Cộng", "{{ sum_plan_amount }}", "{{ sum_amount }}"],
    )
    form.closing(signers=[("NGƯỜI LẬP", "{{ signer_name }}"), ("KẾ TOÁN", ""), ("CHỦ TỊCH", "")])


TEMPLATES = {"fund_receipt": receipt, "fund_statement": statement}

"""The papers of dossiers and decisions: the decision, the written refusal, and the slips of a dossier."""

from scripts.documents.form import Form


def decision(form: Form) -> None:
    form.masthead()
    form.title("QUYẾT ĐỊNH", "{{ about }}")
    form.centred("{{ authority }}", bold=True, before=10)
    form.control("{%p for basis in bases %}")
    form.text("{{ basis }}", italic=True)
    form.control("{%p endfor %}")
    form.centred("QUYẾT ĐỊNH:", bold=True)
    form.control("{%p if listed %}")
    form.text("**Điều 1.** {{ summary }}")
    form.control("{%p else %}")
    form.control("{%p for article in articles %}")
    form.text("{% if loop.first %}**Điều 1.** {% endif %}{{ article }}")
    form.control("{%p endfor %}")
    form.control("{%p endif %}")
    form.text("**Điều 2.** Quyết định này có hiệu lực kể từ ngày ký.")
    form.text(
        "**Điều 3.** Công chức Văn hóa - Xã hội, đơn vị chi trả, các cơ quan, đơn vị liên quan và người có tên tại "
        "Điều 1 chịu trách nhiệm thi hành Quyết định này."
    )
    form.closing()
    form.control("{%p if listed %}")
    form.across("DANH SÁCH", "Kèm theo Quyết định số {{ number }}/{{ symbol }}")
    form.table(
        ["TT", "Họ và tên", "Năm sinh", "Thôn, địa chỉ", "Nhóm", "Mức cũ", "Mức mới", "Từ tháng"],
        [12, 60, 24, 62, 37, 25, 25, 22],
        "row in rows",
        ["{{ row.no }}", "{{ row.full_name }}", "{{ row.birth }}", "{{ row.address }}", "{{ row.code }}",
         "{{ row.old_amount }}", "{{ row.amount }}", "{{ row.month }}"],
        size=10, room=0,
    )  # fmt: skip
    form.control("{%p endif %}")


def refusal(form: Form) -> None:
    form.masthead()
    form.title("THÔNG BÁO", "Về việc không giải quyết hồ sơ đề nghị")
    form.centred("Kính gửi: {{ applicant }}", before=12)
    form.text(
        "{{ office_name }} đã xem xét hồ sơ số {{ dossier }} nhận ngày {{ received_on }}, thủ tục “{{ procedure }}”, "
        "đề nghị đối với **{{ full_name }}**, địa chỉ: {{ address }}."
    )
    form.text("Hồ sơ không được giải quyết vì: {{ refusal }}")
    form.text(
        "Nếu không đồng ý, ông (bà) có quyền khiếu nại theo quy định của pháp luật, hoặc nộp lại hồ sơ khi đủ "
        "điều kiện."
    )
    form.closing()


def receipt(form: Form) -> None:
    form.masthead()
    form.title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "{{ procedure }}")
    _about(form)
    form.text("Giấy tờ đã nhận:", bold=True, indent=False)
    _papers(form)
    form.text("Ngày nhận hồ sơ: {{ received_on }}. **Ngày trả kết quả: {{ due_on }}.**", indent=False)
    form.closing()


def supplement(form: Form) -> None:
    form.masthead()
    form.title("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "{{ procedure }}")
    _about(form)
    form.text("Giấy tờ cần bổ sung:", bold=True, indent=False)
    _papers(form)
    form.text("{{ reason }}", indent=False)
    form.text("Thời hạn giải quyết dừng tính từ ngày yêu cầu và tính tiếp khi hồ sơ đủ.", italic=True)
    form.closing()


def posting(form: Form) -> None:
    form.masthead()
    form.title("NIÊM YẾT", "Kết quả xét duyệt hồ sơ: {{ procedure }}")
    form.text("Người được đề nghị: **{{ full_name }}**, sinh {{ birth }}, địa chỉ: {{ address }}.", indent=False)
    form.text("Nhóm đề nghị: {{ group }}", indent=False)
    form.control("{%p for line in results %}")
    form.text("{{ line }}", indent=False)
    form.control("{%p endfor %}")
    form.text("Niêm yết từ ngày {{ posted_on }} đến hết ngày {{ until }}.", indent=False)
    form.text("Ai thấy kết quả chưa đúng thì gửi ý kiến đến Ủy ban nhân dân trong thời gian niêm yết.", italic=True)
    form.closing()


def _about(form: Form) -> None:
    form.text("Người nộp: **{{ applicant }}**{% if phone %}, điện thoại {{ phone }}{% endif %}", indent=False)
    form.text("Người được đề nghị: {{ full_name }}, sinh {{ birth }}, địa chỉ: {{ address }}", indent=False)


def _papers(form: Form) -> None:
    form.control("{%p for paper in papers %}")
    form.text("- {{ paper }}", indent=False)
    form.control("{%p endfor %}")


TEMPLATES = {
    "decision": decision, "refusal": refusal, "dossier_receipt": receipt, "dossier_supplement": supplement,
    "dossier_posting": posting,
}  # fmt: skip

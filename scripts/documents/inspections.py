"""The papers of an inspection: its minutes with what was found."""

from scripts.documents.form import Form


def minutes(form: Form) -> None:
    form.masthead()
    form.title("BIÊN BẢN", "Kiểm tra {{ inspected }}: {{ about }}")
    form.text("**I. Thời gian, địa điểm**: {{ when }}, tại {{ place }}.", indent=False)
    form.text("Căn cứ: {{ plan }}.", indent=False)
    form.text("**II. Thành phần**", indent=False)
    form.text("1. Đoàn kiểm tra:", indent=False)
    form.control("{%p for one in team %}")
    form.text("- {{ one }}", indent=False)
    form.control("{%p endfor %}")
    form.text("2. Đơn vị được kiểm tra, {{ inspected }}:", indent=False)
    form.text("- {{ dots }}", indent=False)
    form.text("- {{ dots }}", indent=False)
    form.text("**III. Kết quả kiểm tra**", indent=False)
    form.control("{%p if rows %}")
    form.text("Đoàn kiểm tra phát hiện và yêu cầu khắc phục:", indent=False)
    form.table(
        ["TT", "Phát hiện", "Yêu cầu khắc phục", "Người thực hiện", "Hạn"], [10, 56, 45, 31, 23], "row in rows",
        ["{{ row.no }}", "{{ row.text }}", "{{ row.asked }}", "{{ row.who }}", "{{ row.due }}"],
        size=11, room=1, middle=(0, 4),
    )  # fmt: skip
    form.control("{%p else %}")
    form.text("Không ghi phát hiện nào phải khắc phục.", indent=False)
    form.control("{%p endif %}")
    form.text("**IV. Ý kiến của đơn vị được kiểm tra**: {{ dots }} {{ dots }}", indent=False)
    form.text(
        "Biên bản kết thúc vào …… giờ ……, ngày …… tháng …… năm ………, đã đọc cho những người dự nghe và cùng ký.",
        indent=False,
    )
    form.closing(signers=[
        ("NGƯỜI GHI BIÊN BẢN", "{{ secretary }}"), ("ĐƠN VỊ ĐƯỢC KIỂM TRA", ""), ("TRƯỞNG ĐOÀN", "{{ leader }}"),
    ])  # fmt: skip


TEMPLATES = {"inspection_minutes": minutes}

"""The papers of the disability council: request, form, minutes, certificate, and the letter to the medical board."""

from scripts.documents.form import Form


def request(form: Form) -> None:
    form.state_alone()
    form.title(
        "ĐƠN ĐỀ NGHỊ", "Xác định, xác định lại mức độ khuyết tật;\ncấp, cấp đổi, cấp lại Giấy xác nhận khuyết tật"
    )
    form.centred("Kính gửi: Chủ tịch {{ office_name }}", before=10)
    form.text("**I. Người được đề nghị**", indent=False)
    _person(form)
    form.text("**II. Người đại diện hợp pháp (nếu có)**", indent=False)
    _representative(form)
    form.text("**III. Đề nghị**: {{ asked }}", indent=False)
    form.text("Giấy tờ kèm theo:", indent=False)
    form.control("{%p for paper in papers %}")
    form.text("- {{ paper }}", indent=False)
    form.control("{%p endfor %}")
    form.text("{{ place_and_day }}", italic=True, indent=False)
    form.closing(signers=[("", ""), ("NGƯỜI VIẾT ĐƠN", "")])


def assessment(form: Form) -> None:
    form.masthead(numbered=False)
    form.title("PHIẾU XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT", "{{ about }}")
    form.text("**I. Người được xác định mức độ khuyết tật**", indent=False)
    _person(form)
    form.text("**II. Người đại diện hợp pháp (nếu có)**", indent=False)
    _representative(form)
    form.text("**III. Xác định dạng khuyết tật**", indent=False)
    _signs(form, "feature in features", "feature")
    form.text("**IV. Xác định mức độ khuyết tật**", indent=False)
    _signs(form, "sign in signs", "sign")
    form.control("{%p if activities %}")
    form.text("Phần 2. Không có dấu hiệu nào ở trên thì tính điểm các hoạt động:", indent=False)
    form.table(
        ["Hoạt động", "Thực hiện được (0)", "Cần trợ giúp (1)", "Không thực hiện được (2)", "Không xác định được (X)"],
        [65, 25, 25, 25, 25], "row in activities",
        ["{{ row.label }}", "{{ row.p0 }}", "{{ row.p1 }}", "{{ row.p2 }}", "{{ row.x }}"],
    )  # fmt: skip
    form.text("**Tổng số điểm: {{ total }}**", indent=False)
    form.text("(Đặc biệt nặng: từ 14 điểm; nặng: từ 7 đến 13 điểm; nhẹ: từ 0 đến 6 điểm)", italic=True, indent=False)
    form.control("{%p endif %}")
    form.text("**V. Đề xuất kết luận**", indent=False)
    form.text("1. Dạng khuyết tật: {{ kinds }}", indent=False)
    form.text("2. Mức độ khuyết tật: {{ degree }}", indent=False)
    form.text("3. Không đưa ra được kết luận, vì: {{ unable }}", indent=False)
    form.closing(signers=[("NGƯỜI GHI PHIẾU", "{{ writer }}"), ("CHỦ TỊCH HỘI ĐỒNG", "{{ chair }}")])


def minutes(form: Form) -> None:
    form.masthead(numbered=False)
    form.title("BIÊN BẢN", "Họp kết luận dạng khuyết tật và mức độ khuyết tật")
    form.text("**I. Thời gian, địa điểm**: {{ when }}, tại {{ place }}.", indent=False)
    form.text("**II. Thành phần dự họp** ({{ present }}/{{ members }} thành viên Hội đồng)", indent=False)
    form.control("{%p for one in attending %}")
    form.text("{{ loop.index }}. {{ one }}", indent=False)
    form.control("{%p endfor %}")
    form.text("**III. Nội dung**", indent=False)
    form.text("1. Xác định dạng khuyết tật và mức độ khuyết tật cho:", indent=False)
    _person(form)
    form.text("2. Hội đồng quan sát, phỏng vấn người được xác định hoặc người đại diện hợp pháp.", indent=False)
    form.text("3. Kết quả theo phiếu: {{ finding }}", indent=False)
    form.text("4. Ý kiến của các thành viên dự họp: {{ opinions }}", indent=False)
    form.text("5. Kết quả biểu quyết:", indent=False)
    form.table(
        ["Nội dung biểu quyết", "Số ý kiến đồng ý"], [110, 55], "row in votes", ["{{ row.label }}", "{{ row.count }}"]
    )
    form.text("6. Kết luận: **{{ conclusion }}**{% if reason %}. {{ reason }}{% endif %}", indent=False)
    form.closing(signers=[("NGƯỜI GHI BIÊN BẢN", "{{ writer }}"), ("CHỦ TỊCH HỘI ĐỒNG", "{{ chair }}")])


def certificate(form: Form) -> None:
    form.card(98, 66, [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "title"), ("Độc lập - Tự do - Hạnh phúc", "title"),
        ("GIẤY XÁC NHẬN KHUYẾT TẬT", "head"), ("Số hiệu: {{ code }}", "centre"),
        ("Họ và tên: **{{ full_name }}**", "line"),
        ("Ngày, tháng, năm sinh: {{ birth }}    Giới tính: {{ sex }}", "line"),
        ("Nơi cư trú: {{ address }}", "line"), ("Dạng khuyết tật: {{ kinds }}", "line"),
        ("Mức độ khuyết tật: **{{ degree }}**", "line"), ("{{ place_and_day }}", "right"),
        ("CHỦ TỊCH", "sign"), ("(Ký tên, đóng dấu)", "right"), ("{{ signer_name }}", "signed"),
    ])  # fmt: skip


def referral(form: Form) -> None:
    form.masthead()
    form.title("GIẤY GIỚI THIỆU", "Chuyển hồ sơ giám định y khoa về mức độ khuyết tật")
    form.centred("Kính gửi: Hội đồng giám định y khoa {{ board }}", before=10)
    form.text("{{ office_name }} giới thiệu người sau đây đến giám định dạng khuyết tật và mức độ khuyết tật:")
    _person(form)
    form.text("- Kết luận của Hội đồng xác định mức độ khuyết tật ngày {{ met_on }}: {{ conclusion }}", indent=False)
    form.text("**Trường hợp chuyển**: {{ ground }}.")
    form.text("**Lý do**: {{ reason }}")
    form.control("{%p if evidence %}")
    form.text("**Bằng chứng**: {{ evidence }}")
    form.control("{%p endif %}")
    form.text("**Phí giám định**: {{ pays }}.")
    form.text("**Giấy tờ gửi kèm**:")
    form.control("{%p for paper in papers %}")
    form.text("- {{ paper }}", indent=False)
    form.control("{%p endfor %}")
    form.text("Đề nghị Hội đồng giám định y khoa khám, kết luận và gửi biên bản giám định về {{ office_name }}.")
    form.closing()


def _person(form: Form) -> None:
    form.text("- Họ và tên: **{{ full_name }}**", indent=False)
    form.text("- Ngày, tháng, năm sinh: {{ birth }}", indent=False)
    form.text("- Giới tính: {{ sex }}", indent=False)
    form.text("- Số định danh cá nhân, căn cước: {{ identity }}", indent=False)
    form.text("- Nơi cư trú: {{ address }}", indent=False)


def _representative(form: Form) -> None:
    form.text("- Họ và tên: {{ applicant }}", indent=False)
    form.text("- Quan hệ: {{ relation }}", indent=False)
    form.text("- Điện thoại: {{ phone }}", indent=False)


def _signs(form: Form, each: str, name: str) -> None:
    cells = [f"{{{{ {name}.number }}}}", f"{{{{ {name}.words }}}}", f"{{{{ {name}.on }}}}"]
    form.table(["STT", "Dấu hiệu", "Có"], [15, 130, 20], each, cells)


TEMPLATES = {
    "disability_request": request, "disability_form": assessment, "disability_minutes": minutes,
    "disability_certificate": certificate, "disability_referral": referral,
}  # fmt: skip

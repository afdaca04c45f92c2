"""The papers of a review of poor households: decision with its lists, certificate, refusal, minutes, posted list."""

from scripts.documents.form import Form

LIST = (
    ["TT", "Họ và tên chủ hộ", "Thôn", "Số người", "Trước rà soát", "Kết quả", "Điểm B1", "Số chỉ số thiếu hụt",
     "Giấy chứng nhận"],
    [12, 55, 42, 17, 33, 33, 17, 22, 36],
    ["{{ row.no }}", "{{ row.head }}", "{{ row.village }}", "{{ row.people }}", "{{ row.before }}", "{{ row.result }}",
     "{{ row.b1 }}", "{{ row.lacking }}", "{{ row.certificate }}"],
)  # fmt: skip
"""The columns of every list of households on a page on its side: heads, widths, cells."""


def decision(form: Form) -> None:
    form.masthead()
    form.title("QUYẾT ĐỊNH", "{{ about }}")
    form.centred("{{ authority }}", bold=True, before=10)
    form.control("{%p for basis in bases %}")
    form.text("{{ basis }}", italic=True)
    form.control("{%p endfor %}")
    form.centred("QUYẾT ĐỊNH:", bold=True)
    form.text("**Điều 1.** {{ recognised }}")
    form.control("{%p for count in counts %}")
    form.text("- {{ count }}")
    form.control("{%p endfor %}")
    form.text("(Danh sách kèm theo.)")
    form.text("**Điều 2.** Kết quả này dùng {{ holds }}. Quyết định này có hiệu lực kể từ ngày ký.")
    form.text(
        "**Điều 3.** Công chức làm công tác giảm nghèo, các cơ quan, đơn vị liên quan, trưởng thôn và các hộ có tên "
        "trong danh sách chịu trách nhiệm thi hành Quyết định này."
    )
    form.closing()
    _lists(form, "DANH SÁCH", "Kèm theo Quyết định số {{ number }}/{{ symbol }}")


def posting(form: Form) -> None:
    form.masthead()
    form.title("THÔNG BÁO", "{{ about }}")
    form.text("{{ office_name }} niêm yết kết quả rà soát (dự kiến) {{ of_place }}:")
    form.control("{%p for count in counts %}")
    form.text("- {{ count }}")
    form.control("{%p endfor %}")
    form.text(
        "Niêm yết từ ngày **{{ posted_on }}** đến hết ngày **{{ until }}** tại nhà văn hóa, nhà sinh hoạt cộng đồng "
        "thôn và trụ sở {{ office_name }}, thông báo trên loa truyền thanh."
    )
    form.text(
        "Ai có ý kiến, khiếu nại thì gửi {{ office_name }} trong thời gian niêm yết. Kết quả phúc tra được niêm yết "
        "trong {{ complaint_days }} ngày làm việc kể từ ngày nhận khiếu nại."
    )
    form.closing()
    _lists(form, "DANH SÁCH NIÊM YẾT", "{{ about }}", numbers=False)


def _lists(form: Form, heading: str, about: str, *, numbers: bool = True) -> None:
    """Each list that has households, one under the other, on pages on their side; ``numbers``: with certificates."""
    heads, widths, cells = LIST
    if not numbers:
        heads, widths, cells = heads[:-1], [12, 70, 63, *widths[3:-1]], cells[:-1]
    form.control("{%p if lists %}")
    form.across(heading, about)
    form.control("{%p for list in lists %}")
    form.text("**{{ list.title }}** ({{ list.homes }} hộ, {{ list.people }} người)", indent=False)
    form.table(heads, widths, "row in list.rows", cells, size=10, room=0, middle=(0, 3, 6, 7))
    form.control("{%p endfor %}")
    form.control("{%p endif %}")


def certificate(form: Form) -> None:
    form.unnumbered()
    form.control("{%p for home in homes %}")
    form.control("{%p set number = home.number %}")
    form.control("{%p set symbol = home.symbol %}")
    form.control("{%p if not loop.first %}")
    form.new_page()
    form.control("{%p endif %}")
    form.masthead()
    form.title("GIẤY CHỨNG NHẬN", "HỘ NGHÈO, HỘ CẬN NGHÈO")
    form.text("{{ authority }} chứng nhận:", indent=False)
    form.text("Hộ ông (bà): **{{ home.head }}**    Dân tộc: {{ home.ethnicity }}", indent=False)
    form.text("Số định danh cá nhân, căn cước: {{ home.identity }}", indent=False)
    form.text("Nơi cư trú: {{ home.address }}", indent=False)
    form.text("là **{{ home.result }}** {{ home.holds }}, theo Quyết định số {{ home.decision }}.", indent=False)
    form.text("Thành viên của hộ:", indent=False)
    form.table(
        ["TT", "Họ và tên", "Dân tộc", "Quan hệ với chủ hộ", "Năm sinh nam", "Năm sinh nữ", "Ghi chú"],
        [10, 52, 22, 30, 16, 16, 19], "row in home.people",
        ["{{ row.no }}", "{{ row.name }}", "{{ row.ethnicity }}", "{{ row.relation }}", "{{ row.man }}",
         "{{ row.woman }}", "{{ row.note }}"],
        size=11, room=1, middle=(0, 4, 5),
    )  # fmt: skip
    form.text("Phân loại hộ hằng năm:", indent=False)
    form.table(
        ["Năm", "Hộ nghèo", "Hộ cận nghèo", "Theo quyết định"], [20, 30, 35, 80], "row in home.years",
        ["{{ row.year }}", "{{ row.poor }}", "{{ row.near }}", "{{ row.decision }}"],
        size=11, room=1, middle=(0, 1, 2),
    )  # fmt: skip
    form.seal("{{ signer_title }}", "{{ signer_name }}")
    form.control("{%p endfor %}")


def refusal(form: Form) -> None:
    form.masthead()
    form.title("THÔNG BÁO", "{{ about }}")
    form.centred("Kính gửi: Ông (bà) {{ head }}, {{ address }}", before=12)
    form.text("{{ office_name }} nhận giấy đề nghị của ông (bà) ngày {{ asked_on }}, đã rà soát hộ ngày {{ taken_on }}"
              "{{ steps }}.")  # fmt: skip
    form.text("{{ refused }}, vì:")
    form.control("{%p for reason in reasons %}")
    form.text("- {{ reason }}")
    form.control("{%p endfor %}")
    form.text(
        "Nếu không đồng ý, ông (bà) có quyền khiếu nại theo quy định của pháp luật, hoặc đề nghị rà soát lại khi hoàn "
        "cảnh của hộ thay đổi."
    )
    form.closing()


def minutes(form: Form) -> None:
    form.state_alone()
    form.title("BIÊN BẢN", "{{ about }}")
    form.text("**I. Thời gian, địa điểm**: {{ when }}, tại {{ place }}.", indent=False)
    form.text("**II. Thành phần**", indent=False)
    form.text("- Chủ trì: {{ chair }}", indent=False)
    form.text("- Thư ký: {{ secretary }}", indent=False)
    form.text(
        "- Ban chỉ đạo rà soát cấp xã, công chức làm công tác giảm nghèo, bí thư chi bộ, các tổ chức đoàn thể, rà soát "
        "viên và đại diện các hộ; Ủy ban Mặt trận Tổ quốc cấp xã giám sát.", indent=False,
    )  # fmt: skip
    form.text("- Số người dự họp: {{ present }}", indent=False)
    form.text("**III. Nội dung**", indent=False)
    form.text("1. Rà soát viên báo cáo kết quả rà soát (dự kiến) các hộ của thôn:", indent=False)
    form.table(
        ["TT", "Họ và tên chủ hộ", "Số người", "Trước rà soát", "Kết quả", "Ý kiến"], [10, 50, 16, 32, 32, 25],
        "row in rows",
        ["{{ row.no }}", "{{ row.head }}", "{{ row.people }}", "{{ row.before }}", "{{ row.result }}", ""],
        size=11, room=1, middle=(0, 2),
    )  # fmt: skip
    form.text("2. Ý kiến của người dự họp: {{ said }}", indent=False)
    form.text("3. Kết quả: {{ agreeing }} người đồng ý trên {{ present }} người dự họp.", indent=False)
    form.text("**IV. Kết luận**: {{ conclusion }}", indent=False)
    form.text("Biên bản lập thành {{ copies }} bản, 01 bản lưu ở thôn, 01 bản gửi {{ office_name }}.", indent=False)
    form.closing(signers=[
        ("ĐẠI DIỆN HỘ DÂN", "{{ representative }}"), ("THƯ KÝ", "{{ secretary_name }}"),
        ("CHỦ TRÌ", "{{ chair_name }}"),
    ])  # fmt: skip


TEMPLATES = {
    "poverty_decision": decision, "poverty_certificate": certificate, "poverty_refusal": refusal,
    "poverty_minutes": minutes, "poverty_posting": posting,
}  # fmt: skip

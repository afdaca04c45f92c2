"""The reports: the half-year of a district's office, the speech of a province's bureau, and a subject's table.

Their fields: ``so`` (this period), ``ky_truoc`` (the one before), ``nam_truoc`` (the whole year before), each by an
indicator's code; ``loi`` (lines typed for a section); ``ky`` (the period). A sentence stands only when it is true.
"""

from scripts.documents.form import Form


def half_year(form: Form) -> None:
    form.masthead()
    form.title("BÁO CÁO", "Ước tính kết quả thực hiện kế hoạch phát triển KT-XH {{ ky.name }}; "
               "Nhiệm vụ và các giải pháp 6 tháng cuối năm {{ ky.year }}")  # fmt: skip
    form.control("{%p for line in loi.basis %}")
    form.text("{{ line }}")
    form.control("{%p endfor %}")
    form.text("{{ office_name }} báo cáo, cụ thể như sau:")
    form.centred("Phần 1", bold=True)
    form.centred("ƯỚC KẾT QUẢ THỰC HIỆN NHIỆM VỤ, KẾ HOẠCH PHÁT TRIỂN KT-XH {{ ky.name | upper }}", bold=True, before=0)
    form.text("1. Những nét cơ bản trong lãnh đạo, chỉ đạo và triển khai tổ chức thực hiện của đơn vị", bold=True)
    _said(
        form, "so.documents_prepared",
        "Chủ động tham mưu ban hành {{ so.documents_prepared | tren(10) }} văn bản chỉ đạo triển khai thực hiện công "
        "tác quản lý nhà nước về lao động; người có công; bảo trợ xã hội; bảo vệ chăm sóc trẻ em và bình đẳng giới; "
        "phòng chống tệ nạn xã hội trên địa bàn;",
    )  # fmt: skip
    _lines(form, "lead")
    form.text("2. Đánh giá khái quát những thuận lợi, khó khăn chủ yếu trong quá trình triển khai, tổ chức thực hiện "
              "nhiệm vụ của đơn vị", bold=True)  # fmt: skip
    form.text("2.1. Thuận lợi", bold=True)
    _lines(form, "advantages")
    form.text("2.2. Khó khăn", bold=True)
    _lines(form, "difficulties")
    form.text("3. Kết quả đạt được", bold=True)
    form.text("3.1. Lĩnh vực lao động - việc làm, giảm nghèo", bold=True)
    _work(form)
    form.text("3.2. Lĩnh vực người có công", bold=True)
    _merit(form)
    form.text("3.3. Lĩnh vực bảo trợ xã hội", bold=True)
    _assistance(form)
    form.text("3.4. Công tác trẻ em và bình đẳng giới", bold=True)
    _children(form)
    form.text("3.5. Công tác phòng, chống tệ nạn xã hội", bold=True)
    _said(form, "so.volunteer_teams", "Kiện toàn {{ so.volunteer_teams | hai_so }} đội Công tác xã hội tình nguyện "
          "({{ so.volunteer_teams.ten }});")  # fmt: skip
    _said(form, "so.evils_contests", "Tổ chức {{ so.evils_contests | hai_so }} Hội thi về công tác phòng, chống tệ nạn "
          "xã hội ({{ so.evils_contests.ten }});")  # fmt: skip
    _lines(form, "evils_more")
    form.text("4. Tồn tại, hạn chế", bold=True)
    _lines(form, "limits")
    form.text("5. Nguyên nhân", bold=True)
    form.control("{%p for line in loi.objective %}")
    form.text("- Nguyên nhân khách quan: {{ line }}")
    form.control("{%p endfor %}")
    form.control("{%p for line in loi.subjective %}")
    form.text("- Nguyên nhân chủ quan: {{ line }}")
    form.control("{%p endfor %}")
    form.centred("Phần 2", bold=True)
    form.centred("NHIỆM VỤ VÀ CÁC GIẢI PHÁP 6 THÁNG CUỐI NĂM {{ ky.year }}", bold=True, before=0)
    form.text("1. Nhiệm vụ", bold=True)
    _said(
        form, "so.gratitude_planned.tien",
        "Phát động và xây dựng ủng hộ Quỹ Đền ơn đáp nghĩa năm {{ ky.year }} với số tiền dự kiến "
        "{{ so.gratitude_planned.tien | chuc_trieu }};",
    )  # fmt: skip
    _lines(form, "tasks")
    form.text("2. Giải pháp", bold=True)
    _lines(form, "measures")
    form.text("Trên đây là báo cáo ước tính kết quả thực hiện phát triển kinh tế, xã hội {{ ky.name }}; nhiệm vụ và "
              "các giải pháp chủ yếu 6 tháng cuối năm {{ ky.year }}. {{ office_name }} trân trọng "
              "báo cáo./.")  # fmt: skip
    form.closing()


def _work(form: Form) -> None:
    _said(
        form, "so.workers_trained or so.jobs_created",
        "Phối hợp với các công ty, doanh nghiệp đóng trên địa bàn tổ chức đào tạo nghề cho "
        "{{ so.workers_trained | tren(100) }} lao động{% if so.workers_trained.dat %}, đạt "
        "{{ so.workers_trained.dat }}% kế hoạch{% endif %}; tạo việc làm mới cho {{ so.jobs_created | tren(100) }} lao "
        "động{% if so.jobs_created.dat %}, đạt {{ so.jobs_created.dat }}% kế hoạch (kế hoạch đề ra "
        "{{ so.jobs_created.ke_hoach }}{% if so.jobs_created.den %} - {{ so.jobs_created.den }}{% endif %} lao "
        "động){% endif %};",
    )  # fmt: skip
    _said(
        form, "so.technique_classes",
        "Phối hợp với các ngành, đoàn thể tổ chức {{ so.technique_classes | hai_so }} lớp chuyển giao khoa học kỹ "
        "thuật về chăn nuôi, trồng trọt cho {{ so.technique_attendances }} lượt người tham gia;",
    )  # fmt: skip
    _said(
        form, "so.poor_insured or so.near_poor_insured or so.average_insured",
        "Phối hợp với Bảo hiểm xã hội mua cấp mới, đổi thẻ BHYT cho: {{ so.poor_insured }} người thuộc hộ nghèo, "
        "{{ so.near_poor_insured }} người thuộc hộ cận nghèo và {{ so.average_insured | tren(1000) }} người thuộc hộ "
        "làm nông nghiệp có mức sống trung bình;",
    )  # fmt: skip
    _said(
        form, "so.tet_gifts_poor or so.tet_gifts_near_poor or so.tet_gifts_assisted or so.tet_gifts_children",
        "Phối hợp với các cấp, các ngành và công ty, doanh nghiệp đóng trên địa bàn tổ chức thăm, tặng quà nhân dịp "
        "Tết Nguyên đán {{ ky.year }} cho: {{ so.tet_gifts_poor }} lượt hộ nghèo số tiền {{ so.tet_gifts_poor.tien }}, "
        "{{ so.tet_gifts_near_poor }} hộ cận nghèo số tiền {{ so.tet_gifts_near_poor.tien }}, "
        "{{ so.tet_gifts_assisted }} hộ có hoàn cảnh khó khăn và đối tượng BTXH số tiền "
        "{{ so.tet_gifts_assisted.tien }}; {{ so.tet_gifts_children }} lượt trẻ em có hoàn cảnh đặc biệt khó khăn số "
        "tiền {{ so.tet_gifts_children.tien }};",
    )  # fmt: skip
    _said(form, "so.tax_confirmed", "Rà soát xác nhận cho {{ so.tax_confirmed | tron }}% hộ thuộc hộ nghèo được miễn, "
          "giảm thuế sử dụng đất phi nông nghiệp năm {{ ky.year }};")  # fmt: skip
    _said(
        form, "so.job_loss_supported",
        "Phối hợp với phòng Tài chính - Kế hoạch chi trả tiền hỗ trợ {{ so.job_loss_supported | hai_so }} lao động mất "
        "việc làm do ảnh hưởng của dịch Covid-19 năm 2020 với số tiền {{ so.job_loss_supported.tien | trieu }}.",
    )  # fmt: skip


def _merit(form: Form) -> None:
    _said(
        form, "so.tet_gifts_merit",
        "Kịp thời tham mưu tổ chức thăm, tặng quà các gia đình chính sách tiêu biểu và cấp đúng, đủ, kịp thời cho "
        "{{ so.tet_gifts_merit_people }} lượt người có công và {{ so.tet_gifts_toxic_children }} lượt con đẻ người "
        "nhiễm chất độc hoá học số tiền {{ so.tet_gifts_merit.tien }} nhân dịp Tết Nguyên đán {{ ky.year }};",
    )  # fmt: skip
    _lines(form, "merit_more")
    _said(
        form, "so.merit_monthly",
        "Thực hiện chi trả trợ cấp hàng tháng cho {{ so.merit_monthly }} người và trợ cấp một lần, mai táng phí cho "
        "{{ so.merit_once }} đối tượng người có công {{ so.merit_paid.tien | trieu }}"
        "{% if so.merit_education_devices %}; chi ưu đãi giáo dục, trang cấp dụng cụ chỉnh hình cho "
        "{{ so.merit_education_devices }} đối tượng là người có công và con người có công với số tiền "
        "{{ so.merit_education_devices.tien }}{% endif %};",
    )  # fmt: skip
    _said(
        form, "so.merit_once or so.worship or so.convalescence_listed or so.merit_files_moved_out",
        "Tiếp nhận và đề nghị cấp có thẩm quyền ra quyết định trợ cấp một lần, mai táng phí cho {{ so.merit_once }} "
        "đối tượng; chi trợ cấp thờ cúng liệt sĩ năm {{ ky.year }} cho {{ so.worship }} người; lập danh sách cho "
        "{{ so.convalescence_listed }} người có công và thân nhân đề nghị hưởng chế độ điều dưỡng năm {{ ky.year }}; "
        "giới thiệu di chuyển {{ so.merit_files_moved_out | hai_so }} hồ sơ người có công đi nơi khác;",
    )  # fmt: skip
    _said(form, "so.merit_newly_insured", "Phối hợp với Bảo hiểm xã hội mua mới, đổi thẻ BHYT cho "
          "{{ so.merit_newly_insured }} đối tượng người có công.")  # fmt: skip


def _assistance(form: Form) -> None:
    _said(
        form, "so.tet_gifts_older",
        "Tham mưu, phối hợp với các cấp, các ngành và công ty, doanh nghiệp đóng trên địa bàn thăm, tặng quà nhân dịp "
        "Tết Nguyên đán {{ ky.year }} cho {{ so.tet_gifts_older }} lượt người cao tuổi số tiền "
        "{{ so.tet_gifts_older.tien }};",
    )  # fmt: skip
    _said(
        form, "so.assistance_decisions or so.assistance_monthly",
        "Tiếp nhận hồ sơ và trình ban hành {{ so.assistance_decisions | gan(100) }} quyết định về bảo trợ xã hội. Thực "
        "hiện chi trả cho {{ so.assistance_monthly }} người và chi mai táng phí cho đối tượng BTXH với số tiền "
        "{{ so.assistance_paid.tien | chuc_trieu }}.{% if so.cremation %} Kịp thời hỗ trợ chi phí hoả táng cho "
        "{{ so.cremation | tren(100) }} người với số tiền {{ so.cremation.tien | tram_trieu }}.{% endif %}",
    )  # fmt: skip
    _said(
        form, "so.assistance_newly_insured or so.mild_disability_insured",
        "Phối hợp với Bảo hiểm xã hội mua cấp mới, đổi thẻ BHYT {{ so.assistance_newly_insured | tren(100) }} đối "
        "tượng bảo trợ xã hội, {{ so.mild_disability_insured }} người khuyết tật nhẹ;",
    )  # fmt: skip
    _said(
        form, "so.insurance_ahead.tien",
        "Thực hiện việc chuyển trả kinh phí mua thẻ BHYT của các đối tượng (người có công, bảo trợ xã hội, người "
        "nghèo, trẻ em dưới 6 tuổi) cho BHXH với tổng số tiền {{ so.insurance_ahead.tien | ty }};",
    )  # fmt: skip
    _said(
        form, "so.communes_inspected",
        "Xây dựng kế hoạch và tổ chức kiểm tra việc thực hiện chính sách lao động - người có công và xã hội năm "
        "{{ ky.year }} tại {{ so.communes_inspected }} xã ({{ so.communes_inspected.ten }});",
    )  # fmt: skip
    _said(
        form, "so.electricity_assisted or so.electricity_poor",
        "Rà soát hỗ trợ tiền điện cho {{ so.electricity_assisted }} lượt hộ gia đình có đối tượng BTXH dùng dưới 50 "
        "kWh/tháng và {{ so.electricity_poor }} hộ gia đình nghèo.",
    )  # fmt: skip


def _children(form: Form) -> None:
    _said(
        form, "so.gifts_special_children or so.gifts_children_day",
        "Nhân dịp Tết Nguyên đán {{ ky.year }} và Tết thiếu nhi 1/6 phối hợp với các cấp, các ngành thăm, tặng quà cho "
        "{{ so.gifts_special_children | gan(100) }} lượt trẻ em có hoàn cảnh đặc biệt khó khăn với tổng số tiền "
        "{{ so.gifts_special_children.tien | chuc_trieu }} và hỗ trợ tặng quà cho {{ so.gifts_children_day | ngan }} "
        "trẻ em nhân dịp 1/6 với số tiền {{ so.gifts_children_day.tien | chuc_trieu }}.",
    )  # fmt: skip
    _lines(form, "children_more")
    _said(
        form, "so.children_work_classes",
        "Tổ chức {{ so.children_work_classes | hai_so }} lớp tập huấn về nâng cao kiến thức, kỹ năng làm việc với trẻ "
        "em và công tác xã hội cho {{ so.children_work_trained | tren(10) }} cán bộ làm công tác trẻ em;",
    )  # fmt: skip
    _said(
        form, "so.women_candidate_classes",
        "Tổ chức {{ so.women_candidate_classes | hai_so }} lớp tập huấn cho đại biểu nữ ứng cử viên đại biểu HĐND các "
        "cấp cho {{ so.women_candidates_trained }} đại biểu.",
    )  # fmt: skip


def speech(form: Form) -> None:
    form.centred("BÁO CÁO THAM LUẬN CỦA", bold=True)
    form.centred("{{ office_name | upper }}", bold=True, before=0)
    form.centred("Một số nội dung cần trao đổi liên quan nhiệm vụ của Phòng", bold=True, before=0)
    _paragraphs(form, "greeting")
    form.text("Thứ nhất, về thực hiện chỉ tiêu giảm nghèo năm {{ ky.year }}.", bold=True)
    _said(form, "so.poor_fall_target", "Chỉ tiêu giảm tỷ lệ hộ nghèo đa chiều năm {{ ky.year }} được HĐND tỉnh và UBND "
          "tỉnh giao: giảm từ {{ so.poor_fall_target }} - {{ so.poor_fall_target.den }}%.")  # fmt: skip
    _said(
        form, "nam_truoc.poor_and_near_poor_begin",
        "Tổng rà soát hộ nghèo, hộ cận nghèo đa chiều đầu năm {{ ky.year_before }}, toàn tỉnh có "
        "{{ nam_truoc.poor_and_near_poor_begin }} hộ, chiếm tỷ lệ {{ nam_truoc.poor_and_near_poor_rate_begin }}%. "
        "Trong đó, hộ nghèo có {{ nam_truoc.poor_begin }} hộ, tỷ lệ {{ nam_truoc.poor_rate_begin }}%; hộ cận nghèo có "
        "{{ nam_truoc.near_poor_begin }} hộ, tỷ lệ {{ nam_truoc.near_poor_rate_begin }}%.", mark="+",
    )  # fmt: skip
    _said(
        form, "nam_truoc.poor_left > 0",
        "Với các giải pháp thực hiện thì chỉ trong năm {{ ky.year_before }}, toàn tỉnh đã giảm {{ nam_truoc.poor_left "
        "}} hộ nghèo đa chiều, tương ứng giảm {{ nam_truoc.poor_rate_fall }}%; do vậy, tỷ lệ hộ nghèo đa chiều của "
        "tỉnh hiện còn {{ nam_truoc.poor_rate_end }}% ({{ nam_truoc.poor_end }} hộ).", mark="+",
    )  # fmt: skip
    _said(
        form, "nam_truoc.poor_left < 0",
        "Trong năm {{ ky.year_before }} số hộ nghèo đa chiều của tỉnh tăng; hiện có {{ nam_truoc.poor_end }} hộ, tỷ lệ "
        "{{ nam_truoc.poor_rate_end }}%.", mark="+",
    )  # fmt: skip
    _lines(form, "poverty", "+")
    form.text("Thứ hai, về thực hiện Chương trình MTQG giảm nghèo bền vững.", bold=True)
    _said(
        form, "so.programme_documents",
        "Đối với từng dự án, tiểu dự án đều có văn bản hướng dẫn của Trung ương và của tỉnh (tổng cộng "
        "{{ so.programme_documents | gan(10) }} văn bản đang có hiệu lực).",
    )  # fmt: skip
    _lines(form, "programme")
    form.text("Thứ ba, về công tác bảo trợ xã hội.", bold=True)
    _lines(form, "assistance")
    form.text("Thứ tư, về công tác bảo vệ, chăm sóc trẻ em", bold=True)
    _said(
        form, "so.emulation_targets",
        "Theo Kế hoạch của UBND tỉnh số {{ so.emulation_targets.ten }} thì có {{ so.emulation_targets }} chỉ tiêu thi "
        "đua cần thực hiện.", mark="",
    )  # fmt: skip
    _said(
        form, "nam_truoc.child_friendly",
        "Đến cuối năm {{ ky.year_before }}, trên địa bàn tỉnh có {{ nam_truoc.child_friendly }} xã, phường, thị trấn "
        "đạt tiêu chuẩn phù hợp với trẻ em theo Quyết định số 06/QĐ-TTg ngày 03/01/2019 (đạt "
        "{{ nam_truoc.child_friendly_rate }}%). So với kỳ xét trước có {{ nam_truoc.child_friendly_before }} xã, "
        "phường, thị trấn đạt tiêu chuẩn (đạt {{ nam_truoc.child_friendly_rate_before }}%)"
        "{% if nam_truoc.child_friendly_fall > 0 %}, như vậy đã giảm {{ nam_truoc.child_friendly_fall }} xã, phường, "
        "thị trấn (giảm {{ nam_truoc.child_friendly_rate_fall }}%){% endif %}.{% if nam_truoc.child_friendly_target %} "
        "Trong khi chỉ tiêu thi đua giao đến năm {{ nam_truoc.child_friendly_target.ten }} phải đạt "
        "{{ nam_truoc.child_friendly_target | tron }}% xã, phường, thị trấn được công nhận.{% endif %}", mark="",
    )  # fmt: skip
    _paragraphs(form, "children")
    _paragraphs(form, "closing")


def subject(form: Form) -> None:
    form.masthead()
    form.title("BÁO CÁO", "{{ about }} {{ ky.name }}")
    form.text("Số liệu tính từ ngày {{ ky.first }} đến ngày {{ ky.last }} (Điều 12 Nghị định 09/2019/NĐ-CP); khoản chi "
              "theo tháng chi trả.{% if ky.running %} Kỳ chưa kết thúc: tính đến ngày {{ on }}."
              "{% endif %}")  # fmt: skip
    form.text("I. Kết quả thực hiện", bold=True)
    form.control("{%p if not rows %}")
    form.text("Kỳ này và kỳ trước không phát sinh số liệu; chưa có kế hoạch được giao.")
    form.control("{%p else %}")
    form.table(
        ["TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Kỳ này", "{{ ky.before }}", "So sánh"],
        [10, 62, 17, 22, 26, 26, 17],
        "row in rows",
        ["{{ row.no }}", "{{ row.name }}", "{{ row.unit }}", "{{ row.plan_amount }}", "{{ row.amount }}",
         "{{ row.before_amount }}", "{{ row.change_amount }}"],
        size=11,
    )  # fmt: skip
    form.control("{%p endif %}")
    form.control("{%p if notes %}")
    form.text("Ghi chú:", italic=True, indent=False)
    form.control("{%p for note in notes %}")
    form.text("- {{ note }}", italic=True, indent=False)
    form.control("{%p endfor %}")
    form.control("{%p endif %}")
    for number, (code, title) in enumerate((("assessment", "Đánh giá chung"), ("proposals", "Kiến nghị, đề xuất"))):
        form.control(f"{{%p if loi.{code} %}}")
        form.text(f"{'II' if number == 0 else 'III'}. {title}", bold=True)
        _lines(form, code)
        form.control("{%p endif %}")
    form.closing()


def _said(form: Form, when: str, sentence: str, mark: str = "-") -> None:
    """A paragraph that stands only when something is so."""
    form.control(f"{{%p if {when} %}}")
    form.text(f"{mark} {sentence}".strip())
    form.control("{%p endif %}")


def _lines(form: Form, section: str, mark: str = "-") -> None:
    """What the office typed for a section, a paragraph a line."""
    form.control(f"{{%p for line in loi.{section} %}}")
    form.text(f"{mark} {{{{ line }}}}")
    form.control("{%p endfor %}")


def _paragraphs(form: Form, section: str) -> None:
    form.control(f"{{%p for line in loi.{section} %}}")
    form.text("{{ line }}")
    form.control("{%p endfor %}")


TEMPLATES = {
    "report_district_half_year": half_year, "report_province_speech": speech, "report_subject": subject,
}  # fmt: skip

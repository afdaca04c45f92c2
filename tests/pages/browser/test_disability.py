"""The council in a real browser: from a request to the certificate, and its pages on screen and phone."""

from __future__ import annotations

from django.utils import timezone

from ansinh.acts import permit
from ansinh.record.models.disability import Assessment, Certificate, Council
from tests.acts import councils
from tests.cast import Office, PhuCu
from tests.pages.browser.conftest import Reader, press


def test_from_the_request_to_the_certificate(reader: Reader, office: Office, phu_cu: PhuCu) -> None:
    with permit.everywhere("tests"):
        commune = phu_cu.today["Quang Hưng"]
        mui = councils.somebody(commune, office)
        councils.seated(commune, office)
    page = reader.sign_in("lan")
    press(page, "nav >> text=Khuyết tật")
    press(page, "text=Nhận đơn đề nghị")
    page.fill("#tim", "pham thi mui")
    page.keyboard.press("Enter")
    press(page, f"main a[href='?nguoi={mui.pk}']")
    page.click("text=Xác định mức độ khuyết tật lần đầu")
    press(page, "text=Tiếp nhận hồ sơ")
    press(page, "text=Mở phiên họp")
    page.fill("#id_day", f"{timezone.localdate():%d/%m/%Y}")
    page.fill("#id_place", "Trạm y tế xã")
    press(page, "main button.main")
    for box in page.locator("input[name=member]").all()[:5]:
        box.check()
    press(page, "button:has-text('Ghi người dự họp')")
    press(page, "text=Đưa ra phiên họp này")
    press(page, "main a.button.main")
    page.check("input[name=feature][value='1.4']")
    for at in range(1, 11):
        page.check(f"input[name=p{at}][value='{2 if at < 8 else 0}']")
    page.wait_for_selector("#finding >> text=14 điểm · đặc biệt nặng")
    page.check("input[name=p7][value='X']")
    page.wait_for_selector("#finding >> text=để Hội đồng kết luận")
    page.check("input[name=p7][value='1']")
    page.wait_for_selector("#finding >> text=13 điểm · nặng")
    press(page, "text=Lưu phiếu")
    page.select_option("#all", "severe")
    press(page, "button:has-text('Ghi biểu quyết')")
    press(page, "button:has-text('Kết luận: nặng')")
    page.fill("#id_opinions", "Nhất trí.")
    press(page, "main button:has-text('Ghi biên bản')")
    page.wait_for_selector("text=Chờ Chủ tịch UBND cấp xã ký")
    reader.sign_out()
    page = reader.sign_in("minh")
    page.goto(f"{reader.base}/khuyet-tat/")
    press(page, "text=Phạm Thị Mùi")
    page.on("dialog", lambda asked: asked.accept())
    press(page, "button:has-text('Ký giấy xác nhận: Phạm Thị Mùi, nặng')")
    page.wait_for_selector("text=Đã ký giấy xác nhận")
    page.goto(f"{reader.base}/nguoi/{mui.pk}/")
    assert f"số 1/{timezone.localdate().year}: nặng (vận động)" in page.locator("main").inner_text()


def test_what_the_council_cannot_conclude_goes_to_the_board(reader: Reader, office: Office, phu_cu: PhuCu) -> None:
    today = timezone.localdate()
    with permit.everywhere("tests"):
        commune = phu_cu.today["Quang Hưng"]
        met = councils.met(councils.seated(commune, office), office, on=today)
        asked = councils.asked(councils.somebody(commune, office), office, today)
        case = councils.voted(councils.filled(asked, met, office, points="X" * 10), office, "unable")
    page = reader.sign_in("lan")
    reader.go(f"/khuyet-tat/phieu/{case.pk}/")
    page.fill("#id_reason", "Không quan sát được.")
    press(page, "button:has-text('Kết luận: không đưa ra được kết luận')")
    page.fill("#id_opinions", "Nhất trí.")
    press(page, "button:has-text('Ghi biên bản')")
    page.fill("#id_reason", "Hội đồng không kết luận được.")
    press(page, "button:has-text('Lập hồ sơ chuyển giám định y khoa')")
    page.wait_for_selector("text=Phí giám định: ngân sách nhà nước trả")
    page.fill("#id_sent_on", f"{today:%d/%m/%Y}")
    press(page, "button:has-text('Đã gửi hồ sơ giám định')")
    page.fill("#id_number", "12/GĐYK")
    page.fill("#id_issued_on", f"{today:%d/%m/%Y}")
    page.select_option("#id_degree", "extreme")
    page.check("input[name=kinds][value=mental]")
    press(page, "button:has-text('Ghi biên bản giám định')")
    page.wait_for_selector("text=Chờ Chủ tịch UBND cấp xã ký")
    reader.sign_out()
    page = reader.sign_in("minh")
    reader.go(f"/khuyet-tat/phieu/{case.pk}/")
    page.on("dialog", lambda box: box.accept())
    press(page, "button:has-text('Ký giấy xác nhận: Phạm Thị Mùi, đặc biệt nặng')")
    page.wait_for_selector("text=Đã ký giấy xác nhận")
    with permit.everywhere("tests"):
        made = Certificate.objects.get()
        address = f"/khuyet-tat/giay/{made.pk}/"
    reader.go(address)
    page.select_option("#id_reason", "damaged")
    press(page, "button:has-text('Ký giấy mới, giữ kết luận cũ')")
    page.wait_for_selector("text=Đã ký giấy mới số 2/")
    page.click("text=Thu hồi giấy cấp sai")
    page.fill("#id_finding", "KL 3/KL-SYT: cấp sai mức độ")
    page.fill("#id_finding_on", f"{today:%d/%m/%Y}")
    press(page, "button:has-text('Thu hồi giấy')")
    page.wait_for_selector("text=Đã thu hồi giấy")


def test_the_pages_on_screen_and_phone(reader: Reader, office: Office, phu_cu: PhuCu) -> None:
    with permit.everywhere("tests"):
        commune = phu_cu.today["Quang Hưng"]
        councils.seated(commune, office)
        held = Council.objects.get()
        today = timezone.localdate()
        met = councils.met(held, office, on=today)
        councils.filled(councils.asked(councils.somebody(commune, office), office, today), met, office)
        small = councils.somebody(commune, office, name="Bé Na", born=f"{today.year - 3}-01-02")
        councils.filled(councils.asked(small, office, today), met, office, signs=("2.2",))
        unable = councils.asked(councils.somebody(commune, office, name="Trần Cam"), office, today)
        councils.concluded(unable, met, office, "unable", points="X" * 10, reason="Không rõ.")
        dan = councils.asked(councils.somebody(commune, office, name="Vũ Dần"), office)
        councils.certified(dan, councils.met(held, office), office)
        cases = list(Assessment.objects.order_by("pk").values_list("pk", flat=True))
        certificate = Certificate.objects.get()
        other = phu_cu.today["Tống Trân"]
    reader.sign_in("lan")
    for address in (
        "", "don/", f"don/?nguoi={certificate.person_id}", "du-6-tuoi/", "giay/", f"giay/{certificate.pk}/",
        f"giay/cu/{certificate.person_id}/", f"hoi-dong/{held.pk}/", f"hoi-dong/moi/{other.pk}/", "phien/moi/",
        f"phien/{met.pk}/", "mau/", *(f"phieu/{pk}/" for pk in cases), f"phieu/{cases[0]}/ghi/",
        f"phieu/{cases[1]}/ghi/", f"phieu/{cases[0]}/giam-dinh-cu/",
    ):  # fmt: skip
        reader.examine(f"/khuyet-tat/{address}")

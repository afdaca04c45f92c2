"""Groups in offices' words and by the article, under the right decree."""

import pytest

from ansinh.world.registers.groups import decree_named, fitting, read_group

WORDS = {
    "K1": ["Trẻ em mồ côi", "TEMC cả cha lẫn mẹ", "Trẻ em bị bỏ rơi", "Trẻ em không có nguồn nuôi dưỡng"],
    "K2": ["16-22 tuổi đang học", "Trẻ mồ côi từ 16 đến 22 tuổi đang đi học"],
    "K3": ["Trẻ em nhiễm HIV", "Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo"],
    "K4": ["Đơn thân nuôi con", "Người đơn thân nghèo đang nuôi con (1 con)", "Mẹ đơn thân hộ nghèo", "DTNC"],
    "K5a": ["NCT đơn thân hộ nghèo", "Người cao tuổi cô đơn", "Người già cô đơn", "NCT cô đơn từ 80 tuổi trở lên",
            "Người cao tuổi thuộc hộ nghèo, không có người có nghĩa vụ và quyền phụng dưỡng",
            "NCT 60 - dưới 80 tuổi hộ nghèo"],
    "K5b": ["NCT từ đủ 75 đến dưới 80 tuổi hộ nghèo vùng ĐBKK"],
    "K5c": ["Người cao tuổi từ đủ 80 tuổi trở lên", "NCT ≥ 80 tuổi", "NCT trên 80", "nguoi cao tuoi tu 80 tuoi",
            "Người từ đủ 80 tuổi trở lên không có lương hưu, trợ cấp BHXH"],
    "K5d": ["NCT đủ điều kiện vào cơ sở TGXH có người nhận chăm sóc"],
    "K6.ĐBN": ["NKT ĐBN", "Người khuyết tật đặc biệt nặng là trẻ em", "Tàn tật đặc biệt nặng", "KTĐBN"],
    "K6.N": ["NKT nặng", "Người khuyết tật nặng là người cao tuổi", "NKT nặng là NCT từ đủ 80 tuổi"],
    "K7": ["Trẻ em dưới 3 tuổi hộ nghèo vùng ĐBKK"],
    "HTXH": ["Trợ cấp hưu trí xã hội", "HTXH"],
    "C1": ["Hộ nhận nuôi dưỡng trẻ em mất nguồn nuôi dưỡng dưới 4 tuổi"],
    "C5": ["KP chăm sóc NKT ĐBN", "Hộ gia đình nuôi dưỡng NKT đặc biệt nặng",
           "Kinh phí hỗ trợ hộ gia đình chăm sóc NKT ĐBN"],
    "C7": ["Nhận nuôi dưỡng NKT ĐBN là trẻ em"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in WORDS.items() for text in texts])
def test_a_group_is_known_by_the_offices_words(code: str, text: str) -> None:
    assert read_group(text).codes == (code,)


ARTICLES = [
    ("Điểm c khoản 5 Điều 5 NĐ 20/2021", ("K5c",), "20/2021"),
    ("Điểm b, khoản 5, Điều 5 Nghị định số 20/2021/NĐ-CP", ("K5b",), "20/2021"),
    ("đ.b k.5 Đ.5 NĐ 136", ("K5c",), "136/2013"),
    ("Điểm c khoản 5 Điều 5 NĐ 136/2013/NĐ-CP", ("K5d",), "136/2013"),
    ("khoan 5 diem b dieu 5 nd 136", ("K5c",), "136/2013"),
    ("Khoản 5c Điều 5 NĐ 20", ("K5c",), "20/2021"),
    ("Điểm đ khoản 1 Điều 6 NĐ 20", ("K5a", "K5b", "K5c", "K5d"), "20/2021"),
    ("điểm d khoản 1 Điều 6 NĐ 20", ("K4",), "20/2021"),
    ("k2 đ20 điểm c NĐ 20/2021/NĐ-CP", ("C5",), "20/2021"),
    ("Khoản 6 Điều 5 NĐ 136/2013 (NKT đặc biệt nặng)", ("K6.ĐBN",), "136/2013"),
    ("Hộ gia đình chăm sóc NKT ĐBN (Điều 17 NĐ 28/2012)", ("C5",), "28/2012"),
]


@pytest.mark.parametrize(("text", "codes", "decree"), ARTICLES)
def test_an_article_means_what_its_own_decree_says(text: str, codes: tuple[str, ...], decree: str) -> None:
    reading = read_group(text)
    assert (reading.codes, reading.decree) == (codes, decree)


def test_an_article_without_decree_keeps_both_readings() -> None:
    reading = read_group("đ.b k.5 Đ.5")
    assert reading.codes == ()
    assert dict(reading.by_decree) == {"20/2021": ("K5b",), "136/2013": ("K5c",)}


def test_a_point_that_no_decree_has_is_not_taken_for_its_neighbour() -> None:
    reading = read_group("K5 Đ5 điểm đ")
    assert reading.codes == ()
    assert reading.because == "không có nhóm nào ở điểm đ khoản 5 Điều 5"


def test_words_and_article_that_disagree_are_no_group() -> None:
    assert read_group("NKT nặng (điểm c khoản 5 Điều 5 NĐ 20/2021)").because


@pytest.mark.parametrize("text", ["Thương binh", "Người khuyết tật nhẹ", "Con liệt sĩ"])
def test_what_social_assistance_does_not_pay_says_why(text: str) -> None:
    reading = read_group(text)
    assert reading.codes == () and reading.because


@pytest.mark.parametrize(
    "code", ["K1", "K5a", "K5c", "K6.ĐBN", "K6.N", "K8", "C5", "HTXH", "K5a.60-80", "K6.N.TE", "K1.<4"]
)
def test_our_own_codes_are_taken_with_or_without_their_age_band(code: str) -> None:
    family = code.removesuffix(".TE").removesuffix(".60-80").removesuffix(".<4")
    assert read_group(code).codes == (family,)


def test_nothing_known_is_nothing() -> None:
    reading = read_group("Diện xã đề nghị")
    assert (reading.codes, reading.because) == ((), None)


def test_decrees_are_named_in_many_ways() -> None:
    for text in ("NĐ 136", "Nghị định số 136/2013/NĐ-CP", "nd136", "136/2013/NĐ-CP"):
        assert decree_named(text) == "136/2013"
    assert decree_named("NĐ 67/2007") is None


def test_age_and_coefficient_tell_codes_apart() -> None:
    both = ("K6.ĐBN", "K6.N")
    assert fitting(both, 40, "2.0") == ("K6.ĐBN",)
    assert fitting(both, 70, "2.0") == ("K6.N",)
    assert fitting(both, 70, "2.5") == ("K6.ĐBN",)
    assert fitting(both, 40, None) == both

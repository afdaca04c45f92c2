"""Names people of Hưng Yên could bear, by the years in which they were given. Nobody here is real."""

from random import Random
from typing import Literal

Sex = Literal["male", "female"]

FAMILIES = {
    "Nguyễn": 300, "Trần": 95, "Phạm": 85, "Vũ": 75, "Lê": 65, "Đỗ": 55, "Hoàng": 45, "Bùi": 42, "Đào": 40,
    "Đoàn": 30, "Đặng": 28, "Lương": 24, "Ngô": 22, "Dương": 20, "Doãn": 18, "Trịnh": 16, "Phan": 14, "Quách": 12,
    "Mai": 10, "Hà": 10, "Lưu": 10, "Tống": 9, "Chu": 8, "Cao": 8, "Đinh": 8, "Tạ": 7, "Vương": 5, "Nghiêm": 4,
}  # fmt: skip

GIVEN: dict[Sex, tuple[tuple[int, str], ...]] = {
    "male": (
        (1945, "Tuất Thìn Khoát Bản Quýnh Vịnh Cận Nhâm Quyền Kha Trọng Lộc Phúc Bính Đinh Kỷ Canh Quý Giáp Cầu Đễ"
               " Nhượng Phượng Thuyên Uyển Khiêm Cẩn Bảng Điển Lịch Thụ Toại Chuyên Ruyện Khuê Bạt Ngật Thoan Hoan"),
        (1965, "Chiến Thắng Lợi Hòa Bình Thống Nhất Hùng Dũng Cường Sơn Hải Long Thành Công Minh Quang Vinh Tiến"
               " Khải Luyện Toản Thuận Tường Vượng Năng Bền Chính Đức Hợp Tác Lâm Mạnh Hưng Ước Nghị Đoàn Kết"),
        (1990, "Tuấn Hùng Dũng Nam Hà Anh Trung Hiếu Kiên Cường Tú Tùng Thắng Toàn Linh Phương Sáng Duy Hưng Đạt"
               " Quân Thế Ngọc Văn Thái Bắc Giang Chung Đông Hiệp Khánh Lực Quyết Tân Thịnh Trường Việt Vương"),
        (9999, "Huy Khôi Bảo Phúc Khang An Gia Minh Đăng Nam Quân Phong Việt Thành Tùng Dương Hoàng Kiệt Lâm Tuấn"
               " Trí Nguyên Đạt Hiếu Long Hải Sơn Vũ Khánh Thiện Nhật Hưng Tiến Bách Vinh Quang"),
    ),
    "female": (
        (1945, "Tý Sửu Mão Tỵ Ngọ Mùi Dậu Hợi Nhạn Nụ Thoa Lụa Gấm Nhung Tơ Đào Mận Lựu Bưởi Na Cam Chanh Hường Huệ Cúc"
               " Sen Nhài Thơm Ngát Lan Nhớn Chắt Gái Xuyến Khuyên Vòng Nhẫn Thuần Hiền Thảo Nết Vóc Rĩnh Hới Bích"),
        (1965, "Hoa Lan Huệ Mai Cúc Hồng Thu Hương Nga Hằng Liên Loan Phượng Yến Oanh Tuyết Vân Thanh Hà Hòa Bình"
               " Thắm Thơm Miền Chiến Nhàn Luyến Mến Thoa Thêu Dệt Duyên Tình Nghĩa Hậu Vui Tươi Xuân Sâm Quế Đông"),
        (1990, "Hương Thủy Hằng Hạnh Hiền Thảo Phương Linh Trang Ngọc Thúy Dung Nhung Oanh Quyên Huyền Hường Lý Mơ Nga"
               " Ngân Ánh Bích Đào Giang Hoa Huế Hải Lụa Luyến Mai Minh Thơ Thu Tuyết Vân Xuyến Yên Hợi Tâm Len"),
        (9999, "Anh Linh Chi Trang Ngân Vy Thảo My Như Hân Ngọc Hà Phương Uyên Yến Nhi Diệp Quỳnh Hoa Mai Lan Châu"
               " Khánh Thư Bảo An Giang Ly Hiền Tuệ Minh Nga Dương Trà Tú Thùy Bích Băng"),
    ),
}  # fmt: skip

MIDDLE: dict[Sex, tuple[tuple[int, str], ...]] = {
    "male": (
        (1965, "Văn Văn Văn Văn Văn Đức Xuân Đình Hữu Quang Bá Ngọc Duy Trọng Như Thế"),
        (1990, "Văn Văn Văn Đức Xuân Đình Hữu Quang Ngọc Duy Trọng Thanh Minh Công Mạnh Tiến"),
        (9999, "Văn Đức Xuân Đình Hữu Quang Minh Duy Gia Bảo Thanh Tuấn Anh Công Mạnh Tiến Hải Hoàng Việt"),
    ),
    "female": (
        (1965, "Thị Thị Thị Thị Thị Thị Thị Thị Thị Thị Thị"),
        (1990, "Thị Thị Thị Thị Thị Thị Thị Thu Thúy Ngọc Thanh Minh Bích"),
        (9999, "Thị Thị Thu Ngọc Thanh Phương Khánh Bảo Thùy Minh Hà Mai Diệu Quỳnh Hoàng Thảo"),
    ),
}

FAMILY_NAMES, FAMILY_WEIGHTS = tuple(FAMILIES), tuple(FAMILIES.values())


def name(rng: Random, sex: Sex, born: int, family: str | None = None) -> str:
    """A full name for somebody born in the year `born`; `family` when it is already known."""
    family = family or rng.choices(FAMILY_NAMES, FAMILY_WEIGHTS)[0]
    middle = rng.choice(of_years(MIDDLE[sex], born))
    given = rng.choice([one for one in of_years(GIVEN[sex], born) if one not in (family, middle)])
    return f"{family} {middle} {given}"


def of_years(table: tuple[tuple[int, str], ...], born: int) -> list[str]:
    """The words of the first row whose years reach the birth year."""
    return next(words.split() for until, words in table if born < until)

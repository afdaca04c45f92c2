"""Phù Cừ on each of its three maps: fourteen communes, thirteen from December 2024, four from July 2025.

Names of villages (thôn) are partly the true ones and partly invented; which family lives where is invented.
"""

from dataclasses import dataclass
from random import Random

from demo.months import month

MERGED = month(2024, 12)
TWO_TIERS = month(2025, 7)


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of 2021: its code, name, share of the district's people, villages."""

    code: str
    name: str
    weight: int
    villages: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{'Thị trấn' if self.code == '12391' else 'Xã'} {self.name}"


def _commune(code: str, name: str, weight: int, villages: str) -> Commune:
    return Commune(code, name, weight, tuple(villages.split(", ")))


COMMUNES = (
    _commune("12391", "Trần Cao", 70, "Trần Thượng, Trần Hạ, Cao Xá, Phố Cao, Tân An"),
    _commune("12394", "Minh Tân", 60, "Duyệt Lễ, Duyệt Văn, Nại Khê, Tần Tiến, Lê Lợi"),
    _commune("12397", "Phan Sào Nam", 70, "Trà Bồ, Phù Oanh, Nghĩa Vũ, Ải Quan, Đồng Tâm"),
    _commune("12400", "Quang Hưng", 90, "Quang Xá, Ngũ Lão, Thọ Lão, Viên Quang, Quang Yên"),
    _commune("12403", "Minh Hoàng", 65, "Hoàng Tranh, Quế Lâm, Hoàng Các, Ngọc Trúc, Hoàng Xá"),
    _commune("12406", "Đoàn Đào", 110, "Đoàn Đào, Đông Cáp, Đồng Minh, Khả Duy, Long Cầu, Đại Duy"),
    _commune("12409", "Tống Phan", 85, "Phan Xá, Tống Xá, Ba Đông, Vũ Xá, Trung Thành"),
    _commune("12412", "Đình Cao", 115, "An Nhuế, Đình Cao, Hà Linh, Đồng Xá, Văn Xa, Tân Tiến"),
    _commune("12415", "Nhật Quang", 70, "Thế Trụ, Nhật Lệ, Quang Trung, Hạ Cát, Thống Nhất"),
    _commune("12418", "Tiền Tiến", 45, "Nhật Trụ, Hoàng Lê, Tiền Phong, Bắc Sơn"),
    _commune("12421", "Tam Đa", 65, "Tam Đa, Cự Phú, Ngũ Phúc, Phú Mãn"),
    _commune("12424", "Minh Tiến", 45, "Kim Phương, Phạm Xá, Minh Khai, Tân Minh"),
    _commune("12427", "Nguyên Hòa", 80, "Thị Giang, La Tiến, Sỹ Quý, Hạ Đồng, Nguyên Xá"),
    _commune("12430", "Tống Trân", 85, "An Cầu, Võng Phan, Trà Dương, An Khê, Phù Anh"),
)
"""The fourteen communes of 2021, in the order of their codes."""

WEIGHTS = tuple(one.weight for one in COMMUNES)
TIEN_TIEN = frozenset({"12418", "12424"})
TWO_TIER_NAMES = {
    "Quang Hưng": ("12391", "12394", "12400", "12409"),
    "Đoàn Đào": ("12397", "12403", "12406"),
    "Tiên Tiến": ("12412", "12415", "12418", "12424"),
    "Tống Trân": ("12421", "12427", "12430"),
}


def home(rng: Random) -> tuple[Commune, str]:
    """Where somebody lives: a commune by its share, one of its villages."""
    commune = rng.choices(COMMUNES, WEIGHTS)[0]
    return commune, rng.choice(commune.villages)


def name_in(code: str, when: int) -> str:
    """What the commune that was `code` in 2021 is called in the month: "Xã Tiên Tiến" from December 2024."""
    if when >= TWO_TIERS:
        return next(f"Xã {name}" for name, codes in TWO_TIER_NAMES.items() if code in codes)
    if when >= MERGED and code in TIEN_TIEN:
        return "Xã Tiên Tiến"
    return next(one.full_name for one in COMMUNES if one.code == code)

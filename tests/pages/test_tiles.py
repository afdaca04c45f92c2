"""The map of tiles: nobody over another, north above south, east right of west."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ansinh.pages.tiles import placed

spots = st.dictionaries(
    st.integers(0, 500), st.tuples(st.floats(8.5, 23.4), st.floats(102.1, 109.5)), min_size=1, max_size=120
)


@given(spots)
def test_everybody_has_a_square_of_their_own(points: dict[int, tuple[float, float]]) -> None:
    found = placed(points)
    assert found.keys() == points.keys() and len(set(found.values())) == len(points)
    assert min(row for row, _ in found.values()) == 0 == min(column for _, column in found.values())


def test_north_is_above_and_east_is_right() -> None:
    found = placed({"north": (11.6, 106.1), "south": (11.0, 106.1), "east": (11.3, 106.5), "west": (11.3, 105.8)})
    assert found["north"][0] < found["south"][0] and found["west"][1] < found["east"][1]


def test_nowhere_and_one_place() -> None:
    assert placed({}) == {} and placed({1: (11.0, 106.0)}) == {1: (0, 0)}


def test_the_same_spot_twice_is_two_squares() -> None:
    assert len(set(placed({1: (11.0, 106.0), 2: (11.0, 106.0), 3: (11.0, 106.0)}).values())) == 3

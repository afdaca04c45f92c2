"""The open readings: each question the law's text leaves, and the reading taken until it is settled."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple


class Reading(NamedTuple):
    """One open reading: the question and the reading taken, in Vietnamese and English."""

    number: str
    vi: str
    reading_vi: str
    en: str
    reading_en: str


@lru_cache(maxsize=1)
def all_readings() -> dict[str, Reading]:
    """Every open reading by its number (R1…)."""
    text = resources.files("ansinh.law").joinpath("readings.toml").read_text("utf-8")
    return {number: Reading(number, **words) for number, words in tomllib.loads(text).items()}

"""What answers a need of a household: the worker of the office it is for, and the parts of the programme by phase.

`needs.toml`; that a part answers an indicator is read from its name, so all of it shows as not sure.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ansinh.law.decree import PROVISIONAL_MARKS
from ansinh.law.poverty_programme import Part, programme, programmes


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers one indicator: `worker` names the list it belongs on, `also` what the law gives besides."""

    worker: str
    parts: Mapping[str, tuple[str, ...]]
    """Codes of parts by phase (`2021-2025`)."""
    also: str
    where: str
    provisional: bool

    def of_year(self, year: int) -> list[Part]:
        """The parts of the phase a year lies in; none where the programme names nothing for it."""
        phase = next((one for one in programmes() if one.first <= year <= one.last), None)
        return [] if phase is None else [programme(phase.code).part(code) for code in self.parts.get(phase.code, ())]


@lru_cache(maxsize=1)
def answers() -> Mapping[str, Answer]:
    """What answers each indicator, by its code."""
    data = tomllib.loads(resources.files("ansinh.law").joinpath("needs.toml").read_text("utf-8"))
    mark = data.pop("mark")
    return {
        code: Answer(
            one["worker"], {name: tuple(parts) for name, parts in one.items() if name[0].isdigit()},
            one.get("also", ""), one.get("where", ""), mark in PROVISIONAL_MARKS,
        )
        for code, one in data.items()
    }  # fmt: skip


def workers() -> Mapping[str, tuple[str, ...]]:
    """The indicators each worker's list is of, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for code, one in answers().items():
        found[one.worker] = (*found.get(one.worker, ()), code)
    return found

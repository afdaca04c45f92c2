"""What only programmes ask of a person, recorded as facts are; no ruling sees it."""

import tomllib
from functools import lru_cache
from importlib import resources

from ansinh.law.schema import Choice, FactField


@lru_cache(maxsize=1)
def programme_facts() -> tuple[FactField, ...]:
    """Every such fact, in the order of `programme_facts.toml`, with its words and bounds."""
    words = tomllib.loads(resources.files("ansinh.law").joinpath("programme_facts.toml").read_text("utf-8"))
    found = []
    for name, entry in words.items():
        choices = tuple(Choice(value, said[0], said[1]) for value, said in entry.get("choices", {}).items())
        default = choices[0].value if choices else False if entry["type"] == "boolean" else 0
        found.append(
            FactField(
                name,
                entry["type"],
                default,
                False,
                False,
                entry["label"][0],
                entry["label"][1],
                entry["vi"],
                entry["en"],
                entry.get("least"),
                entry.get("most"),
                choices,
            )  # fmt: skip
        )
    return tuple(found)

"""How a thing is asked for and decided, as law: forms, papers, steps, who does each and within how many days.

One file a procedure in `procedures/`, named by its slug; nothing else names it. It holds a `[[version]]` for every
stretch of days with one wording; what a version leaves out it takes from what it is `like` (an earlier day of the same
file, or another file's slug) and then from the head of its own file. The groups stand in `procedure_groups.toml`.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from ansinh.law.decree import MARKS, read_place
from ansinh.law.procedure_parts import ACTORS, STEPS, Actor, DayUnit, Form, Group, Outcome, Paper, Procedure, Step
from ansinh.law.ruling import Because

__all__ = [
    "ACTORS",
    "Actor",
    "DayUnit",
    "Form",
    "Group",
    "Outcome",
    "Paper",
    "Procedure",
    "ProcedureError",
    "Step",
    "all_versions",
    "named",
    "procedure",
    "procedures",
    "versions",
]
_OWN = ("from", "until", "like")
_KEYS = {
    "head": frozenset(["order", "outcome", "kinds", "applicants", "groups", "form", "paper", "version"])
    | frozenset(["name", "posted", "notes", "code", "decree", "at", "says"]),
    "version": frozenset([*_OWN, "tiers", "days", "days_mark", "unit", "signer", "mark", "step", "paper", "form"])
    | frozenset(["bureau", "symbol"])
    | frozenset(["name", "posted", "notes", "code", "decree", "at", "says", "applicants", "groups"]),
    "step": frozenset(["name", "label", "actor", "days", "unit", "guide", "decree", "at", "says", "optional", "mark"])
    | frozenset(["within"]),
    "paper": frozenset(
        ["name", "label", "when", "groups", "private", "decree", "at", "says", "from", "until", "after"]
    ),
    "form": frozenset(["name", "title", "groups"]),
}


class ProcedureError(ValueError):
    """A procedure's file that cannot be read; the sentence names the file and the entry."""


def procedures(on: date) -> tuple[Procedure, ...]:
    """Every procedure the law has on a day, in the order an office meets them."""
    return tuple(found for found in all_versions() if found.since <= on <= (found.until or on))


def procedure(slug: str, on: date) -> Procedure | None:
    """One procedure as it stands on a day, or None when the law as known here has none then."""
    return next((found for found in procedures(on) if found.slug == slug), None)


def versions(slug: str) -> tuple[Procedure, ...]:
    """All wordings of one procedure, oldest first; none when there is no such procedure."""
    return tuple(found for found in all_versions() if found.slug == slug)


def named(outcome: Outcome) -> str:
    """The slug of the one procedure with an outcome only it has. Raises LookupError when none or several have it."""
    slugs = {found.slug for found in all_versions() if found.outcome == outcome}
    if len(slugs) != 1:
        raise LookupError(f"{outcome}: {sorted(slugs)}")
    return slugs.pop()


@lru_cache(maxsize=1)
def all_versions() -> tuple[Procedure, ...]:
    """Every wording of every procedure that has a file."""
    folder = resources.files("ansinh.law").joinpath("procedures")
    texts = {file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")}
    return read_procedures({slug: file.read_text("utf-8") for slug, file in texts.items()})


def read_procedures(texts: Mapping[str, str]) -> tuple[Procedure, ...]:
    """Read procedures by slug. Raises ProcedureError naming the file and the entry at fault."""
    files = {slug: _opened(slug, text) for slug, text in texts.items()}
    found = [_attempted(slug, files, entry) for slug in files for entry in files[slug].get("version", ())]
    return tuple(sorted(found, key=lambda version: (version.order, version.slug, version.since)))


def _opened(slug: str, text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise ProcedureError(f"procedures/{slug}.toml: {wrong}") from wrong
    _known(f"procedures/{slug}.toml", "head", data)
    return data


def _attempted(slug: str, files: Mapping[str, dict[str, Any]], entry: dict[str, Any]) -> Procedure:
    where = f"procedures/{slug}.toml, {entry.get('from', '?')}"
    try:
        return _version(slug, _merged(slug, files, entry), where)
    except KeyError as missing:
        raise ProcedureError(f"{where}: thiếu mục {missing}.") from missing
    except ProcedureError:
        raise
    except ValueError as wrong:
        raise ProcedureError(f"{where}: {wrong}") from wrong


def _merged(slug: str, files: Mapping[str, dict[str, Any]], entry: dict[str, Any]) -> dict[str, Any]:
    """What the version says itself, over the head of its file, over what it is like."""
    _known(f"procedures/{slug}.toml, {entry.get('from', '?')}", "version", entry)
    head = {key: value for key, value in files[slug].items() if key != "version"}
    like = entry.get("like")
    if like is None:
        return head | entry
    other, day = (like, entry["from"]) if isinstance(like, str) else (slug, like)
    if other not in files:
        raise ProcedureError(f"procedures/{slug}.toml: không có thủ tục “{like}” để dẫn theo.")
    model = next((each for each in files[other]["version"] if _covers(each, day)), None)
    if model is None:
        raise ProcedureError(f"procedures/{slug}.toml: “{other}” không có phần cho ngày {day}.")
    copied = {key: value for key, value in _merged(other, files, model).items() if key not in _OWN}
    return copied | entry if other == slug else copied | head | entry


def _covers(entry: Mapping[str, Any], day: date) -> bool:
    first: date = entry["from"]
    return first <= day and ("until" not in entry or day <= entry["until"])


def _version(slug: str, entry: Mapping[str, Any], where: str) -> Procedure:
    mark = entry.get("mark", "verified")
    law = (entry["decree"], mark)
    codes = entry.get("groups", ())
    papers = _asked([paper for paper in entry.get("paper", ()) if _reaches(paper, entry["from"])], codes)
    forms = _asked(entry.get("form", ()), codes)
    return Procedure(
        slug=slug,
        code=entry.get("code", ""),
        name=entry["name"],
        since=entry["from"],
        until=entry.get("until"),
        tiers=entry["tiers"],
        outcome=entry["outcome"],
        kinds=tuple(entry.get("kinds", ())),
        applicants=tuple(entry["applicants"]),
        groups=tuple(_groups()[code] for code in entry.get("groups", ())),
        forms=tuple(_form(form, where) for form in forms),
        papers=tuple(_paper(paper, law[0], where) for paper in papers),
        steps=tuple(_step(step, *law, where) for step in entry["step"]),
        days=entry.get("days"),
        days_mark=_weaker(mark, entry.get("days_mark", mark)),
        signer=_actor(entry["signer"]),
        posted=entry.get("posted", False),
        because=_because(entry, entry["decree"], entry["name"]),
        mark=mark,
        notes=tuple(entry.get("notes", ())),
        unit=entry.get("unit", "working"),
        order=entry["order"],
        bureau=entry.get("bureau", ""),
        symbol=entry.get("symbol", ""),
    )


def _step(entry: Mapping[str, Any], decree: str, mark: str, where: str) -> Step:
    _known(where, "step", entry)
    if entry["name"] not in STEPS:
        raise ValueError(f"bước lạ: {entry['name']}.")
    return Step(
        name=entry["name"],
        label=entry["label"],
        actor=_actor(entry["actor"]),
        days=entry.get("days"),
        unit=entry.get("unit", "working"),
        guide=entry["guide"],
        because=_because(entry, decree, entry["guide"]),
        optional=entry.get("optional", False),
        mark=_weaker(mark, entry.get("mark", mark)),
        within=entry.get("within", ""),
    )


def _paper(entry: Mapping[str, Any], decree: str, where: str) -> Paper:
    _known(where, "paper", entry)
    because = _because(entry, decree, entry["label"])
    groups = tuple(entry.get("groups", ()))
    when, private = entry.get("when", ""), entry.get("private", False)
    return Paper(entry["name"], entry["label"], when, groups, private, because, entry.get("after", ""))


def _form(entry: Mapping[str, Any], where: str) -> Form:
    _known(where, "form", entry)
    return Form(entry["name"], entry["title"], tuple(entry.get("groups", ())))


@lru_cache(maxsize=1)
def _groups() -> dict[str, Group]:
    text = resources.files("ansinh.law").joinpath("procedure_groups.toml").read_text("utf-8")
    return {
        code: Group(code, words["label"], tuple(words.get("asks", ())), words.get("from_year", False))
        for code, words in tomllib.loads(text).items()
    }


def _reaches(paper: Mapping[str, Any], day: date) -> bool:
    first, last = paper.get("from", day), paper.get("until", day)
    return bool(first <= day <= last)


def _asked(entries: Iterable[dict[str, Any]], codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Papers or forms with the groups this procedure has; those only of others, taken over with it, are not asked."""
    for entry in entries:
        mine = [code for code in codes if code in entry.get("groups", codes)]
        if not codes or "groups" not in entry:
            yield entry
        elif mine:
            yield entry | {"groups": mine}


def _because(entry: Mapping[str, Any], decree: str, sentence: str) -> Because:
    return Because(entry.get("decree", decree), *read_place(entry.get("at", "")), entry.get("says", sentence))


def _actor(name: str) -> Actor:
    if name not in ACTORS:
        raise ValueError(f"không có người làm “{name}”.")
    return name  # type: ignore[return-value]


def _weaker(one: str, other: str) -> str:
    """The less sure of two marks."""
    for mark in (one, other):
        if mark not in MARKS:
            raise ValueError(f"dấu tin cậy lạ: {mark}.")
    order = ("verified", "inferred", "weak", "recalled", "uncertain")
    return max(one, other, key=order.index)


def _known(where: str, kind: str, entry: Mapping[str, Any]) -> None:
    unknown = sorted(set(entry) - _KEYS[kind])
    if unknown:
        raise ProcedureError(f"{where}: {kind} có mục lạ: {', '.join(unknown)}.")

"""The documents stay true: links lead somewhere, drawn pages equal the code, named commands exist, twins agree."""

import re
from pathlib import Path

import click
import pytest

from ansinh.jobs.cli import cli
from scripts.draw_states import PAGE, draw
from tests.frame.tree import ROOT, files, short

PAGES = [path for path in files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
COMMAND = re.compile(r"(?<![\w/.-])(?:\.venv/bin/)?ansinh ((?:[a-z][a-z-]+ ?)+)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.S)


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text("utf-8"))
    targets = [link for link in LINK.findall(text) if "://" not in link]
    assert [link for link in targets if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [p for p in PAGES if p.name != "CHANGELOG.md"], ids=short)
def test_named_commands_exist(page: Path) -> None:
    missing = []
    for code in CODE.findall(page.read_text("utf-8")):
        for words in COMMAND.findall(code):
            command: click.Command = cli
            for word in words.split():
                if not isinstance(command, click.Group):
                    break
                if word not in command.commands:
                    missing.append(f"ansinh {words}")
                    break
                command = command.commands[word]
    assert missing == []


def test_files_named_in_the_docs_are_there() -> None:
    named = {
        (short(page), name)
        for page in files("docs")
        if page.suffix == ".md" and page.parent.name != "how-to"  # a how-to names files that are yet to be made
        for name in re.findall(r"`((?:ansinh|tests|demo|bench|scripts|docs)/[\w./-]+)`", page.read_text("utf-8"))
    }
    assert sorted(f"{page}: {name}" for page, name in named if not (ROOT / name).exists()) == []


def test_states_are_drawn_from_the_code() -> None:
    assert PAGE.read_text("utf-8") == draw(), "docs/states.md is not what the code declares: make docs"


def test_every_decision_is_on_the_list_in_order() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8")) == pages
    assert [int(name[:4]) for name in pages] == list(range(1, len(pages) + 1))


def test_every_how_to_is_on_the_list() -> None:
    folder = ROOT / "docs" / "how-to"
    listed = re.findall(r"\]\(([\w-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert sorted(listed) == sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")


def test_the_two_readmes_are_twins() -> None:
    english, vietnamese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.vi.md"))
    assert len(re.findall(r"^## ", english, re.M)) == len(re.findall(r"^## ", vietnamese, re.M))

    def said(text: str, pattern: str) -> list[str]:
        return re.findall(pattern, text)

    for command in (r"(?m)^make \w+", r"`make \w+", r"bin/ansinh [a-z]+ ?[a-z]*"):
        assert said(english, command) == said(vietnamese, command)
    assert said(english, r"\]\((?!README)([^)]+)\)") == said(vietnamese, r"\]\((?!README)([^)]+)\)")

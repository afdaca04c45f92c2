"""The project's own files, as a clone has them: what is installed, built or cached beside them is left out."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BESIDE = {".git", ".venv", ".state", "out", "node_modules", "__pycache__", "vendor", "fonts"}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".sql",
    ".html",
    ".css",
    ".js",
    ".txt",
    ".cfg",
    ".sh",
    ".po",
    ".csv",
    ".jsonl",
    "",
}


def files(*folders: str) -> Iterator[Path]:
    """Every text file under these folders of the project (all of it when none is named)."""
    for folder in folders or (".",):
        for here, below, names in os.walk(ROOT / folder):
            below[:] = sorted(
                name
                for name in below
                if name not in BESIDE and not name.endswith(("_cache", ".egg-info", ".hypothesis"))
            )
            yield from (Path(here, name) for name in sorted(names) if Path(name).suffix in TEXT)


def modules(*folders: str) -> list[Path]:
    """Every Python file under these folders."""
    return [path for path in files(*folders) if path.suffix == ".py"]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))

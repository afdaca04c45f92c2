"""Writes requirements.lock and requirements-dev.lock: exact versions with the hash of every file of each.

One lock for Python 3.11 and later on every system (markers say what is only for some), in pip's own format, so
that installing asks for nothing but pip. Needs `uv` for the choosing alone, and installs it into .venv.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header",
           "--no-emit-index-url", "--no-emit-find-links", "--upgrade", "--quiet")  # fmt: skip
HEAD = "# Made by `make lock` from pyproject.toml; not edited by hand.\n"


def main() -> None:
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder, "build.in")
        build.write_text("setuptools>=77\n")  # builds our own package, without the net
        run = Path(folder, "run.lock")
        choose(build, "-o", run)
        dev = Path(folder, "dev.lock")
        choose(build, "--extra", "dev", "-c", run, "-o", dev)
        (ROOT / "requirements.lock").write_text(HEAD + run.read_text())
        (ROOT / "requirements-dev.lock").write_text(HEAD + dev.read_text())


def choose(*more: object) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *more, *OPTIONS]
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()

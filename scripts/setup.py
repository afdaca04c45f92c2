"""Sets up a fresh machine: the virtual environment, the locked packages, and a browser for the tests.

    python3 scripts/setup.py run      what the program needs (requirements.lock)
    python3 scripts/setup.py test     that, what the tests need (requirements-dev.lock), and a browser

Standard library only: it runs before anything is installed. Where packages come from is pip's own configuration.
A second run finds the stamp of the first and does nothing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
PIP = (str(PYTHON), "-m", "pip", "--disable-pip-version-check")


class Cannot(Exception):
    """The machine lacks something we may not or cannot install; the text says what to do."""


def main() -> int:
    what = sys.argv[1] if len(sys.argv) == 2 else ""
    if what not in LOCKS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if sys.version_info < (3, 11):  # noqa: UP036  (here an older Python is told so)
            raise Cannot(f"An Sinh needs Python 3.11 or later; this is {sys.version.split()[0]}.\n"
                         "Name another one: make run PYTHON=/path/to/python3.12")  # fmt: skip
        make_environment()
        install(what)
        if what == "test":
            install_browser()
    except Cannot as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


def make_environment() -> None:
    """A virtual environment in .venv with a pip in it; one whose Python is gone is made anew."""
    if PYTHON.exists() and _works(*PIP, "--version"):
        return
    say("Making the virtual environment .venv")
    if find_spec("ensurepip") is None and _is_root() and shutil.which("apt-get"):
        apt_install(f"python3.{sys.version_info.minor}-venv")
    if _works(sys.executable, "-c", "import ensurepip, venv"):
        _do(sys.executable, "-m", "venv", "--clear", VENV)
    elif _works(sys.executable, "-m", "pip", "--version"):
        _do(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
        _do(sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip")
    else:
        raise Cannot(
            "This Python cannot make a virtual environment: its parts `venv` and `ensurepip` are packed apart.\n"
            f"On Debian or Ubuntu: apt-get install python3.{sys.version_info.minor}-venv  (as root), then again."
        )


def install(what: str) -> None:
    """The locked packages, each checked against its hash, and the program itself; once for each state of the lock."""
    stamp = VENV / f"installed-{what}"
    state = hashlib.sha256(sys.version.encode())
    for name in ("pyproject.toml", "requirements.lock", LOCKS[what]):
        state.update((ROOT / name).read_bytes())
    if stamp.exists() and stamp.read_text() == state.hexdigest() and (VENV / "bin" / "ansinh").exists():
        return
    say(f"Installing the packages of {LOCKS[what]}, each by its hash (a minute or two the first time)")
    _do(*PIP, "install", "--quiet", "--require-hashes", "-r", ROOT / LOCKS[what])
    _do(*PIP, "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp.write_text(state.hexdigest())


def install_browser() -> None:
    """A Chromium the tests can drive: the machine's own, else Debian's package, else Playwright's build."""
    find = (PYTHON, ROOT / "scripts" / "browser.py")
    if _works(*find):
        return
    say("Installing a browser for the tests")
    if _is_root() and shutil.which("apt-get"):
        apt_install("chromium", "fonts-dejavu-core", may_fail=True)
        if _works(*find):
            return
    subprocess.run(
        [PYTHON, "-m", "playwright", "install", *(["--with-deps"] if _is_root() else []), "chromium"], check=False
    )
    if not _works(*find):
        raise Cannot(
            "No browser was found and none could be installed. The browser tests are not left out: nothing was run.\n"
            "Install Chromium or Chrome, or name one: ANSINH_BROWSER=/path/to/chromium make test"
        )


def apt_install(*packages: str, may_fail: bool = False) -> None:
    """Debian's packages, as root."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *step], env=quiet, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
        if done.returncode and not may_fail:
            raise Cannot(f"{done.stdout}\napt-get {' '.join(step)} ended with {done.returncode}.")


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


def _is_root() -> bool:
    return os.geteuid() == 0


def _works(*command: object) -> bool:
    return (
        subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        == 0
    )


def _do(*command: object) -> None:
    """Run a command, saying every few seconds that it still runs."""
    running = subprocess.Popen([str(part) for part in command])
    began = time.monotonic()
    while running.poll() is None:
        try:
            running.wait(timeout=5)
        except subprocess.TimeoutExpired:
            print(f"  … {time.monotonic() - began:.0f} s", flush=True)
    if running.returncode:
        raise Cannot(f"This did not work (exit {running.returncode}): {' '.join(map(str, command))}")


if __name__ == "__main__":
    sys.exit(main())

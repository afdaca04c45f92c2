"""Finds the Chromium the browser tests drive; run by itself it prints the path, or ends with 1 when there is none.

In order: ANSINH_BROWSER, a Chromium or Chrome of the machine that answers, the build Playwright keeps.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")
"""What it is started with: as root in a container, and without a word to the outside."""


def find() -> str | None:
    """The path of a browser that starts, or None."""
    named = os.environ.get("ANSINH_BROWSER")
    candidates = [named] if named else [shutil.which(name) for name in NAMES]
    for candidate in candidates:
        if candidate and answers(candidate):
            return candidate
    return None if named else playwrights_own()


def answers(path: str) -> bool:
    """Whether it starts at all: on some systems the name is only a pointer to another package system."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    found = find()
    print(found or "")
    sys.exit(0 if found else 1)

"""Builds the Word templates in ansinh/world/documents/templates, each in the form of decree 30/2020.

A subject is a file in documents/ whose TEMPLATES give each template's name and the function that lays it out. Run
it after changing one: ``python scripts/build_documents.py``.
"""

import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.documents.form import Form  # noqa: E402

OUT = ROOT / "ansinh" / "world" / "documents" / "templates"


def main() -> None:
    for path in sorted((ROOT / "scripts" / "documents").glob("*.py")):
        for name, lay_out in getattr(import_module(f"scripts.documents.{path.stem}"), "TEMPLATES", {}).items():
            form = Form()
            lay_out(form)
            (OUT / f"{name}.docx").write_bytes(form.save())
            print(name)


if __name__ == "__main__":
    main()

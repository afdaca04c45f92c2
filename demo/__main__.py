"""Write the demo district's files: `python -m demo FOLDER` makes the register of June 2021 and each month since."""

import argparse
from pathlib import Path

from demo.district import SEED
from demo.files import write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the workbooks go")
    parser.add_argument("--seed", type=int, default=SEED, help="equal seeds give equal files")
    asked = parser.parse_args()
    files = write(asked.folder, asked.seed)
    print(files.register)
    print(files.households)
    for path in files.updates + files.results + files.merit + files.province:
        print(path)


if __name__ == "__main__":
    main()

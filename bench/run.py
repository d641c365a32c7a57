"""Runs every measurement of this folder, or those named: `make bench` or `bench/run.py charts`."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(wanted):
    """Run the `main` of each module and print its figures below its first line."""
    found = sorted(path.stem for path in HERE.glob("*.py") if path.stem != Path(__file__).stem)
    unknown = sorted(set(wanted) - set(found))
    if unknown:
        sys.exit(f"There is no measurement {', '.join(unknown)}; there are {', '.join(found)}.")
    for name in wanted or found:
        module = import_module(name)
        print(f"\n{name}: {module.__doc__.splitlines()[0]}", flush=True)
        module.main()


if __name__ == "__main__":
    main(sys.argv[1:])

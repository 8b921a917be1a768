"""`groundplan check` on every project of a folder, each cold: how long it takes, beside a bare start of Python.

python benchmarks/projects.py FOLDER    each sub-folder is a project; its specs are in `specs/`, `docs/`, or the folder itself
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

SLOWEST = 5


def seconds(command: list[str]) -> tuple[float, int]:
    """Wall time of a command, and its exit code."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - began, done.returncode


def specs_of(project: Path) -> Path:
    return next((project / name for name in ("specs", "docs") if (project / name).is_dir()), project)


def main() -> int:
    """Check each project once, and print the median, the slowest and whatever did not end well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    tool = str(Path(sys.executable).parent / "groundplan")
    bare = min(seconds([sys.executable, "-c", "pass"])[0] for _ in range(9))
    times: dict[str, float] = {}
    for project in sorted(path for path in folder.iterdir() if path.is_dir()):
        taken, code = seconds([tool, "check", "--no-cache", "--specs", str(specs_of(project))])
        times[project.name] = taken
        if code not in (0, 1):
            print(f"  exit {code}: {project.name}")
    if not times:
        sys.exit(f"{folder} holds no project")
    median = statistics.median(times.values())
    print(f"{len(times)} projects, median {median:.2f} s ({median / bare:.0f} × python -c pass), slowest:")
    for name, taken in sorted(times.items(), key=lambda item: -item[1])[:SLOWEST]:
        print(f"  {taken:.2f} s  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The time of one edit in a session beside that of a full check, for 10 and 1,000 endpoints.

python benchmarks/session.py                 10 and 1,000 endpoints
python benchmarks/session.py --sizes 100     other sizes

A full check reads every document and asks every rule; both run in one process that has loaded everything. Each figure is
the best of several runs, in processor time.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generated import documents, specification
from groundplan.checks.engine import check
from groundplan.documents.read import read
from groundplan.surfaces.session import Session

RUNS = 5
# What is edited: in which document, which words become which others.
EDITS = (
    ("the sentence of an endpoint", "api/rest-endpoints.md", "\n\nCreate a", "\n\nCreates a"),
    ("an answer", "api/rest-endpoints.md", "| 201 | `Widget", "| 202 | `Widget"),
    ("a behavior", "api/rest-endpoints.md", "- **Behavior**: create `W", "- **Behavior**: replace `W"),
    ("a note more", "api/rest-endpoints.md", "- **Behavior**: create `W", "- Once.\n- **Behavior**: create `W"),
    ("the scope of a router", "api/rest-endpoints.md", "- **Scope**: owner", "- **Scope**: none; all are public"),
    ("a field of a model", "database/schema.md", "| `amount` |", "| `sum` |"),
    ("the meaning of a code", "api/errors.md", "no such", "there is no such"),
)


def best(run: Callable[[], object]) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        run()
        times.append((time.process_time() - began) * 1e3)
    return min(times)


def compare(endpoints: int) -> None:
    """Measure the edits in a specification of one size."""
    texts = documents(specification(endpoints))
    whole = best(lambda: _checked(texts))
    session = Session(texts)
    print(f"\n{sum(1 for _ in session.reading.spec.endpoints):,} endpoints; a full check takes {whole:.1f} ms")
    for name, file, old, new in EDITS:
        text = texts[file]
        versions = (text.replace(old, new, 1), text)
        once = best(partial(_edit, session, file, versions)) / len(versions)
        print(f"  {name:28} {once:6.1f} ms   1/{whole / once:.0f} of a full check", flush=True)


def _edit(session: Session, file: str, versions: tuple[str, ...]) -> None:
    for text in versions:
        session.edit(file, text)


def _checked(texts: dict[str, str]) -> object:
    reading = read(texts)
    return check(reading.spec, reading.outline, reading.places)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,1000")
    for size in map(int, parser.parse_args().sizes.split(",")):
        compare(size)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`groundplan check` beside Spectral and Redocly on the exported OpenAPI: time and peak memory, in one run.

python benchmarks/check.py                    10, 1,000 and 10,000 endpoints
python benchmarks/check.py --sizes 10,1000    other sizes
python benchmarks/check.py --all              Spectral also where it takes more than five minutes

Groundplan checks the Markdown, with all its rules; the others their recommended rules on the OpenAPI document that
`groundplan export` writes of it. Each figure is the best of several runs. Needs Node.js and its package registry.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generated import lay_down
from groundplan.exchange.openapi import export

HERE = Path(__file__).resolve().parent
NODE = HERE / "node_modules" / ".bin"
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Figure:
    """Seconds of wall time and megabytes of resident memory at its peak; `None` where it was not done in time."""

    seconds: float | None
    megabytes: float

    def __str__(self) -> str:
        if self.seconds is None:
            return f"not done after {PATIENCE} s, {self.megabytes:.0f} MB"
        return f"{self.seconds:.2f} s, {self.megabytes:.0f} MB"


def measured(command: list[str], folder: Path, runs: int, cache: Path | None = None) -> Figure:
    """The best of several runs of a command; without a cache each begins with an empty one."""
    best: Figure | None = None
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as empty:
            environment = {**os.environ, "XDG_CACHE_HOME": str(cache or empty), "CI": "true"}
            environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users start from compiled files
            figure = _once(command, folder, environment)
        if figure.seconds is None:
            return figure
        if best is None or best.seconds is None or figure.seconds < best.seconds:
            best = figure
    if best is None:
        raise ValueError("at least one run is needed")
    return best


def _once(command: list[str], folder: Path, environment: dict[str, str]) -> Figure:
    began = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        pid, _, usage = os.wait4(child.pid, os.WNOHANG)
        elapsed = time.perf_counter() - began
        if pid:
            child.returncode = 0
            return Figure(elapsed, usage.ru_maxrss / 1024)
        if elapsed > PATIENCE:
            child.kill()
            _, _, usage = os.wait4(child.pid, 0)
            child.returncode = -9
            return Figure(None, usage.ru_maxrss / 1024)
        time.sleep(0.001 if elapsed < 2 else 0.01)


def compare(endpoints: int, spectral: bool) -> None:
    """Measure every tool on a specification of one size, and print the figures and their ratios."""
    groundplan = [str(Path(sys.executable).parent / "groundplan"), "check"]
    with tempfile.TemporaryDirectory(prefix="groundplan-bench-") as scratch:
        folder, cache = Path(scratch), Path(scratch) / "cache"
        spec = lay_down(folder, endpoints)
        (folder / "openapi.json").write_bytes(msgspec.json.encode(export(spec)))
        (folder / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n', encoding="utf-8")
        count, runs = sum(1 for _ in spec.endpoints), 5 if endpoints <= 1_000 else 3
        bare = measured([sys.executable, "-c", "pass"], folder, 9)
        cold = measured([*groundplan, "--no-cache"], folder, runs)
        measured(groundplan, folder, 1, cache)
        unchanged = measured(groundplan, folder, runs, cache)
        changed = min((_one_changed(groundplan, folder, cache) for _ in range(runs)), key=lambda f: f.seconds or 0)
        redocly = measured([str(NODE / "redocly"), "lint", "--extends=recommended", "openapi.json"], folder, runs)
        print(f"\n{count:,} endpoints, {sum(f.stat().st_size for f in (folder / 'specs').rglob('*.md')) / 1e6:.1f} MB")
        _line("groundplan, cold", cold, redocly)
        _line("groundplan, nothing changed", unchanged, redocly)
        _line("groundplan, one file changed", changed, redocly)
        _line("redocly recommended", redocly, redocly)
        if spectral:
            once = measured([str(NODE / "spectral"), "lint", "openapi.json"], folder, 1)
            _line("spectral:oas", once, redocly)
        if cold.seconds and bare.seconds:
            print(
                f"  groundplan, cold, is {cold.seconds / bare.seconds:.1f} × python -c pass ({bare.seconds * 1e3:.0f} ms)"
            )


def _one_changed(groundplan: list[str], folder: Path, cache: Path) -> Figure:
    """A run after a person changed one sentence of one document of endpoints."""
    file = min((folder / "specs" / "api").glob("*endpoints*.md"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Create a", "Create  a", 1) + "\nA remark.\n", encoding="utf-8")
    return measured(groundplan, folder, 1, cache)


def _line(name: str, figure: Figure, peer: Figure) -> None:
    ratio = f"{figure.seconds / peer.seconds:.2f} × redocly" if figure.seconds and peer.seconds else ""
    print(f"  {name:30} {figure!s:34} {ratio}", flush=True)


def main() -> int:
    """Install the peers if they are not there, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,1000,10000")
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    if shutil.which("npm") is None:
        sys.exit("the peers are Node programs: install Node.js and npm")
    if not (NODE / "redocly").exists():
        print("Installing Redocly and Spectral …", flush=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=HERE, check=True)
    for size in map(int, arguments.sizes.split(",")):
        compare(size, spectral=arguments.all or size <= 1_000)
    return 0


if __name__ == "__main__":
    sys.exit(main())

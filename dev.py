"""Set up and run Groundplan from a checkout with nothing but Python 3.11.

python3 dev.py walkthrough [FOLDER]   install the tool, and plan a backend in a scratch folder
python3 dev.py test [ARGUMENTS]       install what the tests need, and run them
python3 dev.py checks                 style, types, and the floors of the packages
python3 dev.py docs                   write the generated reference again
python3 dev.py bench                  compare `groundplan check` with other linters
python3 dev.py agents                 have Claude Code and Codex try what is laid down for them
"""

import hashlib
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
WALKTHROUGH = (
    ("init",),
    (
        "plan",
        (
            "users with register and login, and CRUD endpoints for a 'tasks' resource: title, description, "
            "status (todo, in_progress, done), due date. Each user sees only their own tasks"
        ),
        "--yes",
    ),
    ("plan", "I need to add CRUD endpoints for a 'projects' resource", "--yes"),
    ("plan", "We need JWT auth with role-based access control", "--yes"),
    ("plan", "How should we structure error responses across our API?", "--yes"),
    ("plan", "The /api/tasks endpoint needs pagination and filtering by status", "--yes"),
    ("show",),
)
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-cache"),
    ("python", "docs/generate.py", "--check"),
)


def main(arguments: list[str]) -> int:
    """Run one of the commands above; gives its exit code."""
    name, *rest = arguments or [""]
    if name == "walkthrough":
        install("requirements.lock")
        return walkthrough(Path(rest[0]) if rest else Path(tempfile.mkdtemp(prefix="groundplan-")))
    if name not in ("test", "checks", "docs", "bench", "agents"):
        print(__doc__)
        return 2
    install("requirements-dev.lock")
    if name == "test":
        return run("pytest", *(rest or ("-n", "auto", "--dist", "worksteal", "-q")))
    if name == "docs":
        return run("python", "docs/generate.py")
    if name == "bench":
        return run("python", "benchmarks/check.py", *rest)
    if name == "agents":
        return max(run("python", f"validation/{agent}.py") for agent in ("claude_code", "codex"))
    return max(run(*check) for check in CHECKS)


def install(lock: str) -> None:
    """Make the virtual environment, unless it holds just this lock file's packages already."""
    texts = [(ROOT / file).read_bytes() for file in (lock, "pyproject.toml")]
    stamp, wanted = VENV / f"{lock}.stamp", hashlib.sha256(b"".join(texts)).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if sys.version_info < (3, 11):
        sys.exit("Groundplan needs Python 3.11 or newer; this is " + sys.version.split()[0])
    print(f"Installing what {lock} names into {VENV.name} …", flush=True)
    if not (BIN / "python").exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
        if made.returncode:
            sys.exit("the module venv is missing: install it (on Debian: apt install python3-venv) and run this again")
    pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / lock)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
    stamp.write_text(wanted, encoding="utf-8")


def run(*command: str) -> int:
    print(f"$ {shlex.join(command)}", flush=True)
    return subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=False).returncode


def walkthrough(folder: Path) -> int:
    """Plan a small backend in a folder, and check what came of it."""
    folder.mkdir(parents=True, exist_ok=True)
    tool = str(BIN / "groundplan")
    for command in WALKTHROUGH:
        print(f"\n$ groundplan {shlex.join(command)}", flush=True)
        done = subprocess.run([tool, *command], cwd=folder, check=False)
        if done.returncode:
            return done.returncode
    print("\n$ groundplan export openapi > openapi.json", flush=True)
    with (folder / "openapi.json").open("wb") as target:
        subprocess.run([tool, "export", "openapi"], cwd=folder, stdout=target, check=True)
    print("\n$ groundplan check", flush=True)
    checked = subprocess.run([tool, "check"], cwd=folder, check=False).returncode
    print(f"\nThe specifications are in {folder / 'specs'}; begin with specs/api/rest-endpoints.md.")
    print(f'Go on yourself: cd {folder} && {tool} plan "sort the projects by name"')
    return checked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

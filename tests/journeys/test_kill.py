"""A proposal is applied whole or not at all, whatever happens to the process that applies it."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

from tests.checks.walked import walked
from tests.journeys.command import GROUNDPLAN, lay_down, run, specs

KILLS = 200


def test_killed_at_any_moment_of_apply_the_specs_are_before_or_after(tmp_path: Path) -> None:
    documents = walked()
    lay_down(tmp_path, documents)
    assert run(tmp_path, "plan", "CRUD for orders: number. Each user their own", "--save").code == 0
    before = specs(tmp_path)
    [name] = [folder.name for folder in (tmp_path / "specs" / "changes").iterdir()]
    trial = tmp_path / "trial"
    lay_down(trial, before)
    began = time.monotonic()
    assert run(trial, "apply", name).code == 0
    duration = time.monotonic() - began
    after = specs(trial)
    moments, seen = random.Random(7), set()
    for number in range(KILLS):
        folder = tmp_path / f"killed-{number}"
        lay_down(folder, before)
        process = subprocess.Popen(
            [GROUNDPLAN, "apply", name], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(moments.uniform(duration * 0.4, duration * 1.3))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        run(folder, "show")  # whoever opens the folder next finishes or forgets the write
        found = specs(folder)
        assert found in (before, after)
        seen.add(found == after)
    assert seen == {True, False}, "the kills must fall before and after the moment of commitment"

"""Findings that a project knows already: only what is not among them is shown and fails.

A finding is known by its rule, its element and its message, not by its line, so that it stays known when text moves.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from groundplan.spec.address import Address
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Finding, Place
from groundplan.spec.noun import Noun


class Known(Noun, frozen=True, order=True):
    """Equal findings; `at` is an element, or the document where there is none."""

    code: str
    at: str
    message: str
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class Remainder(NamedTuple):
    """The findings that are new, how many are known, and how many of the known are gone."""

    new: tuple[Finding, ...]
    known: int
    gone: int


def read_baseline(file: Path) -> tuple[Known, ...]:
    """What a file lists.

    Raises:
        InvalidInput: there is no such file, or it is no baseline.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=tuple[Known, ...])
    except (OSError, msgspec.MsgspecError) as error:
        reason = "there is no such baseline" if isinstance(error, FileNotFoundError) else "this is no baseline"
        mend = f"write it with `groundplan check --write-baseline {file}`"
        raise InvalidInput(reason, at=(Place(str(file)),), mend=mend) from error


def write_baseline(file: Path, findings: Iterable[Finding]) -> int:
    """List findings in a file, sorted, one a line; gives how many they are.

    Raises:
        InvalidInput: the file cannot be written.
    """
    counts = Counter(map(_identity, findings))
    lines = [msgspec.json.encode(Known(*identity, count)).decode() for identity, count in sorted(counts.items())]
    text = "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = f"the baseline cannot be written: {(error.strerror or 'no reason is known').lower()}"
        raise InvalidInput(reason, at=(Place(str(file)),), mend="name a file in a folder that exists") from error
    return counts.total()


def without_known(findings: Iterable[Finding], known: Iterable[Known], runs: Callable[[str], bool]) -> Remainder:
    """What remains of the findings; of a rule that does not run nothing is gone. `runs` is asked by code."""
    left: Counter[tuple[str, str, str]] = Counter()
    for entry in known:
        left[entry.code, entry.at, entry.message] += entry.count
    new: list[Finding] = []
    matched = 0
    for finding in findings:
        identity = _identity(finding)
        if left[identity] > 0:
            left[identity] -= 1
            matched += 1
        else:
            new.append(finding)
    return Remainder(tuple(new), matched, sum(count for (code, _, _), count in left.items() if runs(code)))


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.code, str(Address(finding.at).element) or finding.place.file, finding.message

"""Settings of a project: `groundplan.toml`, or `[tool.groundplan]` in `pyproject.toml`."""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from groundplan.checks.settings import Level, Settings
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place, Severity
from groundplan.spec.noun import Noun


class Setting(NamedTuple):
    """One word of the settings: what its value is, what it says, and an example in TOML."""

    kind: Any
    value: str
    says: str
    default: str
    example: str


BUDGET, TIMEOUT = 8_000, 60.0
Asked = Literal["when needed", "always"]
LEVELS = "`error`, `warning`, `info` or `off`"
SETTINGS = {
    "select": Setting(
        tuple[str, ...],
        "a list of codes",
        "Only these rules and families run; all, if none is named.",
        "[]",
        '["EP008"]',
    ),
    "ignore": Setting(tuple[str, ...], "a list of codes", "These rules and families do not run.", "[]", '["RF002"]'),
    "severity": Setting(
        dict[str, Level],
        f"a table of {LEVELS} by code",
        "How severe the findings of a rule or family are. A rule counts before its family.",
        "{}",
        '{ PG001 = "warning", TS = "off" }',
    ),
    "fail-on": Setting(
        Severity,
        "`error`, `warning` or `info`",
        "The least severe finding that makes `groundplan check` fail.",
        '"info"',
        '"error"',
    ),
    "baseline": Setting(
        str,
        "the name of a file",
        "A file of findings that are known and neither shown nor fail; `--write-baseline` writes it. It is named from the "
        "folder of the settings.",
        '""',
        '"groundplan-baseline.json"',
    ),
    "model": Setting(
        str,
        "a provider and its model",
        "The language model that `groundplan plan` asks where it does not understand; `--model` counts before it, and "
        "`--no-model` switches it off.",
        '""',
        '"anthropic:claude-sonnet-5"',
    ),
    "model-asked": Setting(
        Asked,
        "`when needed` or `always`",
        "Whether the language model also reads requests that are understood without it.",
        '"when needed"',
        '"always"',
    ),
    "model-budget": Setting(
        Annotated[int, msgspec.Meta(ge=1_000, le=1_000_000)],
        "a number of tokens, from 1000",
        "About how much of the specs the language model is shown for a proposal.",
        str(BUDGET),
        "4000",
    ),
    "model-timeout": Setting(
        Annotated[float, msgspec.Meta(gt=0, le=3_600)],
        "a number of seconds, up to 3600",
        "How long an answer of the language model is waited for.",
        f"{TIMEOUT:g}",
        "120",
    ),
}


# The settings that are of rules; the others stand in a project by their names.
RULES = ("select", "ignore", "severity")


class Project(Noun, frozen=True):
    """What a project has set; `stated` says where each code of its rules is written."""

    rules: Settings = Settings()
    fail_on: Severity = "info"
    baseline: str = ""
    stated: tuple[tuple[str, Place], ...] = ()
    model: str = ""
    model_asked: Asked = "when needed"
    model_budget: int = BUDGET
    model_timeout: float = TIMEOUT


def read_settings(project: Path) -> Settings:
    """Which rules run in a project, and how severe they are.

    Raises:
        InvalidInput: see `read_project`.
    """
    return read_project(project).rules


def read_project(project: Path) -> Project:
    """The settings of the folder that holds the specs folder; defaults where there are none.

    Raises:
        InvalidInput: the file is no TOML, or says something unknown or of the wrong type.
    """
    own = project / "groundplan.toml"
    if own.is_file():
        return _project(own, "", _toml(own))
    shared = project / "pyproject.toml"
    if shared.is_file():
        tools = _toml(shared).get("tool", {})
        said = tools.get("groundplan", {}) if isinstance(tools, dict) else {}
        return _project(shared, "tool.groundplan", said) if said != {} else Project()
    return Project()


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        said = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        place = Place(str(file), int(said[1]), int(said[2])) if said else Place(str(file))
        reason = str(error).partition(" (at ")[0]
        raise InvalidInput(f"not valid TOML: {reason}", at=(place,)) from error


def _project(file: Path, table: str, said: object) -> Project:
    """The settings that a table of a file says; an empty name is the whole file."""
    if not isinstance(said, dict):
        raise InvalidInput(f"`{table}` is not a table", at=(_place(file, "", table),), mend=f"write `[{table}]`")
    where = partial(_place, file, table)
    for name in said:
        if name not in SETTINGS:
            listed = ", ".join(f"`{known}`" for known in SETTINGS)
            raise InvalidInput(f"`{name}` is no setting", at=(where(name),), mend=f"the settings are {listed}")
    values = {name: _converted(name, value, where) for name, value in said.items()}
    rules = Settings(
        select=_upper(values.get("select", ())),
        ignore=_upper(values.get("ignore", ())),
        severity=tuple((code.upper(), level) for code, level in values.get("severity", {}).items()),
    )
    stated = {code.upper(): where(name) for name, code in _codes(values)}
    said_so = {name.replace("-", "_"): value for name, value in values.items() if name not in RULES}
    return Project(rules=rules, stated=tuple(stated.items()), **said_so)


def _converted(name: str, value: object, where: Callable[[str], Place]) -> Any:
    setting = SETTINGS[name]
    if name == "severity" and isinstance(value, dict):
        for code, level in value.items():
            _value(code, level, Level, LEVELS, '"warning"', where(code))
    return _value(name, value, setting.kind, setting.value, setting.example, where(name))


def _value(name: str, value: object, kind: Any, says: str, example: str, place: Place) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"`{name}` is not {says}", at=(place,), mend=f"write `{name} = {example}`") from error


def _codes(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each code that is named, after the word that is on its line."""
    for name in ("select", "ignore"):
        yield from ((name, code) for code in values.get(name, ()))
    yield from ((code, code) for code in values.get("severity", {}))


def _upper(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.upper() for code in codes)


def _place(file: Path, table: str, name: str) -> Place:
    """The line at which a name is set in a table, as far as it can be told without a syntax tree."""
    key = re.escape(name)
    # `name =`, `"name" =`, `{ name =`, `table.name =`, `[table.name]`
    sets = re.compile(rf"""(?:^|[{{,.])\s*["']?{key}["']?\s*=|^\s*\[(?:[\w.-]+\.)?{key}\]""")
    lines = file.read_text(encoding="utf-8").splitlines()
    begin = next((at for at, line in enumerate(lines) if line.strip().startswith(f"[{table}")), 0) if table else 0
    return Place(str(file), next((at for at, line in enumerate(lines[begin:], begin + 1) if sets.search(line)), 1))

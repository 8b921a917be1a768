"""Settings of a project: `groundplan.toml`, or `[tool.groundplan]` in `pyproject.toml`."""

import tomllib
from pathlib import Path
from typing import Any

from groundplan.checks.settings import Settings
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place

KNOWN = ("select", "ignore")


def read_settings(project: Path) -> Settings:
    """The settings of the folder that holds the specs folder; defaults where there are none.

    Raises:
        InvalidInput: the file is no TOML, or says something unknown or of the wrong type.
    """
    own = project / "groundplan.toml"
    if own.is_file():
        return _settings(own, _toml(own))
    shared = project / "pyproject.toml"
    if shared.is_file():
        tools = _toml(shared).get("tool", {})
        return _settings(shared, tools.get("groundplan", {}) if isinstance(tools, dict) else {})
    return Settings()


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"not valid TOML: {error}", at=(Place(str(file)),)) from error


def _settings(file: Path, said: dict[str, Any]) -> Settings:
    for name, value in said.items():
        if name not in KNOWN:
            listed = " and ".join(f"`{known}`" for known in KNOWN)
            raise InvalidInput(f"`{name}` is no setting", at=(Place(str(file)),), mend=f"the settings are {listed}")
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            mend = f'write `{name} = ["EP008"]`'
            raise InvalidInput(f"`{name}` is not a list of codes", at=(Place(str(file)),), mend=mend)
    return Settings(select=tuple(said.get("select", ())), ignore=tuple(said.get("ignore", ())))

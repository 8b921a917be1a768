"""The language model that a project asks, or none."""

from pathlib import Path

from groundplan.architect.language_model.model import LanguageModel
from groundplan.surfaces.settings import read_project


def language_model(specs: Path, name: str | None) -> LanguageModel | None:
    """The model of a name, or else of the settings of the project that holds a specs folder.

    Raises:
        InvalidInput: the settings cannot be read, it is no name of a model, or what models need is not installed.
    """
    project = read_project(specs.resolve().parent)
    chosen = name or project.model
    if not chosen:
        return None
    return LanguageModel(
        chosen, budget=project.model_budget, timeout=project.model_timeout, always=project.model_asked == "always"
    )

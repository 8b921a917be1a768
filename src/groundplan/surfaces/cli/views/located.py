"""Documents as other programs name them: by their path from the working folder."""

import os
from pathlib import Path


def path_of(specs: Path, file: str) -> str:
    """The path of a document below the specs folder, with slashes; relative where the specs are below the working folder."""
    whole = specs / file
    relative = Path(os.path.relpath(whole))
    return (whole if ".." in relative.parts else relative).as_posix()

"""The writer: one canonical form for every specification."""

from groundplan.documents.form import Context, Segment, line_of, segments
from groundplan.documents.pages import Placed, placed
from groundplan.spec.spec import Spec


def write(spec: Spec) -> dict[str, str]:
    """The documents of a specification, by path below the specs folder."""
    files: dict[str, list[str]] = {}
    for place in placed(spec):
        lines = files.setdefault(place.home, [])
        if lines:
            lines.append("")
        lines += element_lines(place, Context(spec, place.home))
    return {file: "\n".join(lines) + "\n" for file, lines in files.items()}


def element_lines(place: Placed, context: Context) -> list[str]:
    """The heading of an element and everything below it."""
    lines = ["#" * place.level + " " + place.heading]
    group = "heading"
    for segment in segments(place.form, place.element, place.level, context):
        lines += spaced(segment, group)
        group = segment.group
    return lines


def spaced(segment: Segment, previous: str) -> list[str]:
    """The lines of a segment, with a blank line before it unless it goes on with the group before."""
    lines = list(line_of(segment))
    return lines if segment.group == previous else ["", *lines]

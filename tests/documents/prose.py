"""Foreign text between the blocks of a document, as people leave it."""

from hypothesis import strategies as st

FOREIGN = (
    "Somebody's remark, which nobody\ntyped for a machine.",
    "```python\n# GET /api/not-an-endpoint\nprint('kept')\n```",
    "> A quoted decision\n> of the team.",
    "| Left | Right |\n|:-----|------:|\n| a | b |",
    "<!-- groundplan should\nleave this alone -->",
    "1. first\n2. second",
)


def scattered(texts: dict[str, str]) -> st.SearchStrategy[dict[str, str]]:
    """The documents with foreign blocks before some of their headings; decisions are prose already and stay as they are."""
    return st.fixed_dictionaries({file: _scattered(file, text) for file, text in texts.items()})


def _scattered(file: str, text: str) -> st.SearchStrategy[str]:
    if file.startswith(("decisions/", "database/migrations/")):
        return st.just(text)
    lines = text.split("\n")
    fenced = [sum(line.startswith("```") for line in lines[:index]) % 2 for index in range(len(lines))]
    spots = [index for index, line in enumerate(lines) if index and line.startswith("#") and not fenced[index]]
    choices = st.lists(st.one_of(st.none(), st.sampled_from(FOREIGN)), min_size=len(spots), max_size=len(spots))

    def put(chosen: list[str | None]) -> str:
        before = {spot: foreign for spot, foreign in zip(spots, chosen, strict=True) if foreign}
        out: list[str] = []
        for index, line in enumerate(lines):
            if index in before:
                out += [*before[index].split("\n"), ""]
            out.append(line)
        return "\n".join(out)

    return choices.map(put)

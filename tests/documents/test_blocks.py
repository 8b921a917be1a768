"""The scanner sees the same top-level blocks as a CommonMark parser, and every line of a table cell."""

import pyromark
from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.blocks import Fence, Heading, Item, Table, blocks, cells_of, escape_cell

WORDS = st.text(st.sampled_from("abc |`*_#-+>[]()~1.\\é"), min_size=1, max_size=12).map(str.strip).filter(bool)
PLAIN = st.text(st.sampled_from("abcdé .,"), min_size=1, max_size=12).map(str.strip).filter(bool)
PIECES = st.one_of(
    st.builds(lambda level, text: "#" * level + " " + text, st.integers(1, 6), PLAIN),
    st.lists(PLAIN, min_size=1, max_size=3).map("\n".join),
    st.lists(PLAIN, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(PLAIN, min_size=1, max_size=3).map(lambda items: "\n".join(f"* [ ] {item}" for item in items)),
    st.builds("- {}\n  - {}\n\n  {}".format, PLAIN, PLAIN, PLAIN),
    st.builds("| {} | {} |\n| --- | :-: |\n| {} | {} |\n| x |".format, PLAIN, PLAIN, PLAIN, PLAIN),
    st.builds("```{}\n# {}\n- {}\n```".format, st.sampled_from(["", "json", "mermaid"]), PLAIN, PLAIN),
    st.builds("~~~\n```\n{}\n~~~".format, PLAIN),
    st.builds("> # {}\n> - {}".format, PLAIN, PLAIN),
    st.builds("    - {}\n    # {}".format, PLAIN, PLAIN),
    st.builds("<!-- {}\n# {}\n-->".format, PLAIN, PLAIN),
    st.sampled_from(["---", "***", "1. one\n2. two"]),
)
DOCUMENTS = st.lists(PIECES, max_size=8).map("\n\n".join)
OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_TASKLISTS


def reference(text: str) -> list[tuple[str, int]]:
    """Headings, tables, fences and items that stand at the top level, with their lines."""
    found, depth = [], 0
    data = text.encode()
    for event, span in pyromark.events_with_range(text, options=OPTIONS):
        if not isinstance(event, dict):
            continue
        start, end = event.get("Start"), event.get("End")
        if start is not None:
            name = next(iter(start)) if isinstance(start, dict) else start
            line = data.count(b"\n", 0, span["start"])
            if depth == 0 and name in ("Heading", "Table"):
                found.append((name, line))
            if depth == 0 and name == "CodeBlock" and "Fenced" in str(start):
                found.append(("Fence", line))
            if depth == 1 and name == "Item":
                found.append(("Item", line))
            depth += 1
        elif end is not None:
            depth -= 1
    return sorted(found, key=lambda pair: pair[1])


def scanned(text: str) -> list[tuple[str, int]]:
    kinds = (Heading, Table, Fence, Item)
    return [(type(block).__name__, block.start) for block in blocks(text.split("\n")) if isinstance(block, kinds)]


@given(DOCUMENTS)
def test_the_scanner_finds_the_blocks_that_commonmark_finds(text: str) -> None:
    assert scanned(text) == reference(text)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_escaped_cells_read_back(cells: list[str]) -> None:
    line = "| " + " | ".join(escape_cell(cell) for cell in cells) + " |"
    assert cells_of(line)[0] == tuple(cells)


@given(st.text(st.sampled_from("#-`|>* \n\tab1.<"), max_size=60))
def test_any_text_is_cut_into_blocks_in_order(text: str) -> None:
    lines = text.split("\n")
    ends = [0]
    for block in blocks(lines):
        assert ends[-1] <= block.start < block.end <= len(lines)
        ends.append(block.end)

"""Agents are set up beside what is the user's, and taken back without a trace."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundplan.surfaces.agents import marked, members
from groundplan.surfaces.agents.charter import Charter
from groundplan.surfaces.agents.laying import lay, take_back
from groundplan.surfaces.agents.registry import all_agents
from tests.journeys.command import GROUNDPLAN, run

NAMES = ("claude", "cursor", "copilot", "codex")
USERS = {
    "AGENTS.md": "# Our rules\n\nBe kind.",
    "CLAUDE.md": "@AGENTS.md\r\nMore.\r\n",
    ".mcp.json": '{"mcpServers": {"files": {"command": "npx"}}}',
    ".cursor/mcp.json": '{\n\t"mcpServers": {}\n}\n',
    ".vscode/mcp.json": '{\n  // ours\n  "servers": {\n    "a": {"type": "stdio"}, // first\n  },\n}\n',
    ".codex/config.toml": 'model = "x"\n[mcp_servers.other]\ncommand = "y"',
    ".claude/agents/tester.md": "---\nname: tester\n---\n",
    "app/main.py": "app = None\n",
}


def lay_down(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file with its bytes, and every folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if ".cache" not in path.parts
    }


@pytest.mark.parametrize("before", [{}, USERS], ids=["an empty folder", "a project"])
@pytest.mark.parametrize("names", [*((name,) for name in NAMES), ("all",)], ids=lambda names: names[0])
def test_a_folder_is_as_it_was_once_agents_are_taken_back(
    tmp_path: Path, names: tuple[str, ...], before: dict[str, str]
) -> None:
    lay_down(tmp_path, before)
    was = everything(tmp_path)
    agents = [word for name in names for word in ("--agent", name)]
    assert run(tmp_path, "init", *agents).code == 0
    laid = everything(tmp_path)
    again = run(tmp_path, "init", *agents)
    assert "nothing was written" in again.out
    assert everything(tmp_path) == laid
    assert laid != was
    removed = run(tmp_path, "init", *agents, "--remove")
    assert (removed.code, removed.err) == (0, "")
    assert everything(tmp_path) == was


def test_what_the_user_writes_around_ours_stays(tmp_path: Path) -> None:
    lay_down(tmp_path, USERS)
    run(tmp_path, "init", "--agent", "all")
    edits: dict[str, Callable[[str], str]] = {
        "AGENTS.md": lambda text: "# First\n\n" + text + "\n## Last\n",
        ".mcp.json": lambda text: text.replace('"npx"', '"uvx"'),
        ".codex/config.toml": lambda text: text + '[profiles.a]\nmodel = "z"\n',
        ".vscode/mcp.json": lambda text: text.replace("// first", "// the first"),
    }
    for name, edit in edits.items():
        (tmp_path / name).write_bytes(edit((tmp_path / name).read_bytes().decode()).encode())
    run(tmp_path, "init", "--agent", "all", "--remove")
    assert (tmp_path / "AGENTS.md").read_text() == "# First\n\n" + USERS["AGENTS.md"] + "\n## Last\n"
    assert (tmp_path / ".mcp.json").read_text() == USERS[".mcp.json"].replace('"npx"', '"uvx"')
    assert (tmp_path / ".codex/config.toml").read_text() == USERS[".codex/config.toml"] + '[profiles.a]\nmodel = "z"\n'
    assert (tmp_path / ".vscode/mcp.json").read_text() == USERS[".vscode/mcp.json"].replace("// first", "// the first")


def test_a_command_that_agents_will_not_find_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert "put it on your path" in run(tmp_path, "init", "--agent", "claude").err
    (tmp_path / "groundplan").symlink_to(GROUNDPLAN)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert run(tmp_path, "init", "--agent", "claude").err == ""


def test_what_two_agents_share_stays_with_the_other(tmp_path: Path) -> None:
    run(tmp_path, "init", "--agent", "cursor", "--agent", "codex")
    run(tmp_path, "init", "--agent", "cursor", "--remove")
    assert "Groundplan" in (tmp_path / "AGENTS.md").read_text()
    assert not (tmp_path / ".cursor").exists()
    run(tmp_path, "init", "--agent", "codex", "--remove")
    assert everything(tmp_path) == {}


def test_a_file_of_ours_that_the_user_has_changed_is_kept(tmp_path: Path) -> None:
    run(tmp_path, "init", "--agent", "claude")
    skill = tmp_path / ".claude/skills/groundplan/SKILL.md"
    skill.write_text(skill.read_text() + "\nAnd one more thing.\n")
    again = run(tmp_path, "init", "--agent", "claude")
    assert "SKILL.md was left as it is: you have changed what was laid down in it" in again.err
    removed = run(tmp_path, "init", "--agent", "claude", "--remove")
    assert "SKILL.md was left as it is" in removed.err
    assert "And one more thing." in skill.read_text()


def test_a_server_of_the_user_with_our_name_is_kept(tmp_path: Path) -> None:
    own = '{"mcpServers": {"groundplan": {"command": "my-groundplan"}}}'
    lay_down(tmp_path, {".mcp.json": own})
    done = run(tmp_path, "init", "--agent", "claude")
    assert ".mcp.json was left as it is" in done.err
    run(tmp_path, "init", "--agent", "claude", "--remove")
    assert everything(tmp_path) == {".mcp.json": own.encode()}


def test_an_older_block_gives_way_to_a_newer_one(tmp_path: Path) -> None:
    lay_down(tmp_path, {"CLAUDE.md": "# Mine\n"})
    run(tmp_path, "init", "--agent", "claude")
    for name in ("CLAUDE.md", ".groundplan/agents.json"):
        file = tmp_path / name
        file.write_text(file.read_text().replace("Before you commit", "Before you push"))
    run(tmp_path, "init", "--agent", "claude")
    assert "Before you commit" in (tmp_path / "CLAUDE.md").read_text()
    run(tmp_path, "init", "--agent", "claude", "--remove")
    assert everything(tmp_path) == {"CLAUDE.md": b"# Mine\n"}


def test_what_the_user_has_changed_in_ours_is_kept(tmp_path: Path) -> None:
    run(tmp_path, "init", "--agent", "claude")
    server, rules = tmp_path / ".mcp.json", tmp_path / "CLAUDE.md"
    server.write_text(server.read_text().replace('"groundplan",', '"groundplan", "env": {"DEBUG": "1"},'))
    rules.write_text(rules.read_text().replace("Before you commit", "Before you push"))
    changed = everything(tmp_path)
    for words in ((), ("--remove",)):
        done = run(tmp_path, "init", "--agent", "claude", *words)
        assert ".mcp.json was left as it is: you have changed what was laid down in it" in done.err
        assert "CLAUDE.md was left as it is: you have changed what was laid down in it" in done.err
    left = everything(tmp_path)
    assert left == {name: changed[name] for name in (".mcp.json", "CLAUDE.md")}


def test_an_older_server_gives_way_to_a_newer_one(tmp_path: Path) -> None:
    was = '{\n  "mcpServers": {\n    "files": {"command": "npx"}\n  }\n}\n'
    lay_down(tmp_path, {".mcp.json": was})
    run(tmp_path, "init", "--agent", "claude", "--specs", "docs/specs")
    run(tmp_path, "init", "--agent", "claude")
    assert json.loads((tmp_path / ".mcp.json").read_text())["mcpServers"]["groundplan"]["args"] == ["mcp"]
    run(tmp_path, "init", "--agent", "claude", "--remove")
    assert everything(tmp_path) == {".mcp.json": was.encode()}


def test_specs_of_another_name_are_told_to_agents(tmp_path: Path) -> None:
    run(tmp_path, "init", "--agent", "all", "--specs", "docs/my specs")
    servers = json.loads((tmp_path / ".mcp.json").read_text())["mcpServers"]
    assert servers["groundplan"]["args"] == ["mcp", "--specs", "docs/my specs"]
    assert tomllib.loads((tmp_path / ".codex/config.toml").read_text())["mcp_servers"] == servers
    assert (
        "groundplan guard --specs 'docs/my specs' ||"
        in (tmp_path / ".claude/agents/groundplan-architect.md").read_text()
    )
    outside = run(tmp_path, "init", "--agent", "claude", "--specs", "..")
    assert outside.code == 2
    assert "below the present one" in outside.err


def test_a_link_to_a_file_of_the_project_is_followed(tmp_path: Path) -> None:
    lay_down(tmp_path, {"AGENTS.md": "# Ours\n"})
    (tmp_path / "CLAUDE.md").symlink_to("AGENTS.md")
    was = everything(tmp_path)
    run(tmp_path, "init", "--agent", "all")
    assert (tmp_path / "CLAUDE.md").is_symlink()
    assert (tmp_path / "AGENTS.md").read_text().count("Specifications first") == 1
    run(tmp_path, "init", "--agent", "cursor", "--agent", "codex", "--agent", "copilot", "--remove")
    assert "Specifications first" in (tmp_path / "CLAUDE.md").read_text()
    run(tmp_path, "init", "--agent", "claude", "--remove")
    assert everything(tmp_path) == was
    assert (tmp_path / "CLAUDE.md").is_symlink()


def test_a_file_that_others_may_not_read_stays_so(tmp_path: Path) -> None:
    lay_down(tmp_path, {".mcp.json": "{}"})
    (tmp_path / ".mcp.json").chmod(0o600)
    run(tmp_path, "init", "--agent", "claude")
    assert (tmp_path / ".mcp.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [".mcp.json", "CLAUDE.md"])
def test_ours_goes_from_files_whose_lines_end_otherwise_since(tmp_path: Path, name: str) -> None:
    lay_down(tmp_path, {".mcp.json": '{\n  "a": 1\n}\n', "CLAUDE.md": "# Mine\n"})
    run(tmp_path, "init", "--agent", "claude")
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "nothing was written" in run(tmp_path, "init", "--agent", "claude").out
    assert run(tmp_path, "init", "--agent", "claude", "--remove").err == ""
    assert everything(tmp_path) == {".mcp.json": b'{\r\n  "a": 1\r\n}\r\n', "CLAUDE.md": b"# Mine\r\n"}


def test_a_lone_carriage_return_stays_alone(tmp_path: Path) -> None:
    lay_down(tmp_path, {"CLAUDE.md": "# Mine\n\r"})
    run(tmp_path, "init", "--agent", "claude")
    assert "nothing was written" in run(tmp_path, "init", "--agent", "claude").out
    run(tmp_path, "init", "--agent", "claude", "--remove")
    assert everything(tmp_path) == {"CLAUDE.md": b"# Mine\n\r"}


@pytest.mark.parametrize("text", ["", "\n", " \n\n"])
def test_an_empty_file_is_empty_again(tmp_path: Path, text: str) -> None:
    before = {".mcp.json": text, "CLAUDE.md": text}
    lay_down(tmp_path, before)
    run(tmp_path, "init", "--agent", "claude")
    json.loads((tmp_path / ".mcp.json").read_text())
    run(tmp_path, "init", "--agent", "claude", "--remove")
    assert everything(tmp_path) == {name: text.encode() for name, text in before.items()}


def test_a_list_of_what_was_laid_down_that_a_stranger_wrote_is_refused(tmp_path: Path) -> None:
    run(tmp_path, "init", "--agent", "claude")
    lay_down(tmp_path, {"app/main.py": "app = None\n"})
    manifest = tmp_path / ".groundplan/agents.json"
    listed = json.loads(manifest.read_text())
    entry = {"path": "app/main.py", "kind": "whole", "inserted": "app = None\n", "created": True, "agents": ["claude"]}
    manifest.write_text(json.dumps({**listed, "entries": [*listed["entries"], entry]}))
    before = everything(tmp_path)
    done = run(tmp_path, "init", "--agent", "claude", "--remove")
    assert done.code == 2
    assert "lists `app/main.py`, which no agent needs" in done.err
    assert everything(tmp_path) == before


def test_only_our_own_member_goes_whatever_the_list_says(tmp_path: Path) -> None:
    lay_down(tmp_path, {".mcp.json": '{"mcpServers": {"files": {"command": "npx"}}, "a": 1}'})
    run(tmp_path, "init", "--agent", "claude")
    manifest = tmp_path / ".groundplan/agents.json"
    listed = json.loads(manifest.read_text())
    for entry in listed["entries"]:
        if entry["path"] == ".mcp.json":
            entry["inserted"] = ', "a": 1'
    manifest.write_text(json.dumps(listed))
    run(tmp_path, "init", "--agent", "claude", "--remove")
    assert json.loads((tmp_path / ".mcp.json").read_text()) == {"mcpServers": {"files": {"command": "npx"}}, "a": 1}


BROKEN: dict[str, tuple[str, str, str]] = {
    "JSON that ends early": ("claude", ".mcp.json", '{\n  "mcpServers": {\n'),
    "JSON that is a list": ("claude", ".mcp.json", "[]"),
    "servers that are a list": ("cursor", ".cursor/mcp.json", '{"mcpServers": []}'),
    "JSON without a comma": ("copilot", ".vscode/mcp.json", '{"a": 1 "b": 2}'),
    "TOML that is none": ("codex", ".codex/config.toml", "model = \n"),
    "a server in TOML": ("codex", ".codex/config.toml", '[mcp_servers.groundplan]\ncommand = "x"\n'),
    "servers of TOML in one line": ("codex", ".codex/config.toml", 'model = "x"\nmcp_servers = {}\n'),
    "hooks of TOML in one line": ("codex", ".codex/config.toml", 'model = "x"\nhooks = { PreToolUse = [] }\n'),
    "a mark that stands alone": ("claude", "CLAUDE.md", "# Mine\n\n<!-- groundplan: begin -->\n"),
    "a mark that stands twice": ("codex", "AGENTS.md", 2 * "<!-- groundplan: begin -->\n<!-- groundplan: end -->\n"),
    "no UTF-8": ("claude", "CLAUDE.md", "\udcff"),
}


@pytest.mark.parametrize(("name", "file", "text"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_stops_all_of_it(tmp_path: Path, name: str, file: str, text: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    before = everything(tmp_path)
    done = run(tmp_path, "init", "--agent", name)
    assert done.code == 2
    assert done.err.startswith(f"{file}:")
    assert everything(tmp_path) == before


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    folder, other = tmp_path / "project", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (folder / ".claude").symlink_to(other, target_is_directory=True)
    done = run(folder, "init", "--agent", "claude")
    assert done.code == 2
    assert everything(other) == {}
    assert everything(folder) == {".claude": None}


def test_a_folder_in_the_place_of_a_file_stops_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "AGENTS.md").mkdir()
    lay_down(tmp_path, {".claude": "a file"})
    for name, place in (("codex", "AGENTS.md"), ("claude", ".claude/agents/groundplan-architect.md")):
        done = run(tmp_path, "init", "--agent", name)
        assert (done.code, done.err.partition(":")[0]) == (2, place)
    assert everything(tmp_path) == {"AGENTS.md": None, ".claude": b"a file"}


def test_there_is_nothing_to_take_back_where_nothing_was_laid_down(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "--agent", "all", "--remove")
    assert done.code == 2
    assert "nothing was laid down" in done.err


NAME = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=6).filter(
    lambda n: n != "groundplan"
)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAME, inner, max_size=3),
    max_leaves=8,
)
HOLDERS = st.fixed_dictionaries({}, optional={"mcpServers": st.dictionaries(NAME, VALUE, max_size=3), "inputs": VALUE})
SERVER = {"command": "groundplan", "args": ["mcp"]}
KEYS = ("mcpServers", "groundplan")


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A JSON text as people have them, and what it says."""
    data = draw(HOLDERS)
    text = json.dumps(data, indent=draw(st.sampled_from([None, 1, 2, 4, "\t"])), ensure_ascii=draw(st.booleans()))
    if draw(st.booleans()):
        text = text.replace("\n", '\n// a comment with "quotes" and {\n', 1)
    return draw(st.sampled_from(["", "\n", "  "])) + text + draw(st.sampled_from(["", "\n", "\n\n"])), data


@settings(deadline=None)
@given(texts())
def test_a_member_that_is_put_in_and_taken_out_leaves_the_same_bytes(drawn: tuple[str, dict[str, Any]]) -> None:
    text, data = drawn
    put = members.put("a.json", text, KEYS, SERVER)
    assert members.held("a.json", put.text, KEYS) == SERVER
    for name, value in data.get("mcpServers", {}).items():
        assert members.held("a.json", put.text, ("mcpServers", name)) == value
    assert members.taken("a.json", put.text, KEYS, put.inserted) == text


@settings(deadline=None)
@given(texts(), VALUE)
def test_a_member_is_found_among_those_that_came_later(drawn: tuple[str, dict[str, Any]], later: Any) -> None:
    text, data = drawn
    put = members.put("a.json", text, KEYS, SERVER)
    more = members.put("a.json", put.text, ("mcpServers", "later"), {"x": later})
    rest = members.taken("a.json", more.text, KEYS, "no longer as it was")
    assert rest is not None
    assert members.held("a.json", rest, KEYS) is None
    assert members.held("a.json", rest, ("mcpServers", "later")) == {"x": later}
    for name, value in data.get("mcpServers", {}).items():
        assert members.held("a.json", rest, ("mcpServers", name)) == value


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=50), st.text(max_size=50))
def test_a_block_goes_without_a_trace_whatever_stands_around_it(before: str, above: str, below: str) -> None:
    text = before.replace("groundplan: ", "")
    put = marked.put("A.md", text, "Ours.\n")
    assert marked.taken("A.md", put.text, put.inserted) == text
    assert marked.put("A.md", put.text, "Ours.\n").text == put.text
    around = above.replace("groundplan: ", "") + put.text + below.replace("groundplan: ", "")
    rest = marked.taken("A.md", around, put.inserted)
    assert rest == around.replace(put.inserted, "", 1)


MARKDOWN = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TOML = st.dictionaries(NAME, st.integers() | st.booleans(), max_size=3).map(
    lambda table: "".join(f"{name} = {json.dumps(value)}\n" for name, value in table.items())
)
FILES: dict[str, st.SearchStrategy[str]] = {
    "AGENTS.md": MARKDOWN,
    "CLAUDE.md": MARKDOWN,
    ".mcp.json": texts().map(lambda drawn: drawn[0]),
    ".cursor/mcp.json": texts().map(lambda drawn: drawn[0]),
    ".codex/config.toml": TOML,
    ".claude/settings.json": st.just("{}"),
}


@settings(deadline=None)
@given(
    st.fixed_dictionaries({}, optional=FILES),
    st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
    st.randoms(use_true_random=False),
    st.tuples(MARKDOWN, MARKDOWN),
)
def test_a_project_is_as_it_was_but_for_what_its_user_wrote(
    before: dict[str, str], names: list[str], random: Random, around: tuple[str, str]
) -> None:
    known = all_agents(Charter())
    with TemporaryDirectory() as home:
        folder = Path(home).resolve()
        lay_down(folder, before)
        was = everything(folder)
        lay(folder, [known[name] for name in names])
        laid = everything(folder)
        for name in random.sample(names, len(names)):
            lay(folder, [known[name]])
        assert everything(folder) == laid
        for name in ("AGENTS.md", "CLAUDE.md"):
            if (file := folder / name).exists():
                file.write_bytes(around[0].encode() + file.read_bytes() + around[1].encode())
                text = around[0] + before.get(name, "") + around[1]
                if name in before or text.strip():
                    was[name] = text.encode()
        for name in random.sample(names, len(names)):
            take_back(folder, [known[name]], known.values())
        assert everything(folder) == was


def test_every_structured_file_of_ours_is_sound(tmp_path: Path) -> None:
    run(tmp_path, "init", "--agent", "all")
    for path in tmp_path.rglob("*"):
        if path.suffix == ".json":
            json.loads(path.read_text())
        elif path.suffix == ".toml":
            tomllib.loads(path.read_text())
        elif path.suffix in (".md", ".mdc") and path.read_text().startswith("---\n"):
            for line in path.read_text().split("---\n")[1].splitlines():
                json.loads(line.partition(": ")[2])
    definition = tomllib.loads((tmp_path / ".codex/agents/groundplan-architect.toml").read_text())
    assert "You write no code" in definition["developer_instructions"]


def test_the_tools_that_agents_are_told_of_are_those_of_the_server(tmp_path: Path) -> None:
    import asyncio

    from groundplan.surfaces.agents.charter import TOOLS
    from groundplan.surfaces.mcp.server import made

    tools = asyncio.run(made(tmp_path / "specs").list_tools())
    assert sorted(TOOLS) == sorted(tool.name for tool in tools)
    assert set(all_agents(Charter())) == set(NAMES)

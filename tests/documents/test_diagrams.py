"""Diagrams say what the specification says, in the same words each time, and are valid Mermaid whatever the names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.documents.diagrams import auth_pipeline, entity_diagram, middleware_order, state_diagram
from groundplan.spec.api import Middleware, Routing
from groundplan.spec.auth import Auth, PipelineStep
from groundplan.spec.model import (
    Field,
    Model,
    Reference,
    Relationship,
    StateMachine,
    Transition,
    Uniqueness,
    UniqueTogether,
)
from groundplan.spec.outcome import ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type, literal

# What the grammars of Mermaid 11 take for a name, and for text between double quotes.
NAME = r"[A-Za-z][A-Za-z0-9_]*"
QUOTED = r'"(?:[^"#%;:<>\\`{}\[\]|\x00-\x1f]|#\w+;)+"'
ENTITY = rf"(?:{NAME}|{QUOTED})"
TIE = re.compile(rf"    {ENTITY} (?:\|\||\|o|\}}o)--(?:\|\||o\||o\{{) {ENTITY} : {ENTITY}|    {ENTITY}")
NODE = rf"{NAME}(?:\[{QUOTED}\])?"
WAY = re.compile(rf"    {NODE}(?: --> {NODE})*|    {NAME} -- fails --> {NODE}")
STATE = rf"(?:{NAME}|\[\*\])"
MOVE = re.compile(rf"    state {QUOTED} as {NAME}|    {STATE} --> {STATE}(?: : (?:[^#%;:<>\\\n]|#\w+;)+)?")
ODD = (
    "",
    'say "hi"',
    "a;b",
    "a:b",
    "%%{init: {}}%%",
    "one",
    "End",
    "direction TB",
    "two\nlines",
    "a\u2028b",
    "`code`",
    "back\\slash",
    "#quot;",
    "<b>bold</b>",
    "--> x",
    "[*]",
    "日本",
    "9 lives",
)

names = st.one_of(st.sampled_from(ODD), st.text(max_size=12))


def foreign_key(name: str, target: str, *, nullable: bool = False) -> Field:
    return Field(name, Type("uuid"), nullable=nullable, references=Reference(target, "id"))


def test_a_foreign_key_is_one_line_from_the_model_it_points_to() -> None:
    models = (Model("User"), Model("Task", fields=(foreign_key("user_id", "User"),), owner="user_id"))
    assert entity_diagram(Spec(models=models)) == ("erDiagram", "    User ||--o{ Task : owns")


def test_a_foreign_key_that_may_be_null_makes_the_parent_optional() -> None:
    models = (Model("User"), Model("Task", fields=(foreign_key("assignee_id", "User", nullable=True),)))
    assert entity_diagram(Spec(models=models))[1] == "    User |o--o{ Task : assignee_id"


@pytest.mark.parametrize(
    "profile",
    [
        Model("Profile", fields=(foreign_key("user_id", "User").replace(unique=Uniqueness()),)),
        Model("Profile", fields=(foreign_key("user_id", "User").replace(primary_key=True),)),
        Model("Profile", fields=(foreign_key("user_id", "User"),), uniques=(UniqueTogether(("user_id",)),)),
    ],
)
def test_a_unique_foreign_key_ties_one_to_at_most_one(profile: Model) -> None:
    assert entity_diagram(Spec(models=(Model("User"), profile)))[1] == "    User ||--o| Profile : user_id"


def test_a_key_in_a_composite_primary_key_ties_one_to_many() -> None:
    fields = tuple(foreign_key(f"{name}_id", name.title()).replace(primary_key=True) for name in ("post", "tag"))
    lines = entity_diagram(Spec(models=(Model("Post"), Model("Tag"), Model("PostTag", fields=fields))))
    assert lines[1:] == ("    Post ||--o{ PostTag : post_id", "    Tag ||--o{ PostTag : tag_id")


def test_a_relationship_names_the_line_of_its_key_and_adds_none() -> None:
    written = Relationship("author", "many to one", "User", by="author_id", back="posts")
    post = Model("Post", fields=(foreign_key("author_id", "User"),), relationships=(written,))
    user = Model("User", relationships=(Relationship("posts", "one to many", "Post", back="author"),))
    assert entity_diagram(Spec(models=(user, post)))[1:] == ("    User ||--o{ Post : posts",)


def test_a_relationship_without_a_key_has_a_line_of_its_own_told_once() -> None:
    here = Relationship("tags", "many to many", "Tag", back="posts")
    there = Relationship("posts", "many to many", "Post", back="tags")
    models = (Model("Post", relationships=(here,)), Model("Tag", relationships=(there,)))
    assert entity_diagram(Spec(models=models))[1:] == ("    Post }o--o{ Tag : tags",)


def test_a_link_model_stands_for_the_relationship_that_goes_through_it() -> None:
    tags = Relationship("tags", "many to many", "Tag", through="PostTag")
    keys = (foreign_key("post_id", "Post"), foreign_key("tag_id", "Tag"))
    models = (Model("Post", relationships=(tags,)), Model("Tag"), Model("PostTag", fields=keys))
    assert [line.split()[0] for line in entity_diagram(Spec(models=models))[1:]] == ["Post", "Tag"]


def test_a_model_may_point_to_itself() -> None:
    parent = Relationship("parent", "many to one", "Task", by="parent_id", back="subtasks")
    task = Model("Task", fields=(foreign_key("parent_id", "Task", nullable=True),), relationships=(parent,))
    assert entity_diagram(Spec(models=(task,)))[1:] == ("    Task |o--o{ Task : subtasks",)


def test_a_model_without_ties_stands_alone() -> None:
    assert entity_diagram(Spec(models=(Model("Setting"),))) == ("erDiagram", "    Setting")


def test_nothing_to_draw_is_no_diagram() -> None:
    spec = Spec(auth=Auth())
    assert (entity_diagram(spec), auth_pipeline(spec), middleware_order(spec), state_diagram(Model("Task"))) == (
        (),
    ) * 4
    assert auth_pipeline(Spec()) == ()


def test_the_pipeline_shows_each_answer_once_with_its_status() -> None:
    steps = (
        PipelineStep("decode", code="not_authenticated"),
        PipelineStep("exp, iat", code="token_expired"),
        PipelineStep("load the user", code="not_authenticated"),
    )
    codes = (ErrorCode(401, "not_authenticated"), ErrorCode(401, "token_expired"))
    assert auth_pipeline(Spec(auth=Auth(pipeline=steps), errors=Errors(codes=codes))) == (
        "flowchart LR",
        '    decode --> exp_iat["exp, iat"] --> load_the_user["load the user"]',
        '    decode -- fails --> not_authenticated["401 not_authenticated"]',
        '    exp_iat -- fails --> token_expired["401 token_expired"]',
        "    load_the_user -- fails --> not_authenticated",
    )


def test_the_way_of_a_request_ends_at_the_handler() -> None:
    routing = Routing(middleware=(Middleware("request id"), Middleware("CORS", settings="`https://app.example.com`")))
    assert middleware_order(Spec(routing=routing)) == (
        "flowchart LR",
        '    request --> request_id["request id"] --> CORS --> router --> handler',
    )


def test_states_begin_at_the_default_and_end_where_no_move_leads_on() -> None:
    field = Field("status", Type("enum", values=("open", "in review", "closed")), default=literal("open"))
    moves = (
        Transition("submit", ("open",), "in review"),
        Transition("close", ("open", "in review"), "closed", guard="paid"),
    )
    assert state_diagram(Model("Ticket", fields=(field,), states=StateMachine("status", moves))) == (
        "stateDiagram-v2",
        '    state "in review" as in_review',
        "    [*] --> open",
        "    open --> in_review : submit",
        "    open --> closed : close (paid)",
        "    in_review --> closed : close (paid)",
        "    closed --> [*]",
    )


@given(names, names)
def test_any_model_name_gives_a_valid_entity_diagram(name: str, other: str) -> None:
    keyed = Model(name, fields=(foreign_key(other, "User"),))
    loose = Model(other, relationships=(Relationship(name, "many to many", "User"),))
    kind, *lines = entity_diagram(Spec(models=(Model("User"), keyed, loose, Model(name + other))))
    assert kind == "erDiagram" and all(TIE.fullmatch(line) for line in lines), lines


@given(st.lists(names, min_size=1, max_size=4), names)
def test_any_step_and_layer_gives_a_valid_flowchart(steps: list[str], code: str) -> None:
    auth = Auth(pipeline=tuple(PipelineStep(step, code=code) for step in steps))
    routing = Routing(middleware=tuple(map(Middleware, steps)))
    spec = Spec(auth=auth, routing=routing, errors=Errors(codes=(ErrorCode(401, code),)))
    for kind, *lines in (auth_pipeline(spec), middleware_order(spec)):
        assert kind == "flowchart LR" and all(WAY.fullmatch(line) for line in lines), lines


@given(st.lists(names, min_size=1, max_size=4, unique=True), names)
def test_any_state_gives_a_valid_state_diagram(states: list[str], action: str) -> None:
    moves = tuple(Transition(action, (state,), states[0], guard=action) for state in states)
    model = Model("M", fields=(Field("s", Type("enum", values=tuple(states))),), states=StateMachine("s", moves))
    kind, *lines = state_diagram(model)
    assert kind == "stateDiagram-v2" and all(MOVE.fullmatch(line) for line in lines), lines


def test_two_names_that_look_alike_stay_two_nodes() -> None:
    kind, way = middleware_order(Spec(routing=Routing(middleware=(Middleware("rate limit"), Middleware("rate-limit")))))
    assert (kind, len({node.partition("[")[0] for node in way.split(" --> ")})) == ("flowchart LR", 5)

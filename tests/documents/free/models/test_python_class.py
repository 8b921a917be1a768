"""Table classes of SQLModel and SQLAlchemy."""

from groundplan.spec.model import Field, Reference, Relationship, Uniqueness, UniqueTogether
from groundplan.spec.types import GENERATED, NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type, literal
from tests.documents.free.models.found import models, only


def python(code: str) -> str:
    return f"## Classes\n\n```python\n{code}\n```\n"


BERTHS = python("""\
class Side(str, Enum):
    PORT = "port"
    STARBOARD = "starboard"

class BerthBase(SQLModel):
    label: str = Field(max_length=12, unique=True)
    side: Side = Side.PORT

class Berth(BerthBase, table=True):
    __tablename__ = "berths"
    __table_args__ = (UniqueConstraint("pier_id", "label"),)

    id: Optional[int] = Field(default=None, primary_key=True)
    pier_id: uuid.UUID = Field(foreign_key="piers.id", index=True, ondelete="CASCADE")
    remark: str | None = Field(default=None, max_length=300)
    lit: bool = True
    seen_at: datetime = Field(default_factory=datetime.utcnow)
    moorings: list["Mooring"] = Relationship(back_populates="berth")

class BerthCreate(BerthBase):
    pass
""")


def test_a_table_class_has_its_own_fields_and_those_of_its_bases() -> None:
    berth = only(BERTHS).model
    assert (berth.name, berth.table) == ("Berth", "berths")
    assert berth.fields == (
        Field("label", Type("str"), constraints=Constraints(bounds=Bounds(None, 12)), unique=Uniqueness()),
        Field("side", Type("enum", values=("port", "starboard"))),
        Field("id", Type("int"), primary_key=True, default=GENERATED),
        Field("pier_id", Type("uuid"), references=Reference("piers", "id", on_delete="cascade"), indexed=True),
        Field("remark", Type("str"), nullable=True, constraints=Constraints(bounds=Bounds(None, 300))),
        Field("lit", Type("bool"), default=literal(True)),
        Field("seen_at", Type("datetime"), default=NOW),
    )
    assert berth.uniques == (UniqueTogether(("pier_id", "label")),)


def test_a_relationship_is_no_field() -> None:
    assert only(BERTHS).model.relationships == (Relationship("moorings", "one to many", "Mooring", back="berth"),)


def test_sqlalchemy_says_types_and_keys_in_its_columns() -> None:
    old = only(
        python(
            'class Pier(Base):\n    __tablename__ = "piers"\n    id = Column(Integer, primary_key=True)\n    name = Column(String(40), nullable=False)\n    harbour = Column(ForeignKey("harbours.id", ondelete="RESTRICT"))\n    at = Column(DateTime, onupdate=func.now())'
        )
    )
    assert old.model.fields == (
        Field("id", Type("int"), primary_key=True),
        Field("name", Type("str"), constraints=Constraints(bounds=Bounds(None, 40))),
        Field("harbour", nullable=True, references=Reference("harbours", "id", on_delete="restrict")),
        Field("at", Type("datetime"), nullable=True, default=NOW_AT_EVERY_CHANGE),
    )
    new = only(
        python(
            "class Pier(Base):\n    id: Mapped[int] = mapped_column(primary_key=True)\n    note: Mapped[Optional[str]] = mapped_column(String(9))"
        )
    )
    assert [(str(each.type), each.nullable) for each in new.model.fields] == [("int", False), ("str", True)]


def test_a_class_that_is_stored_nowhere_is_no_model() -> None:
    assert models(python("class PierOut(BaseModel):\n    id: int\n\n@dataclass\nclass Wave:\n    height: float")) == {}


def test_one_broken_class_costs_no_other() -> None:
    found = models(
        python(
            "class Pier(SQLModel, table=True):\n    id: int = Field(primary_key=True)\n\nclass Broken(SQLModel, table=True):\n    id: int = ...(\n\nclass Buoy(SQLModel, table=True):\n    id: int"
        )
    )
    assert list(found) == ["Pier", "Buoy"]


def test_what_is_no_python_at_all_is_no_class() -> None:
    assert models(python("}")) == {}


def test_code_is_never_run() -> None:
    found = only(
        python(
            'class Pier(SQLModel, table=True):\n    id: int = Field(default_factory=lambda: __import__("os").abort())'
        )
    )
    assert [each.name for each in found.model.fields] == ["id"]


def test_lines_count_from_the_top_of_the_document() -> None:
    assert (only(BERTHS).line, only(BERTHS).lines["label"], only(BERTHS).lines["id"]) == (12, 9, 16)

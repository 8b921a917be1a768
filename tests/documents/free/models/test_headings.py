"""Which headings name a model, and by which name."""

import pytest

from tests.documents.free.models.found import models

COLUMNS = "\n- id: integer (primary key)\n"


@pytest.mark.parametrize(
    ("heading", "name", "table"),
    [
        ("### ferries", "ferries", ""),
        ("### `ferries`", "ferries", ""),
        ("### ferries (managed by the port)", "ferries", ""),
        ("## Table: ferries", "ferries", ""),
        ("## Table: `ferries`", "ferries", ""),
        ("### Table 2: ferries", "ferries", ""),
        ("## ferries table", "ferries", ""),
        ("### Ferry Model", "Ferry", ""),
        ("### 1. Ferries Table", "Ferries", ""),
        ("### 1.2 Ferry Tickets Table (`ferry_tickets`)", "Ferry Tickets", "ferry_tickets"),
        ("## 4. Travessia", "Travessia", ""),
        ("**Ferries Table** (Aggregate Root)", "Ferries", ""),
        ("ferries", "ferries", ""),
        ("### 🚢 Ferries", "Ferries", ""),
        ("### Audit Logs", "Audit Logs", ""),
        ("### 연락선 (ferries)", "ferries", "ferries"),
    ],
)
def test_a_heading_names_a_model(heading: str, name: str, table: str) -> None:
    ((found, model),) = models(heading + COLUMNS).items()
    assert (found, model.model.table) == (name, table)


@pytest.mark.parametrize(
    "heading",
    [
        "## Indexes",
        "## Relationships",
        "## Data Validation",
        "# Database Schema",
        "## Overview",
        "## Notas",
        "## Migration from Trains",
        "### Create Ferry",
        "### idx_ferries_name",
        "### GET /ferries",
    ],
)
def test_a_heading_that_groups_names_none(heading: str) -> None:
    assert models(heading + COLUMNS) == {}


def test_a_table_without_columns_is_a_model_where_a_heading_declares_it() -> None:
    found = models(
        "## Tables\n\n### passengers (kept by another system)\n\n### Purpose\n\n## Crews Table\nSee the roster.\n"
    )
    assert {name: (each.inferred, each.model.fields) for name, each in found.items()} == {
        "passengers": (True, ()), "Crews": (True, ()),
    }  # fmt: skip


def test_columns_below_a_part_of_a_model_belong_to_the_model() -> None:
    text = "## 2. Ferries Table\n\n### 2.1 Fields\n- id: uuid (pk)\n\n### 2.2 Constraints\n- name: must be set\n"
    assert [each.name for each in models(text)["Ferries"].model.fields] == ["id"]


def test_a_section_on_requests_hides_no_model_beside_it() -> None:
    assert list(models("# Harbour\n\n## Requests\nNone yet.\n\n## Table: ferries\n- id: uuid (pk)\n")) == ["ferries"]


def test_objects_of_a_document_on_endpoints_are_no_models() -> None:
    bodies = "### POST /ferries\n\n## Ferry\n\n| Field | Type |\n|---|---|\n| id | uuid |\n"
    assert models(bodies) == {}
    assert list(models(bodies + "\n## Database Tables\n\n### ferries\n- id: uuid (pk)\n")) == ["ferries"]

"""Tables as they are on clipboards, each file with what has to come of it beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.intake.pasted import Clip, PastedTables, read_pasted

FOLDER = Path(__file__).parents[2] / "fixtures" / "pasted"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))
BLANK = "·"


def _read(name: str, form: Form) -> PastedTables | None:
    content = (FOLDER / name).read_bytes().decode("utf-8")
    return read_pasted(Clip(html=content) if name.endswith(".html") else Clip(text=content), form)


def _by_row(reading: PastedTables) -> dict[str, str]:
    """The figures of each row in the form's order, a blank as a dot."""
    rows: dict[str, list[str]] = {}
    for cell, figure in reading.figures.items():
        rows.setdefault(cell.rsplit("/", 1)[0], []).append(figure or BLANK)
    return {row: " ".join(figures) for row, figures in rows.items()}


def test_that_there_are_fixtures_of_every_layout() -> None:
    assert len(EXPECTED) >= 25


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_that_a_pasted_table_is_read_as_its_expected_outcome_says(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    reading = _read(path.name.removesuffix(".expected.json"), catalogue().form(expected["form"]))
    if not expected.get("is_table", True):
        assert reading is None
        return
    assert reading is not None
    assert _by_row(reading) == expected["figures"]
    assert list(reading.sections) == expected["sections"]
    assert [[each.cell, each.proposed] for each in reading.questions] == expected.get("questions", [])
    assert len(reading.remarks) == expected["remarks"], reading.remarks
    assert reading.other_form == expected.get("other_form", "")
    sentences = [refusal.sentence for refusal in reading.refusals]
    for words in expected["refusals"]:
        assert any(all(word in sentence for word in words) for sentence in sentences), (words, sentences)
    assert bool(sentences) == bool(expected["refusals"]), sentences

"""Workbooks changed the way people and hostile programs change them."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.reading import Reading
from disclosure_desk.intake.workbook import read_workbook

NAME = "填报.xlsx"


def read(content: bytes) -> Reading:
    """The workbook as the shipped formats read it."""
    return read_workbook(content, NAME, catalogue())


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook after someone changed and saved it; results of formulas are gone then."""
    book = openpyxl.load_workbook(BytesIO(content))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def repacked(content: bytes, parts: Mapping[str, Callable[[bytes], bytes] | bytes | None]) -> bytes:
    """The workbook with parts changed, added or (None) taken away."""
    changed, left = BytesIO(), dict(parts)
    with ZipFile(BytesIO(content)) as source, ZipFile(changed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            change = left.pop(name, source.read(name))
            if change is not None:
                target.writestr(name, change(source.read(name)) if callable(change) else change)
        for name, added in left.items():
            assert isinstance(added, bytes), f"no part {name} to change"
            target.writestr(name, added)
    return changed.getvalue()


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """A change of one stretch of XML, which has to be there."""

    def change(content: bytes) -> bytes:
        text = content.decode("utf-8")
        assert old in text
        return text.replace(old, new, 1).encode("utf-8")

    return change


def at(book: Any, name: str) -> Any:
    """The cell that a defined name points to."""
    title, _, reference = book.defined_names[name].attr_text.rpartition("!")
    return book[title.strip("'")][reference.replace("$", "").partition(":")[0]]


def codes(reading: Reading) -> list[str]:
    """The codes of the remarks."""
    return [each.code for each in reading.remarks]

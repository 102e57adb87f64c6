"""Findings as JSON and back, for the remarks that are kept with an imported report."""

import json
from decimal import Decimal
from typing import Any

from disclosure_desk.checks.finding import Finding, Result, TextPlace
from disclosure_desk.formats.schema import CellId, Severity


def as_text(finding: Finding) -> str:
    """A finding as the store keeps it."""
    return json.dumps(finding.as_json(), ensure_ascii=False)


def from_text(text: str) -> Finding:
    """The finding that was kept."""
    kept: dict[str, Any] = json.loads(text)
    return Finding(
        code=kept["code"],
        severity=Severity(kept["class"]),
        result=Result(kept["result"]),
        section=kept["section"],
        cells=tuple(CellId(cell) for cell in kept["cells"]),
        previous_cells=tuple(CellId(cell) for cell in kept["previous_cells"]),
        places=tuple(TextPlace(**place) for place in kept["places"]),
        expected=_number(kept["expected"]),
        actual=_number(kept["actual"]),
        message=kept["message"],
        reason=kept.get("reason", ""),
        cause=kept["cause"],
    )


def _number(digits: str | None) -> Decimal | None:
    return None if digits is None else Decimal(digits)

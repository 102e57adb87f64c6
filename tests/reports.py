"""Reports for tests: the tiny format, and random consistent reports of any format."""

from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from disclosure_desk.formats.catalogue import Catalogue, catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.loader import read_format
from disclosure_desk.formats.schema import Balance, CellId, FigureKind
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.report.editing import filled_totals

FIXTURES = Path(__file__).parent / "fixtures"
TINY = read_format(FIXTURES / "formats" / "tiny.toml")
TINY_CATALOGUE = Catalogue((TINY,))
AGENCY = Agency("示例区交警大队", "department", "county", "self")


def tiny_report(
    cells: Mapping[str, str] | None = None, totals: TotalsMode = TotalsMode.TYPED, year: int = 2024
) -> ReportDocument:
    """A report of the tiny format."""
    figures = {CellId(cell): figure for cell, figure in (cells or {}).items()}
    return ReportDocument(TINY_CATALOGUE.form("tiny"), AGENCY, year, totals, figures)


def official_form(year: int = 2024) -> Form:
    """The form in force for a year."""
    return catalogue().form(catalogue().proposed_for(year).id)


def _digits(kind: FigureKind) -> st.SearchStrategy[str]:
    counts = st.integers(0, 99_999_999)
    if kind is FigureKind.SIGNED_COUNT:
        return st.integers(-9_999, 9_999).map(str)
    if kind is FigureKind.COUNT:
        return counts.map(str)
    return st.tuples(counts, st.text("0123456789", max_size=6)).map(lambda t: f"{t[0]}.{t[1]}" if t[1] else str(t[0]))


@st.composite
def consistent_reports(draw: st.DrawFn, form: Form | None = None) -> ReportDocument:
    """A report without a blank cell in which every sum and balance holds."""
    chosen = form or draw(st.sampled_from(_forms()))
    figures: dict[CellId, str | None] = {
        cell: draw(_digits(place.kind)) for cell, place in chosen.places.items() if cell not in chosen.totals
    }
    figures |= filled_totals(chosen, figures)
    for record in chosen.checks:
        if isinstance(record, Balance):
            figures = _balanced(chosen, record, figures)
    figures |= filled_totals(chosen, figures)
    cells = {cell: figure for cell, figure in figures.items() if figure is not None}
    assert cells.keys() == chosen.places.keys()
    return ReportDocument(chosen, AGENCY, draw(st.integers(2021, 2040)), TotalsMode.TYPED, cells)


def _balanced(form: Form, record: Balance, figures: dict[CellId, str | None]) -> dict[CellId, str | None]:
    """Lets each column's first row be what the others leave to it."""
    settled, first = dict(figures), record.left[0]
    for cell, place in form.places.items():
        if cell in form.totals or place.section.id != record.section or place.row.id != first:
            continue
        column = place.column.id
        right = sum(int(figures[CellId(f"{record.section}/{row}/{column}")] or 0) for row in record.right)
        rest = record.left[1:]
        settled |= {CellId(f"{record.section}/{row}/{column}"): "0" for row in rest}
        settled[cell] = str(right)
    return settled


def _forms() -> list[Form]:
    shipped = [catalogue().form(format_id) for format_id in catalogue().ids]
    oldest, newest = catalogue().ids[0], catalogue().ids[-1]
    return [*shipped, catalogue().form(newest, {"requests": oldest}), TINY_CATALOGUE.form("tiny")]

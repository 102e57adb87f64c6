"""Works out which form a workbook has that does not say so itself."""

from collections.abc import Callable

from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import TableSection


def form_by_tables(formats: Catalogue, year: int | None, score: Callable[[TableSection], int]) -> Form:
    """The form whose tables fit best.

    Args:
        formats: the known formats.
        year: the report year, which proposes a format; None where it is not known.
        score: how well a table of a format fits; 0 not at all. A table of another format replaces the proposed one
            only if it fits better.
    """
    # The newest first: where two fit alike, it is the likelier one.
    known = [formats.get(each) for each in reversed(formats.ids)]
    best = max(known, key=lambda each: sum(map(score, each.tables)))
    base = best if year is None else formats.proposed_for(year)
    replaced = {}
    for table in base.tables:
        others = {each.id: score(other) for each in known for other in each.tables if other.id == table.id}
        fittest = max(others, key=lambda each: others[each])
        if others[fittest] > score(table):
            replaced[table.id] = fittest
    return formats.form(base.id, replaced)

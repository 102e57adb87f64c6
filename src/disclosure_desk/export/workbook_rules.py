"""What a workbook lets the officer type into a figure, and what it says while the cell is chosen."""

from collections.abc import Iterator, Mapping

from openpyxl.worksheet.datavalidation import DataValidation

from disclosure_desk.formats.form import Form, Place
from disclosure_desk.formats.schema import CellId, FigureKind, TableSection
from disclosure_desk.report.figures import EXPECTED
from disclosure_desk.report.workbook_values import DIGITS

_TITLE, _MESSAGE = 32, 255  # characters, the spreadsheet's own limits
_MOST = 10**DIGITS - 1


def figure_rules(form: Form, table: TableSection, cells: Mapping[CellId, str]) -> Iterator[DataValidation]:
    """One rule for each row and kind of figure; ``cells`` gives the references of those that are typed in."""
    groups: dict[tuple[str, FigureKind], list[CellId]] = {}
    for cell in table.cells:
        if cell in cells:
            place = form.places[cell]
            groups.setdefault((place.row.id, place.kind), []).append(cell)
    for members in groups.values():
        rule = _rule(form.places[members[0]])
        for cell in members:
            rule.add(cells[cell])
        yield rule


def _rule(place: Place) -> DataValidation:
    expected = EXPECTED[place.kind]
    rule = _bounds(place.kind)
    rule.promptTitle, rule.prompt = place.row.spoken[:_TITLE], f"{place.row.guide}请填{expected}。"[:_MESSAGE]
    rule.errorTitle, rule.error = (
        "不能填这个数",
        f"{place.section.short}“{place.row.spoken}”一行应填{expected}。没有的请填 0，还不清楚的请留空。",
    )
    rule.error = rule.error[:_MESSAGE]
    rule.showInputMessage = rule.showErrorMessage = True
    return rule


def _bounds(kind: FigureKind) -> DataValidation:
    if kind is FigureKind.COUNT:
        return DataValidation(type="whole", operator="between", formula1="0", formula2=str(_MOST), allow_blank=True)
    if kind is FigureKind.SIGNED_COUNT:
        return DataValidation(
            type="whole", operator="between", formula1=str(-_MOST), formula2=str(_MOST), allow_blank=True
        )
    return DataValidation(type="decimal", operator="between", formula1="0", formula2=str(_MOST), allow_blank=True)


def choice_rule(words: tuple[str, ...], what: str) -> DataValidation:
    """A list to choose from."""
    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    rule.promptTitle, rule.prompt = what[:_TITLE], "请从列表中选择；可以留空。"
    rule.errorTitle, rule.error = "不在列表中", "请从列表中选择，或者留空。"
    rule.showInputMessage = rule.showErrorMessage = True
    return rule


def year_rule() -> DataValidation:
    """A year in four digits."""
    rule = DataValidation(type="whole", operator="between", formula1="1949", formula2="9999", allow_blank=True)
    rule.promptTitle, rule.prompt = "报告年度", "请填四位数的年度，例如 2024。"
    rule.errorTitle, rule.error = "不是年度", "请填四位数的年度，例如 2024。"
    rule.showInputMessage = rule.showErrorMessage = True
    return rule

"""Prints a format as text, so that a new one can be proof-read without the window."""

from collections.abc import Iterator

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.guidance import Guidance, cited, of_cover, unguided
from disclosure_desk.formats.schema import (
    Block,
    CheckRecord,
    Column,
    ColumnGroup,
    ColumnNode,
    FigureKind,
    Format,
    NarrativeSection,
    Row,
    RowGroup,
    RowNode,
    TableSection,
    cell_id,
)

_KINDS = {
    FigureKind.COUNT: "非负整数",
    FigureKind.SIGNED_COUNT: "整数，可为负",
    FigureKind.AMOUNT_WAN: "万元，最多 6 位小数",
    FigureKind.AMOUNT_AS_PUBLISHED: "金额，单位以公布为准",
}


def format_text(form: Form) -> str:
    """The whole format: wording, structure, cells, filling guides and checks, line by line."""
    return "\n".join(_lines(form)) + "\n"


def _lines(form: Form) -> Iterator[str]:
    base: Format = form.base
    yield f"{base.id}  {base.name}"
    yield f"依据：{base.source}"
    yield f"适用年度：{base.first_year} 至 {base.last_year or '今'}"
    yield f"标题：{base.title.format(agency='〔机关全称〕', year='〔年度〕')}"
    yield f"单元格：{len(form.places)}，其中总计 {len(form.totals)}"
    yield ""
    yield "封面"
    for each in of_cover(form):
        yield f"  {each.heading}"
        yield from _guidance(each, "    ")
    for section in form.sections:
        yield ""
        yield f"{section.heading}  [{section.id}]"
        yield from _table(form, section) if isinstance(section, TableSection) else _narrative(section)
    yield ""
    yield f"尚无填报说明：{'、'.join(unguided(form)) or '无'}"
    yield ""
    yield "校验"
    yield from (_check(check) for check in form.checks)


def _narrative(section: NarrativeSection) -> Iterator[str]:
    yield f"  {section.placeholder}"
    yield f"  填报：{section.guide}"
    yield from _guidance(Guidance("", "", cited(section.article, ""), section.mistake), "  ")
    if section.topics:
        yield f"  要点：{'、'.join(section.topics)}"


def _table(form: Form, section: TableSection) -> Iterator[str]:
    yield f"  填报：{section.guide}"
    for block in section.blocks:
        yield f"  ┌ {block.title}".rstrip()
        if block.corner:
            yield f"  │ 表角：{block.corner}"
        yield "  │ 各列："
        yield from _columns(block.columns, 2)
        yield f"  │ 各行{'（并排）' if block.layout == 'abreast' else ''}："
        yield from _rows(form, section, block, block.rows, 2)


def _columns(nodes: tuple[ColumnNode, ...], depth: int) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ColumnGroup):
            yield f"  │ {'  ' * depth}{node.label}"
            yield from _columns(node.columns, depth + 1)
        else:
            yield f"  │ {'  ' * depth}{node.label}  [{node.id}]"
            yield from _of(node, depth)


def _rows(form: Form, section: TableSection, block: Block, nodes: tuple[RowNode, ...], depth: int) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, RowGroup):
            yield f"  │ {'  ' * depth}{node.label}"
            yield from _rows(form, section, block, node.rows, depth + 1)
        else:
            yield f"  │ {'  ' * depth}{node.label}  [{node.id}]{_kinds(form, section, block, node)}"
            yield from _of(node, depth)


def _of(node: Row | Column, depth: int) -> Iterator[str]:
    told = Guidance("", node.guide, cited(node.article, ""), node.mistake)
    return _guidance(told, f"  │ {'  ' * depth}    ")


def _guidance(told: Guidance, indent: str) -> Iterator[str]:
    """What is counted or written, on what it rests, and the usual mistake, one to a line."""
    for words, text in (("", told.guide), ("依据：", told.source), ("常见错误：", told.mistake)):
        if text:
            yield f"{indent}{words}{text}"


def _kinds(form: Form, section: TableSection, block: Block, row: Row) -> str:
    kinds = {form.places[cell_id(section.id, row.id, column.id)].kind for column in block.leaf_columns}
    named = "；".join(_KINDS[kind] for kind in sorted(kinds) if kind is not FigureKind.COUNT)
    return f"  （{named}）" if named else ""


def _check(check: CheckRecord) -> str:
    particulars = check.model_dump(exclude={"code", "severity", "label", "section", "kind"})
    shown = "；".join(
        f"{key} = {', '.join(value) if isinstance(value, tuple) else value}" for key, value in particulars.items()
    )
    return f"  {check.code} {check.severity.value:8}{check.section}：{check.label}{f'（{shown}）' if shown else ''}"

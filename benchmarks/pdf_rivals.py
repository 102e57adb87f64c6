"""The same report as other programs make a PDF of it: typst, WeasyPrint, and python-docx with LibreOffice.

A process of its own for each, started by ``pdf.py``: ``python benchmarks/pdf_rivals.py ENGINE CONTENT.json OUT.pdf``
prints the version; with ``--warm N`` it makes the PDF N times more in the same process, one figure changed each time,
and prints the milliseconds of each. Nothing of Disclosure Desk is imported here.
"""

import argparse
import html
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

Content = dict[str, Any]
FAMILIES = {
    "xiaobiaosong": "Desk Biaosong",
    "heiti": "Desk Hei",
    "kaiti": "Desk Kai",
    "fangsong": "Desk Fangsong",
    "latin": "Desk Roman",
}
BODY, LEADING = 15.75, 28.95


def with_figure(content: Content, number: int) -> Content:
    """The content with another figure in the first table, so that no engine can give its last answer again."""
    blocks = [dict(block) for block in content["blocks"]]
    table = next(block for block in blocks if block["kind"] == "table")
    boxes = [dict(box) for box in table["boxes"]]
    next(box for box in boxes if box["figure"])["text"] = str(1000 + number)
    table["boxes"] = boxes
    return content | {"blocks": blocks}


def rows(table: Content) -> Iterator[list[Content]]:
    """The boxes of a table row by row."""
    for row in range(table["rows"]):
        yield [box for box in table["boxes"] if box["row"] == row]


# typst -----------------------------------------------------------------------------------------------------------


def _typst_text(text: str, role: str) -> str:
    fonts = f'("{FAMILIES["latin"]}", "{FAMILIES[role]}")' if role in ("fangsong", "kaiti") else f'"{FAMILIES[role]}"'
    return f"#text(font: {fonts}, {json.dumps(text, ensure_ascii=False)})"


def _typst_table(table: Content) -> str:
    cells = {True: [], False: []}
    header = table["header"]
    for box in table["boxes"]:
        call = f"table.cell(x: {box['column']}, y: {box['row']}, rowspan: {box['rows']}, colspan: {box['columns']})"
        cells[box["row"] < header].append(f"{call}[{_typst_text(box['text'], 'fangsong')}]")
    widths = ", ".join(f"{width}fr" for width in table["widths"])
    head = f"table.header({', '.join(cells[True])})," if cells[True] else ""
    return (
        f"#set text(size: {table['size']}pt)\n#set par(leading: 0.35em, first-line-indent: 0pt, justify: false)\n"
        f"#table(columns: ({widths}), inset: (x: 2pt, y: 3pt), stroke: 0.5pt, align: center + horizon, "
        f"{head} {', '.join(cells[False])})"
    )


def typst_source(content: Content) -> str:
    """The report in typst's language, on the same page with the same fonts."""
    number = (
        "#set page(width: 210mm, height: 297mm, margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),\n"
        "  footer-descent: 7mm, footer: context { let n = counter(page).get().first()\n"
        f'    set text(size: 14pt, font: ("{FAMILIES["latin"]}", "{FAMILIES["fangsong"]}"))\n'
        "    align(if calc.odd(n) { right } else { left }, [#h(1em)— #n —#h(1em)]) })"
    )
    shown = {key: json.dumps(content[key], ensure_ascii=False) for key in ("title", "author")}
    body = f"size: {BODY}pt"
    gap = LEADING - BODY
    parts = [
        f"#set document(title: {shown['title']}, author: {shown['author']})",
        number,
        f'#set text(lang: "zh", region: "cn", {body})',
        f"#set par(justify: true, leading: {gap}pt, spacing: {gap}pt, first-line-indent: (amount: 2em, all: true))",
        f'#show heading: it => block(sticky: true, text({body}, font: "{FAMILIES["heiti"]}", h(2em) + it.body))',
    ]
    for line in content["lines"]:
        parts.append(f"#align(center, text(size: 22pt)[{_typst_text(line, 'xiaobiaosong')}])")
    for block in content["blocks"]:
        if block["kind"] == "heading":
            parts.append(f"#heading(level: 1, {json.dumps(block['text'], ensure_ascii=False)})")
        elif block["kind"] == "paragraph":
            parts.append("".join(_typst_text(text, role) for role, text in block["runs"]))
        else:
            parts.append(f"#block(breakable: {'true' if block['rows'] < 20 else 'false'})[{_typst_table(block)}]")
    return "\n\n".join(parts)


def typst(fonts: Path, standard: str | None) -> Callable[[Content], bytes]:
    """Typst as a Python package; the compiler with its fonts is kept, as a program would keep it."""
    from typst import Compiler, Fonts  # noqa: PLC0415 - only the engine that is asked for

    chosen = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    compiler = Compiler(font_paths=chosen)

    def make(shown: Content) -> bytes:
        source = typst_source(shown).encode()
        made = compiler.compile(input=source, format="pdf", pdf_standards=standard or "1.7", pdf_tags=False)
        return bytes(made)

    return make


# WeasyPrint ------------------------------------------------------------------------------------------------------


def _span(text: str, role: str) -> str:
    return f'<span class="{role}">{html.escape(text)}</span>'


def _html_table(table: Content) -> str:
    lines = []
    for at, boxes in enumerate(rows(table)):
        cells = "".join(
            f'<td rowspan="{box["rows"]}" colspan="{box["columns"]}">{_span(box["text"], "fangsong")}</td>'
            for box in boxes
        )
        opened = "<thead>" if at == 0 and table["header"] else ""
        closed = "</thead>" if at == table["header"] - 1 else ""
        lines.append(f"{opened}<tr>{cells}</tr>{closed}")
    columns = "".join(f'<col style="width:{width * 100:.3f}%">' for width in table["widths"])
    return f'<table style="font-size:{table["size"]}pt"><colgroup>{columns}</colgroup>{"".join(lines)}</table>'


def weasyprint_source(content: Content, fonts: Path) -> str:
    """The report as HTML with a style sheet for the same page."""
    files = {family: next(fonts.glob(f"{family.replace(' ', '')}-*.ttf")).as_uri() for family in FAMILIES.values()}
    faces = "".join(f"@font-face{{font-family:'{name}';src:url('{url}')}}" for name, url in files.items())
    roles = "".join(
        f".{role}{{font-family:{'Desk Roman, ' if role in ('fangsong', 'kaiti') else ''}'{family}'}}"
        for role, family in FAMILIES.items()
    )
    sheet = f"""{faces}{roles}
    @page {{size:210mm 297mm;margin:37mm 26mm 35mm 28mm;@bottom-right{{content:'— ' counter(page) ' —'}}}}
    body{{font-size:{BODY}pt;line-height:{LEADING}pt;text-align:justify}} p{{margin:0;text-indent:2em}}
    h1{{font-size:22pt;text-align:center;font-weight:normal;margin:0}}
    h2{{font-size:{BODY}pt;font-weight:normal;margin:0;text-indent:2em;break-after:avoid}}
    table{{width:156mm;border-collapse:collapse;table-layout:fixed;line-height:1.3;text-align:center}}
    td{{border:0.5pt solid black;padding:3pt 2pt}} tr{{break-inside:avoid}}"""
    body = "".join(f"<h1>{_span(line, 'xiaobiaosong')}</h1>" for line in content["lines"])
    for block in content["blocks"]:
        if block["kind"] == "heading":
            body += f"<h2>{_span(block['text'], 'heiti')}</h2>"
        elif block["kind"] == "paragraph":
            body += f"<p>{''.join(_span(text, role) for role, text in block['runs'])}</p>"
        else:
            body += _html_table(block)
    return f"<html lang='zh-CN'><head><title>{html.escape(content['title'])}</title><style>{sheet}</style></head>{body}"


def weasyprint(fonts: Path, standard: str | None) -> Callable[[Content], bytes]:
    """WeasyPrint with one font configuration kept."""
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    configuration = FontConfiguration()

    def make(shown: Content) -> bytes:
        page = HTML(string=weasyprint_source(shown, fonts))
        made = page.write_pdf(font_config=configuration, pdf_variant=standard)
        return bytes(made)

    return make


# python-docx and LibreOffice -------------------------------------------------------------------------------------


def _docx_run(paragraph: Any, text: str, role: str, size: float) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = FAMILIES["latin"] if role in ("fangsong", "kaiti") else FAMILIES[role]
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FAMILIES[role])  # noqa: SLF001 - python-docx has no other way


def _docx_paragraph(document: Any, runs: list[tuple[str, str]], size: float, *, centred: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(LEADING)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.alignment = 1 if centred else 3
    if not centred:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    for role, text in runs:
        _docx_run(paragraph, text, role, size)


def _docx_table(document: Any, table: Content) -> None:
    drawn = document.add_table(rows=table["rows"], cols=len(table["widths"]), style="Table Grid")
    grid = [list(row.cells) for row in drawn.rows]
    for box in table["boxes"]:
        cell = grid[box["row"]][box["column"]]
        if box["rows"] > 1 or box["columns"] > 1:
            cell = cell.merge(grid[box["row"] + box["rows"] - 1][box["column"] + box["columns"] - 1])
        paragraph = cell.paragraphs[0]
        paragraph.alignment = 1
        _docx_run(paragraph, box["text"], "fangsong", table["size"])


def docx(content: Content, target: Path) -> None:
    """The report as a Word document."""
    from docx import Document  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for line in content["lines"]:
        _docx_paragraph(document, [("xiaobiaosong", line)], 22, centred=True)
    for block in content["blocks"]:
        if block["kind"] == "heading":
            _docx_paragraph(document, [("heiti", block["text"])], BODY)
        elif block["kind"] == "paragraph":
            _docx_paragraph(document, block["runs"], BODY)
        else:
            _docx_table(document, block)
    document.save(str(target))


def _font_settings(fonts: Path, folder: Path) -> dict[str, str]:
    """An environment in which LibreOffice finds the fonts without their being installed."""
    settings = folder / "fonts.conf"
    settings.write_text(
        f"<?xml version='1.0'?><fontconfig><include>/etc/fonts/fonts.conf</include><dir>{fonts}</dir></fontconfig>"
    )
    return {**os.environ, "FONTCONFIG_FILE": str(settings)}


def libreoffice(fonts: Path, standard: str | None) -> Callable[[Content], bytes]:
    """python-docx writes, LibreOffice converts, with a profile of its own that is kept between runs."""
    kept = Path(tempfile.gettempdir()) / "disclosure-desk-benchmark"
    kept.mkdir(exist_ok=True)
    profile, environment = (kept / "profile").as_uri(), _font_settings(fonts, kept)
    export = "pdf" if standard is None else 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"1"}}'

    def make(shown: Content) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            written = Path(folder, "report.docx")
            docx(shown, written)
            office = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", export]
            command = [*office, "--outdir", folder, str(written)]
            subprocess.run(command, check=True, capture_output=True, env=environment)
            return written.with_suffix(".pdf").read_bytes()

    return make


ENGINES = {"typst": typst, "weasyprint": weasyprint, "libreoffice": libreoffice}
DISTRIBUTIONS = {"typst": "typst", "weasyprint": "weasyprint", "libreoffice": "python-docx"}


def main() -> None:
    """Makes the PDF once, and more often if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("content", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--standard")
    parser.add_argument("--warm", type=int, default=0)
    chosen = parser.parse_args()
    content = json.loads(chosen.content.read_bytes())
    make = ENGINES[chosen.engine](chosen.fonts.absolute(), chosen.standard)
    chosen.output.write_bytes(make(content))
    times = []
    for number in range(chosen.warm):
        changed = with_figure(content, number)
        start = time.perf_counter()
        make(changed)
        times.append((time.perf_counter() - start) * 1000)
    print(json.dumps({"version": metadata.version(DISTRIBUTIONS[chosen.engine]), "warm_ms": times}))


if __name__ == "__main__":
    main()

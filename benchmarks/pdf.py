"""Times the PDF of the sample report against typst, LibreOffice (from docx) and WeasyPrint on the same content.

Each engine runs in turn, round after round, so that a busy minute falls on all of them. It installs nothing: a rival
that is missing is named with what installs it, and those present are measured. Rivals may live in an environment of
their own: ``python benchmarks/pdf.py --rivals /path/to/other/python``.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from disclosure_desk.export.blocks import Heading, Paragraph, PrintedDocument, Table, Title
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.layout import laid_out
from disclosure_desk.export.pdf_writer import pdf_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.resources import resource

RIVALS = Path(__file__).with_name("pdf_rivals.py")
INSTALLS = {
    "typst": "pip install typst",
    "weasyprint": "pip install weasyprint; on Debian also apt-get install libpango-1.0-0 libpangoft2-1.0-0",
    "libreoffice": "pip install python-docx; on Debian also apt-get install libreoffice-writer-nogui",
}
MODULES = {"typst": "typst", "weasyprint": "weasyprint", "libreoffice": "docx"}
ONCE = """
import sys
from pathlib import Path
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.layout import laid_out
from disclosure_desk.export.pdf_writer import pdf_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.report_json import read_report_json
report = Path(sys.argv[1])
Path(sys.argv[2]).write_bytes(
    pdf_bytes(laid_out(read_report_json(report.read_bytes(), report.name, catalogue())), font_set())
)
"""
LABEL_SIZES = {True: 9.0, False: 12.0}


@dataclass(frozen=True)
class Figure:
    """What was measured of one engine, in milliseconds."""

    engine: str
    whole: list[float]
    warm: list[float]
    archival: list[float]


def sample() -> Path:
    """The sample report that the program ships."""
    return next(resource("sample").glob("*.gknb"))


def document() -> PrintedDocument:
    """The sample laid out for printing."""
    path = sample()
    return laid_out(read_report_json(path.read_bytes(), path.name, catalogue()))


def content(printed: PrintedDocument) -> dict[str, object]:
    """The same blocks as plain values, for programs that know nothing of ours."""
    lines = [run.text for block in printed.blocks if isinstance(block, Title) for run in block.lines]
    return {"title": printed.title, "author": printed.author, "lines": lines, "blocks": list(_blocks(printed))}


def _blocks(printed: PrintedDocument) -> Iterator[dict[str, object]]:
    for block in printed.blocks:
        if isinstance(block, Heading):
            yield {"kind": "heading", "text": block.run.text}
        elif isinstance(block, Paragraph):
            yield {"kind": "paragraph", "runs": [[run.role.value, run.text] for run in block.runs]}
        elif isinstance(block, Table):
            yield _table(block)


def _table(table: Table) -> dict[str, object]:
    grid = table.grid
    boxes = [
        {
            "row": box.row,
            "column": box.column,
            "rows": box.row_span,
            "columns": box.column_span,
            "text": table.figures.get(box.cell, "") if box.cell else box.text,
            "figure": box.cell is not None,
        }
        for box in grid.boxes
    ]
    header = grid.bands[0].header if len(grid.bands) == 1 else 0
    size = LABEL_SIZES[grid.column_count > 4]
    return {
        "kind": "table",
        "rows": grid.row_count,
        "widths": list(grid.widths),
        "header": header,
        "size": size,
        "boxes": boxes,
    }


def with_figure(printed: PrintedDocument, number: int) -> PrintedDocument:
    """The document with another figure in its first table, as after an edit."""
    blocks = list(printed.blocks)
    at = next(index for index, block in enumerate(blocks) if isinstance(block, Table))
    table = cast("Table", blocks[at])
    first = next(iter(table.figures))
    blocks[at] = replace(table, figures={**table.figures, first: str(1000 + number)})
    return replace(printed, blocks=tuple(blocks))


def milliseconds(action: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def own_whole(target: Path) -> float:
    """From the start of the process: reads the report file, lays it out, writes the PDF/A-1b file to the disk."""
    command = [sys.executable, "-c", ONCE, str(sample()), str(target)]
    return milliseconds(lambda: subprocess.run(command, check=True, capture_output=True))


def own_warm(printed: PrintedDocument, number: int, *, archival: bool) -> float:
    """An export in a running program, one figure changed."""
    changed, fonts = with_figure(printed, number), font_set()
    return milliseconds(lambda: pdf_bytes(changed, fonts, archival=archival))


@dataclass(frozen=True)
class Rival:
    """Another program, run by the Python that has it."""

    engine: str
    python: str
    folder: Path

    def command(self, *more: str) -> list[str]:
        """The command that makes its PDF."""
        output = self.folder / f"{self.engine}.pdf"
        fonts = ["--fonts", str(resource("fonts"))]
        return [self.python, str(RIVALS), self.engine, str(self.folder / "content.json"), str(output), *fonts, *more]

    def whole(self) -> float:
        """From the start of the process to the finished file."""
        return milliseconds(lambda: subprocess.run(self.command(), check=True, capture_output=True))

    def warm(self, times: int, standard: str | None) -> list[float]:
        """Further files in the same process."""
        more = ["--warm", str(times), *(["--standard", standard] if standard else [])]
        told = subprocess.run(self.command(*more), check=True, capture_output=True, text=True).stdout
        found: list[float] = json.loads(told.splitlines()[-1])["warm_ms"]
        return found


STANDARDS = {"typst": "a-1b", "weasyprint": "pdf/a-3b", "libreoffice": "1"}


def present(engine: str, python: str) -> bool:
    """Whether a rival can be run; if not, says what installs it."""
    found = subprocess.run([python, "-c", f"import {MODULES[engine]}"], capture_output=True, check=False)
    if found.returncode == 0 and (engine != "libreoffice" or shutil.which("soffice")):
        return True
    print(f"{engine} is missing: {INSTALLS[engine]}")
    return False


def measured(rivals: list[Rival], rounds: int, warm: int, folder: Path) -> list[Figure]:
    """All engines, in turn."""
    printed = document()
    figures = {engine: Figure(engine, [], [], []) for engine in ("disclosure desk", *(r.engine for r in rivals))}
    own = figures["disclosure desk"]
    own_warm(printed, -1, archival=True)
    for number in range(rounds):
        own.whole.append(own_whole(folder / "own.pdf"))
        for rival in rivals:
            figures[rival.engine].whole.append(rival.whole())
        for each in range(warm):
            own.warm.append(own_warm(printed, number * warm + each, archival=False))
            own.archival.append(own_warm(printed, number * warm + each, archival=True))
        for rival in rivals:
            times = warm if rival.engine == "typst" else 1
            figures[rival.engine].warm.extend(rival.warm(times, None))
            figures[rival.engine].archival.extend(rival.warm(times, STANDARDS[rival.engine]))
    return list(figures.values())


def print_table(figures: list[Figure]) -> None:
    """Medians, and each rival as a multiple of ours."""
    print(f"{'':16}{'whole process':>22}{'warm export':>22}{'warm, PDF/A':>22}")
    own = figures[0]
    for figure in figures:
        columns = ((figure.whole, own.whole), (figure.warm, own.warm), (figure.archival, own.archival))
        shown = (
            f"{statistics.median(a):9.1f} ms {statistics.median(a) / statistics.median(b):6.2f} x" for a, b in columns
        )
        print(f"{figure.engine:16}{''.join(f'{each:>22}' for each in shown)}")


def main() -> None:
    """Measures what is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rivals", default=sys.executable, help="a Python that has the rivals (default: this one)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm", type=int, default=15, help="warm exports in each round")
    parser.add_argument("--keep", type=Path, help="a folder to leave the PDF files in, to look at")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        (folder / "content.json").write_text(json.dumps(content(document()), ensure_ascii=False), encoding="utf-8")
        rivals = [Rival(engine, chosen.rivals, folder) for engine in INSTALLS if present(engine, chosen.rivals)]
        figures = measured(rivals, chosen.rounds, chosen.warm, folder)
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print_table(figures)


if __name__ == "__main__":
    main()

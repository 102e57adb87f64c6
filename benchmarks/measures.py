"""What the measuring scripts share: a stopwatch, a counter of paintings, the line of a table, the measured report."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.resources import resource

SAMPLE = ("sample", "示例区交警大队-2024.gknb")


def sample() -> ReportDocument:
    """The sample report, its totals following their parts as in a draft."""
    path = resource(*SAMPLE)
    return replace(read_report_json(path.read_bytes(), path.name, catalogue()), totals=TotalsMode.FILLED)


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Watches, and takes nothing away."""
        del watched
        self.count += event.type() is QEvent.Type.Paint
        return False


@dataclass(frozen=True)
class Spent:
    """Milliseconds: by the clock, and of this thread's own work, which other programs on the machine disturb less."""

    clock: float
    work: float


@contextmanager
def stopwatch(into: list[Spent]) -> Iterator[None]:
    """Times what stands inside."""
    clock, work = time.perf_counter(), time.thread_time()
    yield
    into.append(Spent((time.perf_counter() - clock) * 1000, (time.thread_time() - work) * 1000))


def painted(app: QApplication, paints: Paints, into: list[Spent], deed: Callable[[], object]) -> None:
    """Times a deed and the painting of what came of it."""
    seen = paints.count
    with stopwatch(into):
        deed()
        app.processEvents()
    if paints.count == seen:
        raise RuntimeError("nothing was painted")


def share(numbers: list[float], part: float) -> float:
    """The number below which that part of all lies."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def heading() -> str:
    """What the columns of :func:`line` are."""
    return f"{'':46} {'p50':>7} {'p99':>7} {'max':>7}  {'own p50':>7} {'own p99':>7}  to bare"


def line(name: str, spent: list[Spent], beside: list[Spent] | None = None) -> str:
    """One line of the table; the ratio is that of the medians."""
    clock, work = [each.clock for each in spent], [each.work for each in spent]
    half = share(clock, 0.5)
    ratio = f"{half / share([each.clock for each in beside], 0.5):6.1f}×" if beside else ""
    return (
        f"{name:46} {half:7.2f} {share(clock, 0.99):7.2f} {max(clock):7.2f}  "
        f"{share(work, 0.5):7.2f} {share(work, 0.99):7.2f} {ratio}"
    )


def verdict(aim: float, name: str, spent: list[Spent]) -> str:
    """Whether the 99th percentile lies below an aim, in milliseconds."""
    p99 = share([each.clock for each in spent], 0.99)
    return f"aim: {name}, p99 below {aim} ms: {'reached' if p99 < aim else 'missed'} ({p99:.2f} ms)"

"""The log may be sent to a stranger for help; a report before its publication may not."""

import logging
from pathlib import Path

import pytest

from disclosure_desk.cli import main
from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.desk import Desk
from disclosure_desk.resources import resource

SAMPLE = resource("sample", "示例区交警大队-2024.gknb")
FIGURE, SENTENCE = "7654321", "这一句话不应出现在日志里"


def test_that_no_figure_and_no_sentence_of_a_report_is_logged_above_debug(
    qapp: object, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert main(["--data-dir", str(tmp_path), "import", str(SAMPLE)]) == 0
        desk = Desk(tmp_path / "desk.sqlite", catalogue())
        desk.open()
        desk.open_report(desk.shelf()[0].id)
        desk.session.type_figure(CellId("requests/received/natural_person"), FIGURE)
        desk.session.type_text("overview", SENTENCE)
        with pytest.raises(RefusedFigure):
            desk.session.type_figure(CellId("requests/received/natural_person"), f"{FIGURE}x")
        desk.session.stack.undo()
        assert desk.close()
        assert main(["--data-dir", str(tmp_path), "export", "2024", "-o", str(tmp_path / "a.pdf")]) in (0, 1)
        assert main(["--data-dir", str(tmp_path), "import", str(SAMPLE)]) == 2
    logged = caplog.text + "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "logs").glob("*.log"))
    assert FIGURE not in logged
    assert SENTENCE not in logged
    assert "194798" not in logged
    assert "认真执行" not in logged

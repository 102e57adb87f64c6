"""The real window, killed while an officer types: nothing that it had announced is lost, and it opens where it was.

``benchmarks/kill.py`` does the same two hundred times.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.kill import kill_again_and_again

pytestmark = pytest.mark.slow
KILLS = 10


def test_that_a_window_killed_at_any_moment_opens_where_it_was_with_all_that_was_announced(
    qapp: QApplication, tmp_path: Path
) -> None:
    tally = kill_again_and_again(tmp_path, KILLS, seed=20240131)
    assert tally.kills == KILLS
    assert tally.announced > KILLS, "the officers typed too little for this to mean anything"

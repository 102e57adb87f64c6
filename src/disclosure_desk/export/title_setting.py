"""Sets the title: on the lines it is given in, a little smaller where that is enough, else on more lines, balanced."""

from collections.abc import Sequence
from itertools import pairwise

from disclosure_desk.export.blocks import Run
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.line_breaking import Line, break_lines, divisions, text_width
from disclosure_desk.export.page import TEXT_WIDTH, TITLE_SIZE

SMALLEST_TITLE = 18.0
"""二号 may give way to 小二号, no further."""
_ROOM = TEXT_WIDTH + 1.0
_MOST_BALANCED = 3
"""Lines; what takes more is filled line by line."""
_ENDS_A_WORD = (
    *("省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "街道", "政府", "办公室", "委员会", "局", "厅", "院", "处"),
    *("总队", "支队", "大队", "中队", "中心", "站", "所", "公司", "、", "）", "》", "年"),
)
_BEGINS_A_WORD = frozenset("和与及暨（《")
_NEVER_ALONE = frozenset("省市区县州镇乡府室会局厅院处队心站所司")
"""What ends a word and must not be torn from it: 管理 | 局."""
_TORN = 6.0
"""What a line end within a word weighs, in characters by which lines differ."""
_WORSE = 12.0


def title_set(runs: Sequence[Run], fonts: FontSet) -> tuple[list[Line], float]:
    """The lines of a title and their size in points: 22, or down to 18 where that spares a line."""
    widest = max((text_width(run.text, run.role, fonts, TITLE_SIZE) for run in runs), default=0.0)
    fitting = TITLE_SIZE * TEXT_WIDTH / widest if widest else TITLE_SIZE
    size = min(TITLE_SIZE, fitting) if fitting >= SMALLEST_TITLE else TITLE_SIZE
    return [line for run in runs for line in _balanced(run, size, fonts)], size


def _balanced(run: Run, size: float, fonts: FontSet) -> Sequence[Line]:
    """A part of the title on as few lines as it takes, of like length, broken between words where that can be told."""
    lines = break_lines([run], fonts, size, _ROOM)
    if not 1 < len(lines) <= _MOST_BALANCED:
        return lines
    return min(divisions([run], fonts, size, _ROOM, len(lines)), key=lambda found: _ill(found, size), default=lines)


def _ill(lines: Sequence[Line], size: float) -> float:
    """How ill a title is broken, in characters: how far lines differ, and what is torn at their ends."""
    differ = max(line.width for line in lines) - min(line.width for line in lines)
    return differ / size + sum(_tear(above.text, below.text) for above, below in pairwise(lines))


def _tear(above: str, below: str) -> float:
    if below[0] in _NEVER_ALONE:
        return _WORSE
    if below[0] in _BEGINS_A_WORD:
        return _TORN / 3
    return 0.0 if above.endswith(_ENDS_A_WORD) else _TORN

"""What is said of figures that were not read as they stand: alike ones in one sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.form import Place
from disclosure_desk.intake.reading import UNREAD, remark

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """One figure that something is to be said of.

    Attributes:
        code: of the remark; UNREAD where the figure stays blank.
        where: the cell of the workbook in words, "" where it has none.
        what: what is the matter, following the cell's name.
    """

    code: str
    place: Place
    where: str
    what: str


def remarks_on(problems: Iterable[Problem]) -> Iterator[Finding]:
    """One remark for each kind of problem in each table."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.place.section.id, problem.what), []).append(problem)
    for (code, section, what), members in groups.items():
        end = "请核对后填写。" if code == UNREAD else "请核对。"
        blank = "该格留空，" if code == UNREAD else ""
        yield remark(
            code, section, f"{_named(members)}{what}。{blank}{end}", tuple(member.place.cell for member in members)
        )


def _named(members: list[Problem]) -> str:
    if len(members) == 1:
        only = members[0]
        return f"{only.where}（{only.place.spoken}）" if only.where else only.place.spoken
    listed = "、".join(member.where or member.place.spoken for member in members[:_NAMED])
    others = "等" if len(members) > _NAMED else ""
    return f"{members[0].place.section.short}有 {len(members)} 格（{listed}{others}）"

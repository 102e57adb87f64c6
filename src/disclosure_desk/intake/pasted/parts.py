"""Tells whether the rows of a table come from several tables on the clipboard."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from disclosure_desk.formats.schema import TableSection
from disclosure_desk.intake.pasted.finding import FoundRow


@dataclass
class Parts:
    """The rows of one section's tables, by block and part.

    A part is what stands under one header, or in one of several tables: parts of one block may be pieces of one table
    that a page cut, or tables of two reports.
    """

    table: TableSection
    blocks: dict[int, dict[Hashable, list[FoundRow]]] = field(default_factory=dict)

    @property
    def is_merged(self) -> bool:
        """Whether some rows of a block stand only in one part and some only in another."""
        return any(self._is_merged(list(parts.values())) for parts in self.blocks.values())

    def _is_merged(self, parts: Sequence[Sequence[FoundRow]]) -> bool:
        rows = [{row.name.row.id for row in part} for part in parts]
        return not any(part == set().union(*rows) for part in rows)

    def differing(self) -> list[str]:
        """Names of the rows that two parts give with different figures."""
        named: dict[str, None] = {}
        for parts in self.blocks.values():
            seen: dict[str, tuple[Hashable, list[str]]] = {}
            for key, part in parts.items():
                for row in part:
                    shown = [slot.text for slot in row.filled]
                    before = seen.setdefault(row.name.row.id, (key, shown))
                    if before[0] != key and before[1] != shown:
                        named[row.name.row.spoken] = None
        return list(named)


def parts_of(rows: Sequence[FoundRow], has_header: Callable[[FoundRow], bool]) -> list[Parts]:
    """The tables of a clipboard, section by section.

    Args:
        rows: what was found.
        has_header: whether a row's header names the columns of its block.
    """
    found: dict[str, Parts] = {}
    for row in rows:
        if not row.filled:
            continue
        section = found.setdefault(row.name.table.id, Parts(row.name.table))
        header = tuple(id(line) for line in row.header) if has_header(row) else ()
        parts = section.blocks.setdefault(id(row.name.block), {})
        parts.setdefault((row.line.piece, header), []).append(row)
    return list(found.values())

"""The formats that ship with the program, by id and by year."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from disclosure_desk.errors import NotFound
from disclosure_desk.formats.form import Form, compose
from disclosure_desk.formats.loader import read_format
from disclosure_desk.formats.schema import Format

_FOLDER = Path(__file__).parent


class Catalogue:
    """A set of formats.

    Args:
        formats: the formats, whose ids differ.
    """

    def __init__(self, formats: tuple[Format, ...]) -> None:
        self._formats = {each.id: each for each in sorted(formats, key=lambda f: f.first_year)}
        self._forms: dict[tuple[str, tuple[tuple[str, str], ...]], Form] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The known ids, oldest format first."""
        return tuple(self._formats)

    def get(self, format_id: str) -> Format:
        """The format of that id.

        Raises:
            NotFound: there is none.
        """
        if format_id not in self._formats:
            raise NotFound(f"没有名为“{format_id}”的报告格式。可用的格式：{'、'.join(self.ids)}。")
        return self._formats[format_id]

    def proposed_for(self, year: int) -> Format:
        """The format in force for a report year; for years before the oldest format, the oldest."""
        fitting = [
            f for f in self._formats.values() if f.first_year <= year and (f.last_year is None or year <= f.last_year)
        ]
        return fitting[-1] if fitting else next(iter(self._formats.values()))

    def form(self, format_id: str, section_formats: Mapping[str, str] | None = None) -> Form:
        """The form of a report.

        Raises:
            NotFound: an unknown format, or a section that is no table of both formats.
        """
        replaced = {section: other for section, other in (section_formats or {}).items() if other != format_id}
        key = (format_id, tuple(sorted(replaced.items())))
        if key not in self._forms:
            self._forms[key] = self._compose(format_id, replaced)
        return self._forms[key]

    def _compose(self, format_id: str, replaced: dict[str, str]) -> Form:
        base, others = self.get(format_id), {section: self.get(other) for section, other in replaced.items()}
        for section, other in others.items():
            if section not in {t.id for t in base.tables} & {t.id for t in other.tables}:
                raise NotFound(f"“{section}”不是表格部分，不能改用“{other.id}”格式。请检查 section_formats。")
        return compose(base, others)


@cache
def catalogue() -> Catalogue:
    """The formats that ship with the program, read once."""
    return Catalogue(tuple(read_format(path) for path in sorted(_FOLDER.glob("*.toml"))))

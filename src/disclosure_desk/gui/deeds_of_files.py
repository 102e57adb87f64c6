"""What the menus do with files and whole reports. A dialog and what it needs are loaded when first asked for."""

from pathlib import Path

from disclosure_desk.gui.outline import COVER
from disclosure_desk.gui.window_deeds import WindowDeeds
from disclosure_desk.settings import load_settings


class FileDeeds(WindowDeeds):
    """New years, files, paper, the end of a report."""

    def new(self) -> None:
        """Starts a year, at its cover."""
        from disclosure_desk.gui.new_year_dialog import begin_year  # noqa: PLC0415

        sheet = begin_year(self._window, self._desk, load_settings(self._window.places))
        sheet.accepted.connect(lambda: self._window.show_place(COVER))

    def import_(self, path: Path | None = None) -> None:
        """Reads a report from a file."""
        from disclosure_desk.gui.import_flow import import_file  # noqa: PLC0415

        import_file(self._window, self._desk, self._window.places, path)

    def pdf(self) -> None:
        """Writes the print-ready PDF."""
        self._export("pdf")

    def gknb(self) -> None:
        """Writes the report file."""
        self._export("gknb")

    def xlsx(self) -> None:
        """Writes the workbook."""
        self._export("xlsx")

    def _export(self, kind: str) -> None:
        from disclosure_desk.gui.export_flow import export_as  # noqa: PLC0415

        export_as(self._window, self._desk, kind, self._window.places)

    def preview(self) -> None:
        """Shows the pages as they will print."""
        from disclosure_desk.gui.printing import preview  # noqa: PLC0415

        preview(self._window, self._desk, self._window.places)

    def print_(self) -> None:
        """Prints."""
        from disclosure_desk.gui.printing import print_report  # noqa: PLC0415

        print_report(self._window, self._desk, self._window.places)

    def print_notes(self) -> None:
        """Prints the list of all notes and flags."""
        from disclosure_desk.gui.notes_printing import preview_notes  # noqa: PLC0415

        preview_notes(self._window, self._desk, self._window.places)

    def settings(self) -> None:
        """Changes the officer's preferences."""
        from disclosure_desk.gui.settings_dialog import edit_settings  # noqa: PLC0415

        sheet = edit_settings(self._window, self._window.places)
        sheet.accepted.connect(self._window.take_settings)

    def save_notes(self) -> None:
        """Writes the list of all notes and flags as a PDF."""
        from disclosure_desk.gui.notes_printing import save_notes  # noqa: PLC0415

        save_notes(self._window, self._desk, self._window.places)

    def backup(self) -> None:
        """Copies the whole local database to a file."""
        from disclosure_desk.gui.backup_flow import back_up  # noqa: PLC0415

        back_up(self._window, self._desk, self._window.places)

    def restore(self, path: Path | None = None) -> None:
        """Puts such a copy in the place of the local database."""
        from disclosure_desk.gui.restore_flow import restore  # noqa: PLC0415

        restore(self._window, self._desk, self._window.places, path)

    def quit(self) -> None:
        """Closes the window."""
        self._window.close()

    def fill_recent(self) -> None:
        """Fills the menu of the reports opened last."""
        from disclosure_desk.gui.recent_reports import fill_recent  # noqa: PLC0415

        fill_recent(self._window.actions_.recent, self._window.desk, self._open_report)

    def finalise(self) -> None:
        """Makes the report final."""
        from disclosure_desk.gui.finalise_dialog import finalise  # noqa: PLC0415

        finalise(self._window, self._desk)

    def archive(self) -> None:
        """Puts the report into the archive."""
        from disclosure_desk.gui.finalise_dialog import archive  # noqa: PLC0415

        archive(self._window, self._desk)

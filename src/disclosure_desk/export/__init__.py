"""Files out: a report laid out as blocks, and the writers that turn blocks into PDF, workbook and JSON."""

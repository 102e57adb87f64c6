"""The page of an official document: GB/T 9704-2012, sections 5 and 7, in points."""

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 35 * MM, 28 * MM, 26 * MM
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
"""156 mm."""

LINES = 22
LEADING = 28.95
"""22 lines of it fill 225 mm."""
BODY_SIZE = 15.75
"""三号 (16 pt), a little less, so that 28 characters fill 156 mm."""
TITLE_SIZE = 22.0
PAGE_NUMBER_SIZE = 14.0
PAGE_NUMBER_GAP = 7 * MM
INDENT = 2 * BODY_SIZE
HAIRLINE = 0.5

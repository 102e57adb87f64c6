"""``python -m disclosure_desk`` is the command line."""

import sys

from disclosure_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())

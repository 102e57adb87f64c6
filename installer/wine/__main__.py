"""``python -m installer.wine [--packages]``: what this machine lacks for trying the program, or Debian's packages."""

import sys

from installer.wine.machine import PACKAGES, missing

print(*(PACKAGES if "--packages" in sys.argv[1:] else missing()))

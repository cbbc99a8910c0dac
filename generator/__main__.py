"""`python -m generator`: the same as the command `compactgen`."""

import sys

from generator.cli import main

sys.exit(main())

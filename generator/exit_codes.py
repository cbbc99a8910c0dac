"""What a command's exit code says."""

from typing import Final

DONE: Final = 0
STALE: Final = 1
"""The output isn't what would be made (`--check`), or a change does more than is allowed."""
USE: Final = 2
"""The description, the folder or the use of the command is at fault."""
FAULT: Final = 3
"""We are at fault."""
SIGNALLED: Final = 128
"""To which the number of the signal is added that ended the command."""
INTERRUPTED: Final = SIGNALLED + 2

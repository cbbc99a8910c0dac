"""JSON text, token by token.

Job: one pattern for all who look at JSON without reading it into values. The text has to be JSON.
"""

from __future__ import annotations

import re
from typing import Final

TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
"""A text, a sign of structure, or a number or word."""

"""The version of the generator, which is written into what it makes."""

from typing import Final

VERSION: Final = "0.1.0"

"""What is printed of JSON that came: all of it or a part, in the form that was asked for.

Job: know the forms of `--format`, what `--transform` leaves, and how many items are wanted. An
answer of several items is shown item by item where a form is about items. `answer` and `streaming`
print by this.
"""

from __future__ import annotations

from typing import Final, TextIO

from ..vocabulary.dataclass import dataclass
from . import display, layout, pieces, transform
from .inputs import UsageError
from .option_parser import ParsedOptions
from .table import table

_OF_REQUESTS: Final = ("curl", "python")
_OF_ITEMS: Final = ("jsonl", "table")


class NoMatchError(Exception):
    """The expression of `--transform` matches nothing."""


@dataclass(frozen=True)
class Form:
    """How JSON is printed: `items` is the member of an answer that is its list, if it has one."""

    options: ParsedOptions
    items: str | None = None
    several: bool = False
    """Whether items come one by one, of a stream or of pages."""

    @property
    def name(self) -> str:
        """The form that was asked for."""
        return str(self.options.values["format"])

    @property
    def most(self) -> int | None:
        """How many items are wanted; `None` for all."""
        most: int | None = self.options.values["max_items"]
        return most

    @property
    def is_plain(self) -> bool:
        """Whether nothing is asked for but the answer."""
        return self.name in ("auto", "raw") and not self.options.values["transform"]

    def check(self) -> None:
        """Refuse what can't be printed, before anything is sent.

        Raises:
            UsageError: the options don't go together, or one can't be carried out.
        """
        values = self.options.values
        for name in ("transform", "transform_error"):
            transform.checked(f"--{name.replace('_', '-')}", values[name])
        if self.name in _OF_REQUESTS and not values["dry_run"]:
            raise UsageError(f"--format {self.name} shows a request: it needs --dry-run")
        if values["dry_run"] and self.name in (*_OF_ITEMS, "yaml"):
            raise UsageError(f"--format {self.name} shows an answer, and --dry-run gets none")
        if values["raw_output"] and not values["transform"]:
            raise UsageError("--raw-output needs --transform")
        if self.several and self.name == "table":
            raise UsageError("--format table needs all items at once, and these come one by one")
        if self.most is not None and not self.several and self.name not in _OF_ITEMS:
            raise UsageError("--max-items needs items: a stream, --all, or --format jsonl or table")

    def shown(self, raw: bytes, stream: TextIO | None) -> bytes:
        """Return JSON text as it is to be printed.

        Raises:
            NoMatchError: nothing of it is.
        """
        expression = self.options.values["transform"]
        if expression:
            part = transform.applied(expression, raw)
            if part is None:
                raise NoMatchError
            if self.options.values["raw_output"] and (text := transform.unquoted(part)) is not None:
                return text + b"\n"
            raw = part
        if self.name in _OF_ITEMS and not self.several:
            return self._by_items(raw, stream, "" if expression else self.items)
        form = "line" if self.name == "jsonl" else self.name
        return layout.laid_out(raw, form, stream)

    def item(self, raw: bytes, stream: TextIO | None) -> bytes:
        """Return an item that comes by itself as it is to be printed, b"" for one that isn't."""
        try:
            output = self.shown(raw, stream)
        except NoMatchError:
            return b""
        return b"---\n" + output if self.name == "yaml" else output

    def _by_items(self, raw: bytes, stream: TextIO | None, name: str | None) -> bytes:
        text = raw.decode("utf-8-sig")
        texts = pieces.items(text, name)
        items = ([text] if texts is None else texts)[: self.most]
        if self.name == "table":
            return table(items, stream).encode(display.encoding(stream), display.UNSEEN)
        return b"".join(layout.laid_out(_bytes(item), "line", stream) for item in items)


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")

"""What a command line offers, as data.

Job: the vocabulary in which `__main__` lists providers and operations, with words for a reader and
the names of the modules that hold the tables, and in which those of each resource say what a call
takes; and the codes that a command ends with. Nothing is imported to list something: these are
plain classes, since making others takes longer than showing help. `main` reads this.
"""

from __future__ import annotations

from enum import IntEnum

TYPE_CHECKING = False  # as in `typing`, which costs a part of the time in which help is there
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final


class ExitCode(IntEnum):
    """What the command tells the shell. Those from 64 on have their usual meanings."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    NO_ANSWER = 3
    MISFIT = 4
    FAILED = 5
    NO_MATCH = 6
    OURS = 70
    UNWRITTEN = 74
    INTERRUPTED = 130
    CLOSED = 141


EXIT_CODES: Final = """\
exit codes:
  0    the call was answered; notes on standard error tell where the answer breaks its schema
  1    the provider refused the request, with a status below 500
  2    the command can't be carried out as it was given; nothing was sent
  3    no answer came, or not in time
  4    an answer came, and it isn't what the description promises; it is on standard error
  5    the provider failed on the request, with a status from 500 on, also when tried again
  6    an answer came, and --transform matches nothing in it
  70   the program itself is at fault
  74   output can't be written; standard error tells where the answer is, if anything was sent
  130  interrupted
  141  nobody reads the output any more
"""


_PLAIN: Final = ("string", "number", "boolean")


class Argument:
    """An argument of an operation: what it means, and what its value may be."""

    def __init__(
        self,
        doc: str = "",
        *,
        kinds: tuple[str, ...] = (),
        choices: tuple[str | float, ...] = (),
        open: bool = False,
        place: str = "body",
        required: bool = False,
        file: bool = False,
        former: tuple[str, ...] = (),
        items: tuple[str, ...] = (),
        members: Mapping[str, Argument] | None = None,
    ) -> None:
        self.doc = doc
        self.kinds = kinds
        """The JSON types of its values; none where any will do, or where that isn't known."""
        self.choices = choices
        """The constants that the description lists."""
        self.open = open
        """Whether the list is known not to be all."""
        self.place = place
        """Where it travels; `whole` for a body that is a single argument."""
        self.required = required
        self.file = file
        """Whether it is a file, or a list of files."""
        self.former = former
        """Names that it had before."""
        self.items = items
        """The JSON types of the items of a parameter's list; none where any will do."""
        self.members = members or {}
        """By their names in JSON, those that have options of their own."""

    @property
    def is_text(self) -> bool:
        """Whether what is typed is a value as it stands."""
        return self.file or "string" in self.kinds or not {*self.kinds} - {"null"}

    @property
    def is_typed_by_item(self) -> bool:
        """Whether each item of a list is typed by itself: files, and what stands in an address."""
        if "array" not in self.kinds:
            return False
        return self.file or (self.place != "body" and {*self.items} <= {*_PLAIN, "null"})

    @property
    def is_more_than_text(self) -> bool:
        """Whether some values of what is typed as a text, or by item, can only be typed as JSON."""
        if self.file:
            return False
        if self.place != "body":
            return not {"array", "object"}.isdisjoint(self.kinds)
        return {*self.kinds} - {"null"} != {"string"}


class Window:
    """A conversation that is kept: what takes it, what answers with the next one, and its size."""

    def __init__(self, *, argument: str, items: str, counts: tuple[str, ...] = ()) -> None:
        self.argument = argument
        self.items = items
        """The member of the answer that holds the new items."""
        self.counts = counts
        """The member that tells sizes, and in it that of the old conversation and of the new."""


class Call:
    """What a call of an operation takes and brings, as far as a command line asks."""

    def __init__(
        self,
        *,
        arguments: Mapping[str, Argument],
        body: str = "",
        credentials: tuple[str, ...] = (),
        streams: bool = False,
        pages: bool = False,
        items: str | None = None,
        window: Window | None = None,
    ) -> None:
        self.arguments = arguments
        self.body = body
        """How the body is written; "" for none."""
        self.credentials = credentials
        """The names of the credentials that it may be sent."""
        self.streams = streams
        """Whether answers come item by item."""
        self.pages = pages
        """Whether an answer is a page of a list that may have others."""
        self.items = items
        """The member of an answer that is its list; "" for one that is a list, `None` for none."""
        self.window = window


class OperationCommand:
    """An operation: the words that call it, and where its tables are."""

    def __init__(
        self, *, words: tuple[str, ...], constant: str, module: str, doc: str = "", notice: str = ""
    ) -> None:
        self.words = words
        self.constant = constant
        """Its name in the provider's modules."""
        self.module = module
        """Relative to the package; its `CALLS` say what a call takes."""
        self.doc = doc
        self.notice = notice
        """What the provider says against calling it."""

    @property
    def typed(self) -> tuple[str, ...]:
        """The words as they are typed, without what Python puts behind a word that is its own."""
        return tuple(word.rstrip("_").replace("_", "-") for word in self.words)

    @property
    def called(self) -> str:
        """The words as they are typed, in one text."""
        return " ".join(self.typed)


class Service:
    """A provider: the module of its tables, and words for what its client takes."""

    def __init__(
        self,
        *,
        name: str,
        client: str,
        module: str,
        settings: Mapping[str, str] | None = None,
        secrets: Mapping[str, tuple[str, ...]] | None = None,
        operations: tuple[OperationCommand, ...] = (),
    ) -> None:
        self.name = name
        self.client = client
        self.module = module
        """Relative to the package; it holds `PROVIDER` and a constant for each operation."""
        self.settings = settings or {}
        """What each argument of the client means."""
        self.secrets = secrets or {}
        """Those by which each credential is given, by its name in the tables."""
        self.operations = operations


class Program:
    """The command; the first of its services is taken when none is named."""

    def __init__(
        self, *, name: str, package: str | None, doc: str, services: tuple[Service, ...]
    ) -> None:
        self.name = name
        self.package = package
        self.doc = doc
        self.services = services

    def prefix(self, service: Service) -> str:
        """Return the beginning of a command for a provider."""
        option = "" if service is self.services[0] else f" --provider {service.name}"
        return self.name + option

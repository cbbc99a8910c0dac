"""The answer to a call of the command line: printed first, checked then, and lost never.

Job: hand an answer on to its place, say where it breaks its schema, and let no fault of ours in
doing so cost it, since it may have been paid for. `invocation` calls this, `destination` writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ..response.outcome import misfit
from ..response.promises import promise
from ..response.raw import RawResponse
from ..vocabulary.dataclass import dataclass
from ..vocabulary.defects import Defect
from ..vocabulary.errors import APIResponseValidationError
from ..vocabulary.operation import Answer as Promised
from . import display, layout
from .destination import Destination, deliver
from .failures import failure
from .formats import Form, NoMatchError
from .option_parser import ParsedOptions
from .options import Source
from .program import ExitCode

_SHOWN_DEFECTS: Final = 20


@dataclass(frozen=True)
class Answer:
    """What a call brought. It may have been paid for, so that nothing here may lose it."""

    source: Source
    response: RawResponse[Any]
    options: ParsedOptions
    place: Destination

    def handed_on(self) -> ExitCode:
        """Print the answer, then say where it breaks its schema; a failure comes before printing.

        Raises:
            APIResponseValidationError: it isn't what is promised; it is in there.
        """
        code = self.refused()
        content = b"" if self._promise.content is None else self.response.content
        try:
            output, laid_out = self._laid_out(content)
        except NoMatchError:
            return self._unmatched(content)
        deliver(self.place, self._head() + output, content)
        return max(code, laid_out) or self.checked()

    @property
    def _program(self) -> str:
        return self.source.program.name

    @property
    def _promise(self) -> Promised:
        """What the answer is to be read as."""
        came, operation = self.response, self.source.operation
        return promise(operation, came.status_code, came.headers, empty=not came.content)

    def refused(self) -> ExitCode:
        """Raise for an answer that isn't to be printed."""
        table = self.source.provider.errors
        try:
            if self.options.values["strict"] or misfit(self._promise, self.response.content, table):
                self.response.parse()
        except APIResponseValidationError:
            raise
        except Exception as error:  # noqa: BLE001  # the answer is still to be printed
            return self._fault("the answer couldn't be checked", error)
        return ExitCode.DONE

    def _fault(self, action: str, error: Exception) -> ExitCode:
        display.note(self._program, "error", f"{action}: {display.described(error)}")
        return ExitCode.OURS

    def _unmatched(self, content: bytes) -> ExitCode:
        display.note(self._program, "error", "--transform matches nothing in the answer")
        failure(content)
        return ExitCode.NO_MATCH

    def _head(self) -> bytes:
        """Return the lines before the answer, where they are asked for."""
        if not self.options.values["include_headers"]:
            return b""
        return head(self.response.status_code, self.response.headers, self.place)

    def _laid_out(self, content: bytes) -> tuple[bytes, ExitCode]:
        """Return the bytes to print: those that came, where showing them otherwise fails."""
        form = Form(self.options, self.source.call.items)
        if self._promise.content != "json":
            if not form.is_plain:
                display.note(self._program, "note", "the answer isn't JSON, and printed as it came")
            return content, ExitCode.DONE
        try:
            return form.shown(content, self.place.stream), ExitCode.DONE
        except NoMatchError:
            raise
        except Exception as error:  # noqa: BLE001  # the answer is worth more than its looks
            code = self._fault("the answer is printed as it came", error)
            return layout.laid_out(content, "raw", None), code

    def checked(self) -> ExitCode:
        """Say where the printed answer breaks its schema."""
        try:
            self._tell(getattr(self.response.parse(), "defects", ()))
        except APIResponseValidationError as error:
            display.note(self._program, "error", str(error))
            return ExitCode.MISFIT
        except Exception as error:  # noqa: BLE001  # the answer is printed, and nothing is lost
            return self._fault("the answer couldn't be checked", error)
        return ExitCode.DONE

    def _tell(self, defects: Sequence[Defect]) -> None:
        for defect in defects[:_SHOWN_DEFECTS]:
            text = f"the answer's {defect.pointer or '/'}: {defect.message}"
            display.note(self._program, "note", text)
        if len(defects) > _SHOWN_DEFECTS:
            display.note(self._program, "note", f"... and {len(defects) - _SHOWN_DEFECTS} more")


def head(status: int, headers: Mapping[str, str], place: Destination) -> bytes:
    """Return status and headers of an answer as lines, and an empty one behind them."""
    lines = [f"HTTP {status}", *(f"{name}: {value}" for name, value in headers.items())]
    text = "".join(f"{display.one_line(line)}\n" for line in lines) + "\n"
    return text.encode(display.encoding(place.stream), display.UNSEEN)

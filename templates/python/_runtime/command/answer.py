"""The answer to a call of the command line: printed first, checked then, and lost never.

Job: hand an answer on to its place, say where it breaks its schema, and let no fault of ours in
doing so cost it, since it may have been paid for. `invocation` calls this, `destination` writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ..response.outcome import misfit
from ..response.promises import promise
from ..response.raw import RawResponse
from ..vocabulary.defects import Defect
from ..vocabulary.errors import APIResponseValidationError
from ..vocabulary.operation import Answer as Promised
from . import display
from .destination import Destination, deliver
from .option_parser import ParsedOptions
from .options import Source
from .program import ExitCode

_SHOWN_DEFECTS: Final = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call brought. It may have been paid for, so that nothing here may lose it."""

    program: str
    source: Source
    response: RawResponse[Any]
    options: ParsedOptions
    place: Destination

    def handed_on(self) -> ExitCode:
        """Print the answer, then say where it breaks its schema; a failure comes before printing.

        Raises:
            APIResponseValidationError: it isn't what is promised; it is in there.
        """
        code = self._refused()
        content = b"" if self._promise.content is None else self.response.content
        shown, laid_out = self._laid_out(content)
        deliver(self.place, shown, content)
        return max(code, laid_out) or self._checked()

    @property
    def _promise(self) -> Promised:
        """What the answer is to be read as."""
        came, operation = self.response, self.source.operation
        return promise(operation, came.status_code, came.headers, empty=not came.content)

    def _refused(self) -> ExitCode:
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

    def _fault(self, told: str, error: Exception) -> ExitCode:
        display.note(self.program, "error", f"{told}: {display.described(error)}")
        return ExitCode.OURS

    def _laid_out(self, content: bytes) -> tuple[bytes, ExitCode]:
        """Return the bytes to print: those that came, where showing them otherwise fails."""
        is_json = self._promise.content == "json"
        layout = self.options.layout if is_json else "bytes"
        try:
            shown = display.laid_out(content, layout, self.place.stream)
        except Exception as error:  # noqa: BLE001  # the answer is worth more than its looks
            code = self._fault("the answer is printed as it came", error)
            return display.laid_out(content, "raw", None), code
        return shown, ExitCode.DONE

    def _checked(self) -> ExitCode:
        """Say where the printed answer breaks its schema."""
        try:
            self._tell(getattr(self.response.parse(), "defects", ()))
        except APIResponseValidationError as error:
            display.note(self.program, "error", str(error))
            return ExitCode.MISFIT
        except Exception as error:  # noqa: BLE001  # the answer is printed, and nothing is lost
            return self._fault("the answer couldn't be checked", error)
        return ExitCode.DONE

    def _tell(self, defects: Sequence[Defect]) -> None:
        for defect in defects[:_SHOWN_DEFECTS]:
            told = f"the answer's {defect.pointer or '/'}: {defect.message}"
            display.note(self.program, "note", told)
        if len(defects) > _SHOWN_DEFECTS:
            display.note(self.program, "note", f"... and {len(defects) - _SHOWN_DEFECTS} more")

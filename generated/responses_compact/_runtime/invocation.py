"""One call of the command line: from options that were read to an answer that is printed.

Job: make a client and a request of what the options say, send the request or only show it, and
print what came. A failure is raised, for `command` to name. The steps are those of any call: nothing
is retried, checked or decoded here that a client doesn't do itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from . import destination, display, headers
from .client import SyncClient
from .defects import Defect
from .destination import Destination, deliver
from .errors import APIResponseValidationError, ArgumentError
from .inputs import Inputs, UsageError, joined, listed, pairs
from .operation import Field, Fields, Operation, Parameter, Whole
from .options import BODY, Options, Source
from .program import ExitCode
from .raw import RawResponse
from .request import Extras
from .response import misfit
from .transport import Request

_SHOWN_DEFECTS: Final = 20
_MASK: Final = "***"

Given = Mapping[str, Any]


def invoke(program: str, source: Source, options: Options) -> ExitCode:
    """Make the call, or show it, and print what it brings.

    Raises:
        UsageError: an option's value can't be used.
        OutputError: what came can't be written; before the call where that is known.
        APIError: the call failed.
    """
    inputs = Inputs()
    settings = _settings(source, options, inputs)
    operation, arguments, raw = _content(source, options, inputs)
    provider = source.provider
    if options.values["dry_run"]:
        provider = replace(provider, security=())  # to look at the rest of the request
    elif not _has_credentials(source, settings):
        raise UsageError(_missing_credential(source, options))
    with SyncClient(provider, settings) as client:
        draft = _draft(client, operation, arguments, options)
        draft = draft if raw is None else replace(draft, body=raw)
        place = destination.destination(options.values["output"])
        destination.check(place)
        if options.values["dry_run"]:
            deliver(place, _shown(client, operation, draft, options, place))
            return ExitCode.DONE
        _warn(program, operation)
        response = client.send(operation, draft)
        return _Answer(program, source, operation, response, options, place).handed_on()


def _settings(source: Source, options: Options, inputs: Inputs) -> dict[str, Any]:
    """Return the arguments of the client that were given."""
    general = ("base_url", "timeout", "max_retries", "strict")
    found = {name: options.values[name] for name in general if name in options.values}
    settings = {n: value for n, value in found.items() if value is not None or n == "timeout"}
    for argument, file in options.given("key").items():
        settings[argument] = inputs.secret(options.flag("key", argument), file)
    return settings | options.given("set")


def _has_credentials(source: Source, settings: Given) -> bool:
    held = {
        credential.name
        for credential in source.provider.credentials
        if os.environ.get(credential.environment or "")
        or not settings.keys().isdisjoint(credential.arguments)
    }
    required = source.operation.security
    return not required or any(held.issuperset(names) for names in required)


def _missing_credential(source: Source, options: Options) -> str:
    known = source.credentials
    ways = [f"set {credential.environment}" for credential in known if credential.environment]
    ways += [f"give {options.flag('key', credential.arguments[0])}" for credential in known]
    return f"{source.provider.client} needs a credential: {' or '.join(ways)}"


def _content(
    source: Source, options: Options, inputs: Inputs
) -> tuple[Operation[Any], dict[str, Any], bytes | None]:
    """Return the operation as it is to be called, its arguments, and bytes to send as they are."""
    operation, body = source.operation, options.values.get("body")
    given = _arguments(source, options, inputs)
    if body is None:
        _require(source, options, given)
        return operation, given, None
    raw, value = inputs.json(BODY, body)
    fields = operation.body.fields if isinstance(operation.body, Fields) else ()
    members = {f.wire: given.pop(f.argument) for f in fields if f.argument in given}
    if members and not isinstance(value, dict):
        raise UsageError(f"{BODY} has to be an object when fields are given too")
    _require(source, options, given, without_body=True)
    whole = replace(operation, body=Whole(argument=BODY, required=True, nullable=True))
    sent = {**given, BODY: {**value, **members} if members else value}
    return whole, sent, None if members else raw


def _arguments(source: Source, options: Options, inputs: Inputs) -> dict[str, Any]:
    """Return the arguments of the operation that were given."""
    texts, values = options.given("text"), options.given("json")
    for name in texts:
        if name in values:
            both = f"{options.flag('text', name)} and {options.flag('json', name)}"
            raise UsageError(f"{both} exclude each other")
    given: dict[str, Any] = {
        name: inputs.text(options.flag("text", name), text) for name, text in texts.items()
    }
    for name, text in values.items():
        given[name] = inputs.json(options.flag("json", name), text)[1]
    return given


def _require(source: Source, options: Options, given: Given, *, without_body: bool = False) -> None:
    """Refuse a call without what it needs, with all that is missing in one message."""
    operation = source.operation
    fields = operation.body.fields if isinstance(operation.body, Fields) else ()
    needed: list[Field | Parameter] = [*operation.parameters, *(() if without_body else fields)]
    lacking = (a.argument for a in needed if a.required and a.argument not in given)
    missing = [options.flag("text", name) for name in lacking]
    if isinstance(operation.body, Whole) and operation.body.required and not without_body:
        missing.append(BODY)
    if missing:
        raise UsageError(f"{' and '.join(missing)} has to be given")
    for argument in needed:
        if given.get(argument.argument, "") is None and not argument.nullable:
            raise UsageError(f"{options.flag('json', argument.argument)} may not be null")


def _draft(
    client: SyncClient, operation: Operation[Any], arguments: Given, options: Options
) -> Request:
    extra = pairs("--header", options.values["header"], ":")
    for name, _ in extra:
        if headers.sensitive([(name, _MASK)]):
            raise UsageError(f"--header {name}: a secret on the command line can be read by others")
    query = pairs("--query", options.values["query"], "=")
    extras = Extras(headers=joined(extra), query=listed(query))
    try:
        return client._draft(operation, arguments, extras)
    except ArgumentError:
        raise
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(str(error)) from None


def _warn(program: str, operation: Operation[Any]) -> None:
    if operation.availability is not None:
        display.note(program, "warning", operation.availability.note)


def _shown(
    client: SyncClient,
    operation: Operation[Any],
    request: Request,
    options: Options,
    place: Destination,
) -> bytes:
    """Return the request as text, with a mask where secrets would be."""
    shown = [(n, _MASK if headers.sensitive([(n, v)]) else v) for n, v in request.headers]
    secrets = client._configuration.keyring.chosen(operation.security) or ()
    shown += [secret.masked() for secret in secrets]
    lines = [f"{request.method} {request.url}", *(f"{name}: {value}" for name, value in shown)]
    head = "\n".join(display.one_line(line) for line in lines) + "\n\n"
    body = display.laid_out(request.body or b"", options.layout, place.stream)
    return head.encode(display.encoding(place.stream), "backslashreplace") + body


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a call brought. It may have been paid for, so that nothing here may lose it."""

    program: str
    source: Source
    operation: Operation[Any]
    response: RawResponse[Any]
    options: Options
    place: Destination

    def handed_on(self) -> ExitCode:
        """Print the answer, then say where it breaks its schema; a failure comes before printing.

        Raises:
            APIResponseValidationError: it isn't what is promised; it is in there.
        """
        code = self._refused()
        content = b"" if self.operation.response is None else self.response.content
        shown, laid_out = self._laid_out(content)
        deliver(self.place, shown, content)
        return max(code, laid_out) or self._checked()

    def _refused(self) -> ExitCode:
        """Raise for an answer that isn't to be printed."""
        table = self.source.provider.errors
        try:
            if self.options.values["strict"] or misfit(
                self.operation, self.response.content, table
            ):
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
        try:
            shown = display.laid_out(content, self.options.layout, self.place.stream)
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

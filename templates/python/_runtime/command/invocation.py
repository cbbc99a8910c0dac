"""One call of the command line: from options that were read to an answer that is printed.

Job: make a client and a request of what the options say, send the request or only show it, and
print what came. A failure is raised, for `main` to name. The steps are those of any call:
nothing is retried, checked or decoded here that a client doesn't do itself.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from typing import Any, Final
from warnings import catch_warnings, simplefilter

from ..call import logs
from ..call.deprecations import remarks
from ..call.session import SyncSession
from ..request.building import Extras
from ..setup.typed_options import CallOptions
from ..transport import headers
from ..transport.protocol import Request
from ..vocabulary.dataclass import dataclass, replace
from ..vocabulary.errors import ArgumentError
from ..vocabulary.operation import Operation
from . import destination, display, streaming
from .answer import Answer, head
from .arguments import Arguments
from .destination import Destination, OutputFile, deliver
from .formats import Form
from .inputs import Inputs, UsageError, joined, listed, pairs
from .option_parser import ParsedOptions
from .options import Source
from .program import ExitCode
from .settings import has_credentials, missing_credential, own_words, placeholders, settings_of
from .waiting import Waiting
from .window import Stored, stored

_MASK: Final = "***"


def invoke(source: Source, options: ParsedOptions) -> ExitCode:
    """Make the call, or show it, and print what it brings.

    Raises:
        UsageError: an option's value can't be used.
        OutputError: what came can't be written; before the call where that is known.
        APIError: the call failed.
    """
    try:
        return _Invocation(source, options).carried_out()
    except ArgumentError as error:
        raise UsageError(own_words(str(error), options)) from None


@dataclass(frozen=True)
class _Invocation:
    """One call, as it was typed."""

    source: Source
    options: ParsedOptions

    def carried_out(self) -> ExitCode:
        """Make the call, or show it."""
        self._form.check()
        if self.options.values["debug"]:
            logs.shown_on(sys.stderr, "debug")
        inputs = Inputs()
        warn = partial(display.note, self.source.program.name, "warning")
        settings = settings_of(self.options, inputs, warn)
        conversation = self._stored(inputs)
        arguments = Arguments(self.source, self.options, inputs, warn)
        call = arguments.content(
            {conversation.window.argument: conversation.items} if conversation else None
        )
        provider = self.source.provider
        if self.options.values["dry_run"]:
            provider = replace(provider, security=())  # to look at the rest of the request
        elif not has_credentials(self.source, settings):
            raise UsageError(missing_credential(self.source, self.options))
        waiting = Waiting(self.source.program.name)
        settings = {**settings, "on_retry": waiting.again}
        with closing(SyncSession(provider, settings)) as session:
            return self._made(session, waiting, conversation, settings, *call)

    def _made(
        self,
        session: SyncSession,
        waiting: Waiting,
        conversation: Stored | None,
        settings: Mapping[str, Any],
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        raw: bytes | None,
    ) -> ExitCode:
        draft = self._draft(session, operation, arguments)
        draft = draft if raw is None else replace(draft, body=raw)
        place = destination.destination(self.options.values["output"])
        destination.check(place)
        if self.options.values["dry_run"]:
            deliver(place, self._shown(session, settings, operation, arguments, draft, place))
            return ExitCode.DONE
        if conversation is not None:
            conversation.check()
        if operation.availability is not None:
            display.note(self.source.program.name, "warning", operation.availability.note)
        for remark in remarks(operation, arguments):
            display.note(self.source.program.name, "warning", remark)
        whole = self._form.is_plain and self._form.most is None
        streams = operation.streams and not (whole and isinstance(place, OutputFile))
        if streams or self._pages:
            return self._itemized(session, waiting, operation, draft, arguments, place)
        with waiting:
            response = session.send(operation, draft)
        answer = Answer(self.source, response, self.options, place)
        return (
            answer.handed_on() if conversation is None else self._stored_anew(conversation, answer)
        )

    @property
    def _form(self) -> Form:
        several = self.source.call.streams or self._pages
        return Form(self.options, self.source.call.items, several=several)

    @property
    def _pages(self) -> bool:
        """Whether all pages are asked for."""
        return bool(self.options.values.get("all"))

    def _stored(self, inputs: Inputs) -> Stored | None:
        """Return the conversation that is kept, where a file of one is named."""
        path = self.options.values.get("window")
        window = self.source.call.window
        return None if path is None or window is None else stored(window, path, inputs)

    def _stored_anew(self, conversation: Stored, answer: Answer) -> ExitCode:
        """Replace the conversation by what the answer makes of it; print it where that is asked."""
        code = answer.refused()
        summary = conversation.replace(answer.response.content)
        display.note(self.source.program.name, "note", summary)
        if self.options.values["output"] is None:
            return code or answer.checked()
        return answer.handed_on()

    def _itemized(
        self,
        session: SyncSession,
        waiting: Waiting,
        operation: Operation[Any],
        draft: Request,
        arguments: Mapping[str, Any],
        place: Destination,
    ) -> ExitCode:
        """Print the items of a stream, or of all pages, as they come."""
        extras = self._extras()
        options: CallOptions = {}
        if extras.headers:
            options["extra_headers"] = extras.headers
        if extras.query:
            options["extra_query"] = extras.query
        with waiting, catch_warnings():
            simplefilter("ignore")  # of what was told already
            stream = operation.items_of(session, draft, arguments, options)
        with stream as items:
            came, with_head = items.response, self.options.values["include_headers"]
            before = head(came.status_code, came.headers, place) if with_head else b""
            return streaming.printed(items, self._form, place, before)

    def _extras(self) -> Extras:
        extra = pairs("--header", self.options.values["header"], ":")
        for name, _ in extra:
            if headers.sensitive([(name, _MASK)]):
                raise UsageError(
                    f"--header {name}: a secret on the command line can be read by others"
                )
        query = pairs("--query", self.options.values["query"], "=")
        return Extras(headers=joined(extra), query=listed(query))

    def _draft(
        self, session: SyncSession, operation: Operation[Any], arguments: Mapping[str, Any]
    ) -> Request:
        try:
            return session.draft(operation, arguments, self._extras())
        except ArgumentError:
            raise
        except (TypeError, ValueError, RecursionError) as error:
            raise UsageError(str(error)) from None

    def _shown(
        self,
        session: SyncSession,
        settings: Mapping[str, Any],
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        draft: Request,
        place: Destination,
    ) -> bytes:
        """Return what would be sent, in the form that is asked for."""
        form = self.options.values["format"]
        if form == "curl":
            from . import curl

            credentials = curl.credentials(session, self.source.provider, operation)
            text = curl.Command(operation, draft, arguments, credentials).text()
        elif form == "python":
            from .snippet import Snippet

            extras = self._extras()
            call_options = {"extra_headers": extras.headers, "extra_query": extras.query}
            extra_arguments = {name: value for name, value in call_options.items() if value}
            secret = {*self.options.given("secret"), *self.options.given("key"), "on_retry"}
            plain_settings = {name: value for name, value in settings.items() if name not in secret}
            plain_settings |= placeholders(self.source, settings)
            text = Snippet(self.source, plain_settings, arguments, extra_arguments).text()
        else:
            from .requests import as_text

            return as_text(session, operation, draft, form, place)
        return display.lines(text).encode(display.encoding(place.stream), display.UNSEEN)

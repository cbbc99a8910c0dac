"""What has to be true of every answer, whatever is in it.

Job: send a body through the clients of a provider, sync and async, tolerant and strict, and hold
what comes out against the promises of the package and against `judgement`. One function; whoever
makes bodies calls it.
"""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx2
import responses_compact as package

from tests.fuzz.judgement import Judge, NoAnswer, compact, repeated, texts
from tests.fuzz.mutations import Mutator
from tests.package.served import PROVIDERS, Provider

_HALF = re.compile("[\ud800-\udfff]")
KEY = "key-0123456789abcdef"
TWICE = "comes more than once; the last one counts"


class Subject:
    """The clients of one provider, before a server that gives any body."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        root = provider.namespace.CompactedResponse.__name__
        self.judge = Judge(provider.schemas, root)
        self._mutator = Mutator(
            provider.schemas, list(provider.examples("response").values()), root
        )
        self._body, self._sent, self._status = b"", b"", 200
        kind = getattr(provider.namespace, provider.client)
        async_kind = getattr(provider.namespace, f"Async{provider.client}")
        transport = httpx2.MockTransport(self._serve)
        self._arguments: dict[str, Any] = {**dict(provider.arguments), "api_key": KEY}
        self._sync = kind(**self._arguments, http_client=httpx2.Client(transport=transport))
        self._strict = self._sync.with_options(strict=True)
        self._once = self._sync.with_options(max_retries=0)
        self._async = async_kind(
            **self._arguments, http_client=httpx2.AsyncClient(transport=transport)
        )
        self._runner = asyncio.Runner()

    def close(self) -> None:
        """Let go of the event loop and the clients."""
        self._runner.run(self._async.close())
        self._runner.close()
        self._sync.close()

    def _serve(self, request: httpx2.Request) -> httpx2.Response:
        self._sent = request.content
        return httpx2.Response(self._status, content=self._body)

    def numbered(self, number: int) -> tuple[Subject, bytes]:
        """Return this, and the answer with a number."""
        return self, self._mutator.body(number)

    def check(self, body: bytes) -> bool:
        """Return whether the body is an answer; every claim about it holds.

        Raises:
            AssertionError: one doesn't.
        """
        self._body = body
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.simplefilter("ignore", package.UnsupportedOperationWarning)
            self._failed(body)
            try:
                value = self.judge.value(body)
            except NoAnswer:
                self._refused(body)
                return False
            self._read(body, value)
        return True

    def _call(self, client: Any, **arguments: Any) -> Any:
        try:
            return client.responses.compact(model=self.provider.model, **arguments)
        except package.APIResponseValidationError as error:
            return error

    async def _call_async(self) -> Any:
        try:
            return await self._async.responses.compact(model=self.provider.model)
        except package.APIResponseValidationError as error:
            return error

    def _failed(self, body: bytes) -> None:
        """The same body of a failure: its status decides, whatever it holds."""
        self._status = (400, 401, 404, 429, 500)[len(body) % 5]
        try:
            self._once.responses.compact(model=self.provider.model)
        except package.APIStatusError as error:
            self._error(error, body)
        else:
            raise AssertionError("a failure is returned")
        finally:
            self._status = 200

    def _error(self, error: Any, body: bytes) -> None:
        assert body == error.raw
        again = pickle.loads(pickle.dumps(error))
        assert (str(error), body, repr(error)) == (str(again), again.raw, repr(again))
        assert str(error).isprintable() and (error.message, error.code) == (
            again.message,
            again.code,
        )

    def _refused(self, body: bytes) -> None:
        raw = self._sync.responses.with_raw_response.compact(model=self.provider.model)
        assert body == raw.content
        ways = (partial(self._call, self._sync), partial(self._call, self._strict))
        for error in (*(way() for way in ways), self._runner.run(self._call_async())):
            assert isinstance(error, package.APIResponseValidationError), type(error)
            self._error(error, body)

    def _read(self, body: bytes, value: dict[str, Any]) -> None:
        response = self._call(self._sync)
        assert isinstance(response, self.provider.namespace.CompactedResponse), response
        self._placed(response, body, value)
        self._kept(response, body, value)
        self._strictly(response, body)
        self._the_same(response, self._runner.run(self._call_async()))
        self._handled(response, value)
        self._sent_back(response, body)

    def _placed(self, response: Any, body: bytes, value: Any) -> None:
        ours = {d.pointer for d in response.defects if d.message != TWICE}
        theirs = self.judge.faults(value)
        assert ours == theirs, f"ours alone {ours - theirs}, jsonschema's alone {theirs - ours}"
        twice = [d.pointer for d in response.defects if d.message == TWICE]
        assert len(twice) == len(set(twice)) and set(twice) == repeated(body)
        assert all(d.message.isprintable() for d in response.defects)

    def _kept(self, response: Any, body: bytes, value: Any) -> None:
        assert _exactly(value) == _exactly(response.to_dict())
        assert compact(texts(body)) == response.to_json()
        raw = self._sync.responses.with_raw_response.compact(model=self.provider.model)
        assert body == raw.content
        self._the_same(response, raw.parse())

    def _strictly(self, response: Any, body: bytes) -> None:
        strict = self._call(self._strict)
        if not response.defects:
            self._the_same(response, strict)
            return
        assert isinstance(strict, package.APIResponseValidationError)
        assert (response.defects, body) == (strict.defects, strict.raw)

    def _the_same(self, one: Any, other: Any) -> None:
        assert one == other
        assert (type(one), one.defects, one.to_json()) == (
            type(other),
            other.defects,
            other.to_json(),
        )

    def _handled(self, response: Any, value: Any) -> None:
        repr(response), str(response)
        assert _exactly(value) == _exactly(response.model_dump())
        if not _HALF.search(json.dumps(value, ensure_ascii=False)):  # which pydantic can't write
            assert _exactly(value) == _exactly(json.loads(response.model_dump_json()))
        for again in (copy.copy(response), copy.deepcopy(response), response.model_copy()):
            self._the_same(response, again)
        again = pickle.loads(pickle.dumps(response))
        assert response == again and type(response) is type(again)
        assert _exactly(value) == _exactly(again.to_dict())

    def _sent_back(self, response: Any, body: bytes) -> None:
        items = response.output
        if not isinstance(items, list):
            return
        self._call(self._sync, input=[*items])
        assert compact(texts(body)["output"]) == compact(texts(self._sent)["input"])


def _exactly(value: Any) -> str:
    """Return a text that tells `1` from `1.0` and from `true`, and knows the order of members."""
    return json.dumps(value)


@contextmanager
def each_subject() -> Iterator[list[Subject]]:
    """Give the providers' clients, and close them."""
    made = [Subject(provider) for provider in PROVIDERS.values()]
    try:
        yield made
    finally:
        for each in made:
            each.close()

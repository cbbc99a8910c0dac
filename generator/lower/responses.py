"""What comes back from a call: the schema of its response, and of its errors.

Job: choose one for each, and note the calls that can only fail. Part of `operations`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from generator.document import join
from generator.languages.python.naming import class_name
from generator.lower.findings import Findings
from generator.lower.media import JSON, chosen
from generator.lower.normal import Normaliser
from generator.lower.paths import At, Call, Paths
from generator.lower.raw import Raw
from generator.schema import Schema

_BODYLESS: Final = frozenset({"204", "205"})


class Responses:
    """What comes back from the operations of one description."""

    def __init__(self, paths: Paths, normaliser: Normaliser, findings: Findings) -> None:
        self._paths = paths
        self._normaliser = normaliser
        self._findings = findings

    def response(self, place: Call, identity: str) -> tuple[Schema | None, str]:
        """Return what a call is answered with, and what is said about it."""
        responses = place.operation.get("responses", {})
        good = [code for code in responses if code.startswith("2")]
        if not good and "default" in responses:
            good = ["default"]
        if not good and responses:
            self._remark_redirects(list(responses), place.pointer)
        answers = list(self._answers(place, responses, good))
        if len({_same(media) for _, media in answers}) > 1:
            message = "answers of several types aren't supported"
            self._findings.add(join(place.pointer, "responses"), message)
        for response, media in answers:
            schema = media and self._normaliser.read(*media, class_name(f"{identity} Response"))
            return schema, response.get("description", "")
        return None, ""

    def _remark_redirects(self, codes: list[str], pointer: str) -> None:
        if any(code.startswith("3") for code in codes):
            message = (
                "every answer that is described is a redirect or an error: where the client "
                "follows none, the call raises RedirectError, which has the answer's headers"
            )
            self._findings.add(join(pointer, "responses"), message, "warning")
        elif all(code.startswith("1") for code in codes):
            message = "no answer is described that ends a call"
            self._findings.add(join(pointer, "responses"), message, "warning")

    def _answers(
        self, place: Call, responses: Raw, codes: list[str]
    ) -> Iterator[tuple[Raw, At | None]]:
        """Yield each response, with the schema of its body if it has one."""
        for code in codes:
            above = join(join(place.pointer, "responses"), code)
            response, where = self._paths.target(responses[code], above)
            if response.get("content") and (place.method == "head" or code in _BODYLESS):
                reason = "to HEAD" if place.method == "head" else f"with status {code}"
                message = f"an answer {reason} has no body: the call returns nothing"
                self._findings.add(join(where, "content"), message, "warning")
                yield response, None
                continue
            media = self._json(response, where)
            if response.get("content") and media is None:
                self._findings.add(join(where, "content"), f"only {JSON} is supported")
            yield response, media

    def error(self, call: Call, identity: str) -> Schema | None:
        """Return what errors are told with, if it is one type; others are left as they come."""
        responses = call.operation.get("responses", {})
        codes = [code for code in responses if code.startswith(("4", "5"))]
        if "default" in responses and any(code.startswith("2") for code in responses):
            codes.append("default")
        places = ((responses[c], join(join(call.pointer, "responses"), c)) for c in codes)
        every = [self._json(*self._paths.target(*place)) for place in places]
        media = {_same(found): found for found in every if found is not None}
        if len(media) != 1:
            return None
        return self._normaliser.read(*media.popitem()[1], class_name(f"{identity} Error"))

    def _json(self, holder: Raw, pointer: str) -> At | None:
        return chosen(self._findings, self._normaliser.json_types, holder, pointer, sent=False)


def _same(media: At | None) -> str:
    """Return a text that is equal for equal schemas."""
    return json.dumps(media and media[0], sort_keys=True)

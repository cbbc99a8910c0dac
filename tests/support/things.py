"""A small description for tests of the command."""

from __future__ import annotations

THINGS = """\
openapi: 3.1.0
info: {title: "class Evil: pass", version: '1'}
servers:
  - url: https://things.example/v1
paths:
  /things:
    post:
      operationId: createThing
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/NewThing'}
      responses:
        '200':
          description: The thing.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/NewThing'}
components:
  schemas:
    NewThing:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 9}
        size: {type: integer}
"""


OVERLAY = """\
overlay: 1.1.0
info: {title: Elsewhere, version: '1'}
actions:
  - target: $.components.schemas.NewThing.properties
    update: {colour: {type: string}}
  - target: $.info
    update: {x-client: Other}
"""

"""What every generated client stands on: models, errors, requests, transport.

Real Python that is copied byte for byte into each generated package. It knows no provider, no
operation and no schema; those come as data (`provider`, `operation`). Imports are relative, so that
the package works under any name. Nothing is imported here: a package pays only for what it uses.

Its rooms are listed in `README.md`. I/O is in `network`, behind the protocols of `transport`, and
in `command`; `call` puts the others together. `lazy` stands by itself: it is all that importing the
package takes.
"""

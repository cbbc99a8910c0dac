"""What every generated client stands on: models, errors, requests, transport.

Real Python that is copied byte for byte into each generated package. It knows no provider, no
operation and no schema; those come as data (`provider`, `operation`). Imports are relative, so that
the package works under any name. Nothing is imported here: a package pays only for what it uses.

Without I/O: `omit`, `errors`, `provider`, `operation`, `headers`, `url`, `credentials`,
`keyring`, `configuration`, `request`, `response`. With I/O: `network`, behind the protocols of
`transport`. `session` puts them together, and `clients` is what callers
see of it.
"""

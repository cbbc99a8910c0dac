"""The options of each command, as argparse knows them. What they do is in `cli`."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser

from generator.languages import DEFAULT, LANGUAGES


def add_generate(command: ArgumentParser) -> None:
    """Give `generate` its options."""
    command.add_argument("--out", metavar="DIR", default="generated", help="folder to write into")
    command.add_argument(
        "--names",
        metavar="FILE",
        help="write which names stay (default: read names.lock beside the description)",
    )
    _add_package(command)
    command.add_argument(
        "--language",
        choices=sorted(LANGUAGES),
        action="append",
        help=f"language of the package (repeatable; default: {DEFAULT})",
    )
    _add_output(command)
    _add_input(command)


def add_vendor(command: ArgumentParser) -> None:
    """Give `vendor` its options."""
    command.add_argument("folder", metavar="DEST", help="the package's own folder")
    command.add_argument(
        "--name", dest="package", metavar="NAME", help="its name (default: the folder's)"
    )
    command.add_argument(
        "--without",
        metavar="ROOMS",
        help="leave out whole: command,testing, or one of them; none is left out with 'none'",
    )
    command.add_argument(
        "--language",
        choices=sorted(LANGUAGES),
        help=f"language of the package (default: {DEFAULT}); of a Java package, DEST is the"
        " folder that com/ stands in",
    )
    _add_output(command)
    _add_input(command)


def add_reading(command: ArgumentParser) -> None:
    """Give a command that writes nothing its options."""
    _add_package(command)
    _add_input(command)


def add_diff(command: ArgumentParser) -> None:
    """Give `diff` its options: two states, how to tell what differs, and what to prove of it."""
    _add_sides(command)
    _add_report(command)
    _add_proof(command)
    command.add_argument("--accept", metavar="FINGERPRINT", help="accept a break in accepted.yaml")
    command.add_argument("--because", metavar="TEXT", help="why it is accepted")
    _add_filter(command)


def _add_sides(command: ArgumentParser) -> None:
    """Let a command be told which two states to compare, and what of them."""
    what = "a description, a folder with one, a package, or a revision of the repository"
    command.add_argument(
        "old", metavar="OLD", nargs="?", help=f"{what} (default: the merge base, or the last tag)"
    )
    command.add_argument(
        "new",
        metavar="NEW",
        nargs="?",
        help="a description, a folder with one, or a package (default: what is here, or own);"
        " a description alone is NEW",
    )
    command.add_argument("--against", metavar="REF", help="the revision that is OLD")
    _add_package(command)
    _add_provider(command)


def _add_report(command: ArgumentParser) -> None:
    """Let a command be told how to tell of changes, and which of them are too many."""
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json", "github"),
        default="text",
        help="for a terminal, a pull request, a program, or lines of a diff on GitHub",
    )
    command.add_argument(
        "--policy",
        choices=("default", "strict"),
        default="default",
        help="strict: what type checkers refuse is major as well",
    )
    command.add_argument(
        "--fail-on",
        choices=("minor", "major"),
        help="exit 1 where the verdict is this or more, accepted breaks aside",
    )


def _add_proof(command: ArgumentParser) -> None:
    """Let a command be told what has to work with both packages."""
    command.add_argument(
        "--prove",
        action=argparse.BooleanOptionalAction,
        help="have code that uses all of the old package meet the new one (needs mypy)",
    )
    command.add_argument(
        "--with",
        dest="project",
        metavar="PATH",
        action="append",
        default=[],
        help="code of your own: its types and tests are tried with both packages (repeatable)",
    )


def _add_package(command: ArgumentParser) -> None:
    command.add_argument("--package", metavar="NAME", help="name of the package")


def _add_provider(command: ArgumentParser) -> None:
    command.add_argument(
        "--provider",
        metavar="NAME",
        action="append",
        default=[],
        help="only this provider (repeatable)",
    )


def _add_output(command: ArgumentParser) -> None:
    """Let a command be told how to write."""
    command.add_argument(
        "--java-package", metavar="NAME", help="name of the Java package, as com.acme.ai"
    )
    command.add_argument("--check", action="store_true", help="only tell what differs, as a diff")
    command.add_argument(
        "--no-cache",
        action="store_true",
        help="make everything anew, whatever the run before remembers",
    )
    command.add_argument(
        "--force",
        action="store_true",
        help="overwrite what was changed or isn't ours, and keep it beside as .orig",
    )


def _add_input(command: ArgumentParser) -> None:
    """Let a command be told what to read."""
    command.add_argument(
        "description",
        metavar="DESCRIPTION",
        nargs="?",
        help="OpenAPI 3.0, 3.1 or 3.2 file (default: own)",
    )
    _add_overlay(command)
    _add_provider(command)
    command.add_argument(
        "--strict",
        action="store_true",
        help="refuse what else is a remark about a description that isn't ours",
    )
    command.add_argument("--notes", action="store_true", help="list all remarks, each at its place")
    _add_filter(command)
    command.add_argument("-q", "--quiet", action="store_true", help="say nothing but what is wrong")


def _add_overlay(command: ArgumentParser) -> None:
    command.add_argument(
        "--overlay",
        metavar="NAME=FILE",
        action="append",
        default=[],
        help="an overlay for the provider NAME, besides those in overlays/ (repeatable)",
    )


def _add_filter(command: ArgumentParser) -> None:
    """Let a command be told which operations are wanted."""
    for option, what in (("--include", "only the"), ("--exclude", "none of the")):
        command.add_argument(
            option,
            metavar="PATTERN",
            action="append",
            help=f"{what} operations that match: tag:PATTERN, /PATH, 'METHOD /PATH' or an"
            " operationId, with * and ? (repeatable)",
        )

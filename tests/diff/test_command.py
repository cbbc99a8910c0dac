"""`compactgen diff`: what OLD and NEW may be, what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import cli
from generator.places import SPEC
from tests.diff.repository import BASE, BROKEN, LOUDER, Run, git


def test_two_descriptions(project: Path, run: Run) -> None:
    """Two files, or folders with a description in them, are the two sides."""
    (project / "new").mkdir()
    (project / "new" / "openapi.yaml").write_text(LOUDER, "utf-8")
    code, out, err = run("openapi.yaml", "new")
    assert (code, err) == (0, "")
    assert out.startswith("openapi.yaml -> new   minor   nobody must act who stays on openapi.yaml")
    assert 'addNote.tone may be "shy"   new/openapi.yaml:' in out


def test_a_revision(project: Path, run: Run) -> None:
    """`--against` and OLD take a revision: the description's folder as it was there."""
    (project / "openapi.yaml").write_text(BROKEN, "utf-8")
    code, out, _ = run("--against", "v1", "openapi.yaml", "--format", "json")
    told = json.loads(out)
    assert (code, told["verdict"], told["old"]) == (0, "major", "v1")
    places = {c["address"]: c["where"]["file"] for c in told["changes"]}
    assert places == {"addNote.tone": "v1:openapi.yaml", "addNote.voice": "openapi.yaml"}
    assert run("v1", "openapi.yaml", "--format", "json") == (0, out, "")


def test_the_merge_base_is_what_is_meant_unasked(project: Path, run: Run) -> None:
    """Without OLD it is the merge base with the default branch, where something changed since."""
    git(project, "checkout", "-b", "work")
    (project / "openapi.yaml").write_text(LOUDER, "utf-8")
    git(project, "commit", "-am", "second")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.sides.SPEC", project / "openapi.yaml")
        code, out, _ = run("--format", "github")
    assert (code, out.count("\n")) == (0, 1)
    assert out.startswith("::warning file=openapi.yaml,line=")


def test_the_last_tag_is_meant_where_nothing_changed(project: Path, run: Run) -> None:
    """On the default branch itself, with nothing to commit, OLD is the last tag."""
    (project / "openapi.yaml").write_text(LOUDER, "utf-8")
    git(project, "commit", "-am", "second")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.sides.SPEC", project / "openapi.yaml")
        assert run()[1].startswith("v1 -> openapi.yaml   minor")


def test_a_description_alone_is_new(project: Path, run: Run) -> None:
    """A description that is named alone is compared with what it was, also below the top."""
    (project / "api").mkdir()
    (project / "api" / "openapi.yaml").write_text(BASE, "utf-8")
    git(project, "add", ".")
    git(project, "commit", "-m", "second")
    (project / "api" / "openapi.yaml").write_text(BROKEN, "utf-8")
    code, out, _ = run("api", "--format", "json")
    told = json.loads(out)
    places = {c["address"]: c["where"]["file"] for c in told["changes"]}
    assert (code, told["new"], told["release"]) == (0, "api", None)
    old = f"{told['old']}:api/openapi.yaml"
    assert places == {"addNote.tone": old, "addNote.voice": "api/openapi.yaml"}
    assert "openapi.yaml   none   nobody must act" in run()[1].splitlines()[0]


def test_the_next_version_follows_the_last_tag(project: Path, run: Run) -> None:
    """A tag that is a version says which comes next, exactly where OLD is that version."""
    git(project, "tag", "v1.2.3")
    (project / "openapi.yaml").write_text(LOUDER, "utf-8")
    git(project, "commit", "-am", "second")
    assert "the next version is v1.3.0" in run("openapi.yaml", "--against", "v1.2.3")[1]
    (project / "openapi.yaml").write_text(BROKEN, "utf-8")
    assert "after v1.2.3 comes at least v2.0.0" in run("HEAD", "openapi.yaml")[1]


def test_what_git_cannot_tell_is_said(
    project: Path,
    run: Run,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Outside of a repository, and in a clone without history, a run says what it needs."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    git(project, "commit", "--allow-empty", "-m", "second")
    git(elsewhere, "clone", "--depth", "1", project.as_uri(), "clone")
    git(elsewhere / "clone", "checkout", "--detach")
    git(elsewhere / "clone", "branch", "-D", "main")
    git(elsewhere / "clone", "remote", "remove", "origin")
    monkeypatch.chdir(elsewhere / "clone")
    code, _, err = run("openapi.yaml")
    assert code == 2 and "git fetch --unshallow" in err
    (elsewhere / "openapi.yaml").write_text(BASE, "utf-8")
    monkeypatch.chdir(elsewhere)
    assert "is in no repository of git: name what is OLD" in run("openapi.yaml")[2]
    assert "or a revision of a repository, since . is in none" in run("HEAD", "openapi.yaml")[2]


@pytest.mark.parametrize(
    ("limit", "code"), [("minor", 1), ("major", 1), (None, 0)], ids=["minor", "major", "none"]
)
def test_only_fail_on_fails(project: Path, run: Run, limit: str | None, code: int) -> None:
    """A break is reported with exit 0, unless a limit is given that it reaches."""
    (project / "openapi.yaml").write_text(BROKEN, "utf-8")
    options = ["--fail-on", limit] if limit else []
    assert run("v1", "openapi.yaml", *options)[0] == code


def test_less_than_the_limit_passes(project: Path, run: Run) -> None:
    """A minor change passes a limit of major, and the strict policy makes it more."""
    text = BASE.replace("required: [id, object, parts, level]", "required: [id, object, parts]")
    (project / "openapi.yaml").write_text(text, "utf-8")
    options = ("v1", "openapi.yaml", "--fail-on", "major")
    assert (run(*options)[0], run(*options, "--policy", "strict")[0]) == (0, 1)


def test_a_side_that_is_refused_says_so(project: Path, run: Run) -> None:
    """What is wrong with a description is told at its place, with the side, and exit 2."""
    (project / "openapi.yaml").write_text(BASE.replace("summary:", "sumary:"), "utf-8")
    code, out, err = run("v1", "openapi.yaml")
    assert (code, out) == (2, "")
    assert err.startswith("openapi.yaml:") and "did you mean 'summary'" in err
    assert "that is the new side, openapi.yaml: nothing can be compared with it" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["v2", "openapi.yaml"], "'v2' is not a description, a folder with one, a package, or a"),
        (["--against", "v2", "openapi.yaml"], "'v2' is not a revision of the repository"),
        (
            ["v1", "nowhere.yaml"],
            "'nowhere.yaml' is no description, no folder with one and no package",
        ),
        (["a", "b", "--against", "v1"], "--against is in the place of OLD"),
        (["v1", "openapi.yaml", "--provider", "alhpa"], "did you mean 'alpha'"),
        (["--against=--output=x", "openapi.yaml"], "is not a revision"),
    ],
)
def test_what_cannot_be_meant(project: Path, run: Run, arguments: list[str], told: str) -> None:
    """A side that is nothing, or a provider that neither side has, is wrong use."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and told in err and not (project / "x").exists()


def test_a_provider_alone(project: Path, run: Run) -> None:
    """`--provider` reports what concerns that provider, both having been compared whole."""
    (project / "overlays").mkdir()
    text = json.dumps(
        {
            "overlay": "1.1.0",
            "info": {"title": "b", "version": "1"},
            "actions": [
                {"target": "$.info", "update": {"x-provider": "beta", "x-client": "Beta"}},
                {
                    "target": "$.components.schemas.Place.properties",
                    "update": {"street": {"type": "string"}},
                },
            ],
        }
    )
    (project / "overlays" / "beta.json").write_text(text.replace("street", "name2"), "utf-8")
    git(project, "add", ".")
    git(project, "commit", "-m", "two")
    (project / "overlays" / "beta.json").write_text(text, "utf-8")
    _, out, _ = run("HEAD", "openapi.yaml", "--provider", "alpha", "--format", "json")
    assert json.loads(out)["verdict"] == "none"
    _, out, _ = run("HEAD", "openapi.yaml", "--provider", "beta", "--format", "json")
    assert {c["providers"][0] for c in json.loads(out)["changes"]} == {"beta"}


def test_the_same_bytes_twice(project: Path, run: Run) -> None:
    """Two runs say the same, in each form."""
    (project / "openapi.yaml").write_text(BROKEN, "utf-8")
    for form in ("text", "markdown", "json", "github"):
        once, again = (run("v1", "openapi.yaml", "--format", form) for _ in range(2))
        assert once == again


def accepted(project: Path) -> str:
    """The list of accepted breaks."""
    return (project / "accepted.yaml").read_text("utf-8")


def test_a_break_can_be_accepted(project: Path, run: Run) -> None:
    """An accepted break is told with its reason and fails no run, and the verdict stays."""
    text = BASE.replace("tone: {type: string, enum: [calm, loud]}", "tone: {type: string}")
    (project / "openapi.yaml").write_text(text.replace("[title]", "[title, tone]"), "utf-8")
    told = json.loads(run("v1", "openapi.yaml", "--format", "json")[1])
    (major,) = (c for c in told["changes"] if c["verdict"] == "major")
    options = ("v1", "openapi.yaml", "--fail-on", "major")
    assert run(*options)[0] == 1
    assert run(*options, "--accept", major["fingerprint"], "--because", "All send: it.")[0] == 0
    assert '"All send: it."' in accepted(project) and major["fingerprint"] in accepted(project)
    code, out, _ = run(*options)
    assert (code, out.split("   ")[1]) == (0, "major") and "accepted: All send: it." in out


def test_an_accepted_break_that_is_gone_is_an_error(project: Path, run: Run) -> None:
    """What the list accepts and doesn't occur is told at its place, with exit 2."""
    text = 'accepted:\n  - fingerprint: "0123456789ab"\n    because: x\n'
    (project / "accepted.yaml").write_text(text, "utf-8")
    code, out, err = run("v1", "openapi.yaml")
    assert (code, out) == (2, "") and err.startswith("accepted.yaml:2:5: error: the break 0123")
    (project / "accepted.yaml").write_text("accepted:\n  - fingerprint: 1\n", "utf-8")
    assert "has fingerprint and because, both texts" in run("v1", "openapi.yaml")[2]


@pytest.mark.parametrize("because", [["--because", "x"], []], ids=["stranger", "no reason"])
def test_what_is_accepted_occurs_and_has_a_reason(
    project: Path, run: Run, because: list[str]
) -> None:
    """A fingerprint of nothing, or one without a reason, is wrong use and writes nothing."""
    assert run("v1", "openapi.yaml", "--accept", "0123456789ab", *because)[0] == 2
    assert not (project / "accepted.yaml").exists()


def test_a_package_is_a_side(project: Path, run: Run) -> None:
    """A folder with the surface of a package is OLD or NEW, by what it says of itself."""
    assert cli.main(["generate", "openapi.yaml", "--quiet"]) == 0
    (project / "openapi.yaml").write_text(BROKEN, "utf-8")
    code, out, _ = run("generated/notes", "openapi.yaml", "--format", "json")
    told = json.loads(out)
    rules = {change["rule"] for change in told["changes"]}
    assert (code, told["verdict"], rules) == (0, "major", {"argument-added", "argument-removed"})
    surface = project / "generated" / "notes" / "surface.txt"
    same = run("generated/notes", "generated/notes", "--format", "json")[1]
    assert json.loads(same)["verdict"] == "none"
    surface.write_text("surface x {}\n", "utf-8")
    code, _, err = run("generated/notes", "openapi.yaml")
    assert code == 2 and "not the surface of a package" in err


def test_a_package_of_another_api_is_refused(
    project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """What has nothing in common with a package isn't told as hundreds of breaks of it."""
    out = str(project / "generated")
    assert cli.main(["generate", str(project / "openapi.yaml"), "--out", out, "--quiet"]) == 0
    capsys.readouterr()
    code, told, err = run("generated/notes", str(SPEC))
    assert (code, told) == (2, "")
    assert "have no operation and no component in common: give both sides of one API" in err


def test_a_package_is_compared_by_its_own_name(project: Path, run: Run) -> None:
    """A description that is held against a package is what would be written into that package."""
    (project / "openapi.yaml").write_text(BASE.replace("  x-package: notes\n", ""), "utf-8")
    assert cli.main(["vendor", "mine/jotter", "openapi.yaml", "--quiet"]) == 0
    told = json.loads(run("mine/jotter", "openapi.yaml", "--format", "json")[1])
    assert (told["verdict"], told["changes"]) == ("none", [])


OWN = """\
from notes.alpha import Alpha
from notes.testing import FakeTransport, build
from notes.alpha.models import Note


def test_add() -> None:
    with Alpha(api_key="any", http_client=FakeTransport(build(Note))) as client:
        client.notes.add(title="a", tone="calm")


def test_nothing() -> None:
    wrong: int = "before as well"
"""


@pytest.mark.slow
def test_code_of_the_project(project: Path, run: Run) -> None:
    """`--with` lists what of a project fails with the new package alone, types and tests."""
    (project / "openapi.yaml").write_text(BROKEN, "utf-8")
    (project / "test_own.py").write_text(OWN, "utf-8")
    _, out, _ = run("v1", "openapi.yaml", "--with", "test_own.py")
    told = [line.strip() for line in out.splitlines() if "test_own" in line]
    assert told[0].startswith('test_own.py:8: error: Unexpected keyword argument "tone"')
    assert told[1:] == ["test_own.py::test_add: the test fails"]
    assert run("v1", "openapi.yaml", "--with", "nowhere.py")[0] == 2

"""Which release is asked for: of which commit, of which day, for which address."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.make.release_spec import read_release_spec, require_unchanged
from deploy.manifest import Refused
from tests.support.clones import EPOCH, git


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with one commit."""
    for name, text in {
        "pyproject.toml": '[project]\nversion = "2.1.0"\n',
        "data/a.yml": "a: 1\n",
        "docs/index.md": "# A\n",
        "macros/a.py": "A = 1\n",
        ".gitignore": "__pycache__/\n",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "First")
    return tmp_path


def refusal(root: Path, **environment: str) -> str:
    """The sentence with which a release is refused."""
    with pytest.raises(Refused) as refused:
        read_release_spec(root, environment)
    return str(refused.value)


def test_a_release_is_of_the_commit_that_is_checked_out(project: Path) -> None:
    """Its name tells version, day and commit; its files have the time of the commit."""
    spec = read_release_spec(project, {"AS_OF": "2024-03-11"})
    commit = git(project, "rev-parse", "HEAD")
    assert (spec.commit, spec.epoch, spec.as_of) == (commit, EPOCH, "2024-03-11")
    assert spec.name == f"2.1.0-2024-03-11-{commit[:12]}"
    assert (spec.url, spec.base) == ("", "/")


def test_without_a_day_it_speaks_of_today(project: Path) -> None:
    """Not of the day of the commit, nor of the epoch that a pipeline sets."""
    before = dt.date.today().isoformat()
    spec = read_release_spec(project, {"SOURCE_DATE_EPOCH": "1000000000"})
    assert spec.as_of in (before, dt.date.today().isoformat())
    assert spec.epoch == 1_000_000_000


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("docs/index.md", True),
        ("pyproject.toml", True),
        ("data/new.yml", True),
        ("docs/new.md", True),
        ("macros/new.py", True),
        ("macros/__pycache__/a.pyc", False),
        ("notes.txt", False),
    ],
)
def test_what_is_not_as_committed_is_no_release(project: Path, name: str, is_told: bool) -> None:
    """A changed file, or a new one where the build would take it in; others do no harm."""
    file = project / name
    file.parent.mkdir(exist_ok=True)
    file.write_text('[project]\nversion = "3"\n', encoding="utf-8")
    if is_told:
        assert refusal(project) == (
            f"a release is of a commit, but these files are not as committed: {name}"
        )
    else:
        assert read_release_spec(project, {}).version == "2.1.0"


def test_a_file_edited_while_a_release_is_made_is_noticed(project: Path) -> None:
    """The same look again, when all was built: of a file, and of the commit."""
    asked = read_release_spec(project, {})
    require_unchanged(asked)
    (project / "docs/index.md").write_text("# B\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        require_unchanged(asked)
    assert str(refused.value) == (
        "changed while it was made, so nothing was made: "
        "a release is of a commit, but these files are not as committed: docs/index.md"
    )
    git(project, "commit", "--quiet", "--all", "--message", "Second")
    with pytest.raises(Refused, match=f"was checked out while {asked.commit} was made"):
        require_unchanged(asked)


def test_data_from_elsewhere_is_of_no_commit(project: Path) -> None:
    """What is outside of the repository can not be made again from it."""
    outside = project.parent.resolve()
    assert refusal(project, DATA_DIR=str(outside)) == (
        f"DATA_DIR={outside} lies outside of the commit that a release is of"
    )


def test_without_git_the_commit_and_its_time_must_be_told(project: Path) -> None:
    """As in a pipeline that unpacks an archive; nothing is taken from a repository further up."""
    (project / ".git").rename(project / "away")
    said = f"{project} is no git checkout: give COMMIT= and SOURCE_DATE_EPOCH= (its time)"
    assert refusal(project) == said
    assert refusal(project, COMMIT="0123456789ab") == said
    spec = read_release_spec(project, {"COMMIT": "0123456789AB", "SOURCE_DATE_EPOCH": "1000000000"})
    assert (spec.commit, spec.epoch) == ("0123456789ab", 1_000_000_000)


def test_git_is_believed_before_the_variable(project: Path) -> None:
    """Whoever asks for a commit gets that one or none."""
    commit = git(project, "rev-parse", "HEAD")
    assert read_release_spec(project, {"COMMIT": commit[:12]}).commit == commit
    assert refusal(project, COMMIT="0123456789ab") == (
        f"COMMIT=0123456789ab is asked for, but {commit} is checked out"
    )


def test_without_the_program_git_it_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And with a repository that git does not trust, what git says."""
    monkeypatch.setenv("PATH", str(project))
    said = "git is not installed; it says which commit a release is of"
    assert refusal(project) == said


def test_a_repository_without_a_commit_has_no_release(project: Path) -> None:
    """What git says is passed on."""
    git(project, "update-ref", "-d", "HEAD")
    assert refusal(project).startswith("git says: fatal: ")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("AS_OF", "11.3.2024", "AS_OF=11.3.2024 is not a day, such as 2024-03-11"),
        (
            "SOURCE_DATE_EPOCH",
            "yesterday",
            "SOURCE_DATE_EPOCH=yesterday is not a number of seconds from 1980 to 2100",
        ),
        (
            "SOURCE_DATE_EPOCH",
            "1",
            "SOURCE_DATE_EPOCH=1 is not a number of seconds from 1980 to 2100",
        ),
        ("COMMIT", "main", "COMMIT=main is not a commit: at least 12 of its digits"),
    ],
)
def test_a_variable_that_makes_no_sense_is_refused(
    project: Path, name: str, value: str, said: str
) -> None:
    """In a sentence that names it."""
    assert refusal(project, **{name: value}) == said


@pytest.mark.parametrize(
    ("given", "url", "base"),
    [
        ("https://host.example/", "https://host.example/", "/"),
        (" http://host.example ", "http://host.example/", "/"),
        ("https://10.0.0.7/", "https://10.0.0.7/", "/"),
        ("https://[fd00::7]:8443/", "https://[fd00::7]:8443/", "/"),
        ("http://may_chu-2/", "http://may_chu-2/", "/"),
        ("https://host.example:8443/a", "https://host.example:8443/a/", "/a/"),
        ("https://host.example/ban-thu-ky/x_1/", "https://host.example/ban-thu-ky/x_1/", None),
    ],
)
def test_an_address_is_given_its_slash(
    project: Path, given: str, url: str, base: str | None
) -> None:
    """The base of the site is its path."""
    spec = read_release_spec(project, {"SITE_URL": given})
    assert (spec.url, spec.base) == (url, base or "/ban-thu-ky/x_1/")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("host.example/a/", "needs http:// or https:// and a host"),
        ("//host.example/a/", "needs http:// or https:// and a host"),
        ("ftp://host.example/", "needs http:// or https:// and a host"),
        ("https:///a/", "needs http:// or https:// and a host"),
        ("https://host.example/?a", "may have a path, but no user, query or fragment"),
        ("https://host.example/?", "may have a path, but no user, query or fragment"),
        ("https://host.example/#a", "may have a path, but no user, query or fragment"),
        ("https://me@host.example/", "may have a path, but no user, query or fragment"),
        ("https://host.example:a/", "is not an address"),
        ("https://[::1/", "is not an address"),
    ],
)
def test_an_address_that_is_none_is_refused(project: Path, given: str, said: str) -> None:
    """Nothing is guessed."""
    assert refusal(project, SITE_URL=given) == f"SITE_URL={given} {said}"


@pytest.mark.parametrize(
    "host",
    [
        "a b",
        "a;b",
        "a$b",
        "-a",
        "a..b",
        ".",
        "máy-chủ",
        "a:",
        "10.0.0.256",
        "1",
        "[fd00::g]",
        "a'b",
    ],
)
def test_a_host_that_is_none_is_refused(project: Path, host: str) -> None:
    """It becomes a part of every page and of the map of the site."""
    assert refusal(project, SITE_URL=f"https://{host}/") in (
        f"SITE_URL=https://{host}/ is not an address",
        f"the host of SITE_URL=https://{host}/ is neither a name in ASCII nor an IP address",
    )


@pytest.mark.parametrize("path", ["/../", "/a/./", "//", "/a//b/", "/%2e/", "/Thư ký/", "/.x/"])
def test_a_path_that_is_no_plain_folder_is_refused(project: Path, path: str) -> None:
    """It becomes a folder of the release and a line of a server's configuration."""
    assert refusal(project, SITE_URL=f"https://host.example{path}") == (
        f"the path of SITE_URL=https://host.example{path} may hold a-z, A-Z, 0-9 and . _ ~ - only"
    )


def test_a_folder_of_data_outside_is_no_setting(project: Path) -> None:
    """Its path says nothing on another machine."""
    spec = read_release_spec(project, {"SITE_URL": "https://host.example/"})
    assert spec.settings == {"SITE_URL": "https://host.example/", "DATA_DIR": "data"}
    outside = replace(spec, environment={"DATA_DIR": str(project.parent)})
    assert outside.settings == {"SITE_URL": "https://host.example/"}

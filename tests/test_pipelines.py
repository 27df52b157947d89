"""What the pipelines may do: they fit their servers' form, and no code of ours meets a key."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sites import ROOT

GITLAB = ROOT / ".gitlab-ci.yml"
GITHUB = ROOT / ".github/workflows/site.yml"
PREPARE = ROOT / ".github/actions/prepare/action.yml"
NO_JOBS = {"workflow", "stages", "variables"}
KEYS = re.compile(r"secrets\.|_KEY\b")
CODE = re.compile(r"\bmake\b|\.ci/run|actions/checkout|uses: \./|python")
ORDER = ("check", "test", "build", "publish")


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def _jobs(file: Path) -> dict[str, str]:
    """Each job of a pipeline as text, with what it takes over from others."""
    found = _read(file)
    if file == GITHUB:
        jobs = found["jobs"]
    else:
        jobs = {name: job for name, job in found.items() if name not in NO_JOBS}
        jobs = {
            name: {**jobs.get(job.get("extends"), {}), **job}
            for name, job in jobs.items()
            if not name.startswith(".")
        }
    return {name: yaml.safe_dump(job) for name, job in jobs.items()}


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (GITLAB, ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
        (GITHUB, ["vendor.github-workflows"]),
        (PREPARE, ["vendor.github-actions"]),
    ],
    ids=["gitlab", "github", "action"],
)
def test_a_pipeline_has_the_form_that_its_server_reads(file: Path, schema: list[str]) -> None:
    """By the schema that the makers of the server publish."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "ok -- validation done")


@pytest.mark.parametrize("file", [GITLAB, GITHUB], ids=["gitlab", "github"])
def test_no_job_that_runs_code_of_the_repository_has_a_key(file: Path) -> None:
    """Whoever changes the code can not have what publishes."""
    jobs = _jobs(file)
    with_key = {name for name, text in jobs.items() if KEYS.search(text)}
    with_code = {name for name, text in jobs.items() if CODE.search(text)}
    assert with_key & with_code == set()
    assert with_key - {"sign"} == {"publish"}
    assert with_code == jobs.keys() - with_key


def test_a_job_of_gitlab_with_a_key_checks_nothing_out_and_keeps_no_cache() -> None:
    """GitLab gives every job the repository unless one forbids it."""
    for name in ("sign", "publish"):
        job = _read(GITLAB)[name]
        assert job["variables"] == {"GIT_STRATEGY": "none"}
        assert not {"extends", "cache", "before_script"} & job.keys()


@pytest.mark.parametrize("file", [GITLAB, GITHUB], ids=["gitlab", "github"])
def test_a_release_is_published_only_after_it_was_checked_and_tested(file: Path) -> None:
    """Check, test, build, publish, and only from the main branch."""
    jobs = _read(file)["jobs"] if file == GITHUB else _read(file)
    needed = [one for one in jobs["publish"]["needs"] if isinstance(one, str)]
    assert sorted(needed) == ["build", "test"]
    assert [name for name in _jobs(file) if name in ORDER] == list(ORDER)
    wanted = "github.ref == 'refs/heads/main'" if file == GITHUB else "$CI_DEFAULT_BRANCH"
    assert wanted in yaml.safe_dump(jobs["build"])


@pytest.mark.parametrize("file", [GITHUB, PREPARE], ids=["workflow", "action"])
def test_every_action_is_pinned_to_a_commit(file: Path) -> None:
    """A tag can be moved; a commit can not."""
    used = re.findall(r"uses: (\S+)", file.read_text(encoding="utf-8"))
    foreign = [one for one in used if not one.startswith("./")]
    assert len(foreign) >= 2
    assert [one for one in foreign if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one)] == []


def test_the_images_of_gitlab_are_named_by_its_operator() -> None:
    """With a digest, from a registry of the intranet; no name stands in the file."""
    images = re.findall(r"image: (\S+)", GITLAB.read_text(encoding="utf-8"))
    assert set(images) == {"$CI_IMAGE", "$SSH_IMAGE"}


@pytest.mark.parametrize("file", [GITLAB, GITHUB, PREPARE], ids=["gitlab", "github", "action"])
def test_every_target_that_a_pipeline_makes_is_there(file: Path) -> None:
    """The makefile knows it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    called = set(re.findall(r"\bmake ([a-z-]+)", file.read_text(encoding="utf-8")))
    assert called
    assert called - targets == set()


def test_a_merge_request_shows_problems_at_their_lines_and_the_site() -> None:
    """The file that the check writes is the one that GitLab reads."""
    jobs = _read(GITLAB)
    report = jobs["check"]["artifacts"]["reports"]["codequality"]
    assert jobs["check"]["artifacts"]["when"] == "always"
    assert f"--format gitlab --output {report}" in json.dumps(jobs["check"]["script"])
    assert jobs["preview"]["artifacts"]["paths"] == ["site/"]
    assert 'check CHECK="--format github"' in GITHUB.read_text(encoding="utf-8")

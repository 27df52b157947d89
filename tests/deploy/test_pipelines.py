"""What the pipelines may do: they fit their servers' form, and no code of ours meets a key."""

import json
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.make.tar_file import write_tar
from tests.support.publishing import run
from tests.support.signers import SITE, days_from_now
from tests.support.sites import ROOT
from tests.support.small_release import release

GITLAB = ROOT / ".gitlab-ci.yml"
GITHUB = ROOT / ".github/workflows/site.yml"
PREPARE = ROOT / ".github/actions/prepare/action.yml"
NO_JOBS = {"workflow", "stages", "variables"}
KEYS = re.compile(r"secrets\.|_KEY\b")
CODE = re.compile(r"\bmake\b|\.ci/run|actions/checkout|uses: \./|python")
ORDER = ("check", "test", "build", "publish")


def _read(file: Path) -> dict[str, Any]:
    pipeline: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return pipeline


def _events(pipeline: Mapping[Any, Any]) -> Any:
    """What starts a pipeline of GitHub; YAML 1.1 reads its key `on` as true."""
    return pipeline[True]


def _jobs(file: Path) -> dict[str, str]:
    """Each job of a pipeline as text, with what it takes over from others."""
    pipeline = _read(file)
    if file == GITHUB:
        jobs = pipeline["jobs"]
    else:
        jobs = {name: job for name, job in pipeline.items() if name not in NO_JOBS}
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
    assert with_key == {"sign", "publish"}
    assert with_code == jobs.keys() - with_key


def test_a_job_of_gitlab_with_a_key_checks_nothing_out_and_keeps_no_cache() -> None:
    """GitLab gives every job the repository unless one forbids it."""
    for name in ("sign", "publish"):
        job = _read(GITLAB)[name]
        assert job["variables"] == {"GIT_STRATEGY": "none"}
        assert not {"extends", "cache", "before_script"} & job.keys()


def test_nothing_that_all_jobs_share_has_a_key() -> None:
    """Else every job would have it."""
    for file in (GITLAB, GITHUB):
        shared = {name: part for name, part in _read(file).items() if name not in ("jobs", "sign")}
        shared.pop("publish", None)
        assert not KEYS.search(yaml.safe_dump(shared))


@pytest.mark.parametrize("file", [GITLAB, GITHUB], ids=["gitlab", "github"])
def test_a_release_is_published_only_after_it_was_checked_and_tested(file: Path) -> None:
    """Check, test, build, publish."""
    jobs = _read(file)["jobs"] if file == GITHUB else _read(file)
    needed = {need if isinstance(need, str) else need["job"] for need in jobs["publish"]["needs"]}
    assert needed == {"build", "test", "sign"}
    assert [name for name in _jobs(file) if name in ORDER] == list(ORDER)


def test_only_the_main_branch_is_built_signed_and_published() -> None:
    """On GitHub by the job that makes the release, without which the others do not run."""
    main = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    rules = {name: _read(GITLAB)[name]["rules"] for name in ("build", "sign", "publish")}
    assert rules == {
        "build": [{"if": main}],
        "sign": [{"if": f'{main} && $SIGNING == "yes"'}],
        "publish": [{"if": f"{main} && $PUBLISH_TO"}],
    }
    jobs = _read(GITHUB)["jobs"]
    assert "github.ref == 'refs/heads/main'" in jobs["build"]["if"]
    assert "needs.build.result == 'success' && needs.test.result == 'success'" in (
        " ".join(jobs["publish"]["if"].split())
    )
    assert jobs["sign"]["needs"] == ["build", "test"]


def test_keys_belong_to_environments_and_the_server_is_known() -> None:
    """Whoever may not use the environment has no key; nobody can pose as the server."""
    for file, jobs in ((GITLAB, _read(GITLAB)), (GITHUB, _read(GITHUB)["jobs"])):
        names = [jobs[name]["environment"] for name in ("sign", "publish")]
        plain = [name if isinstance(name, str) else name["name"] for name in names]
        assert plain == ["signing", "production"]
        text = file.read_text(encoding="utf-8")
        assert re.findall(r"StrictHostKeyChecking=(\w+)", text) == ["yes"]


def test_github_gives_its_jobs_as_little_as_can_be() -> None:
    """They may read the repository; a request from a fork runs without secrets."""
    pipeline = _read(GITHUB)
    assert pipeline["permissions"] == {"contents": "read"}
    assert [name for name, job in pipeline["jobs"].items() if "permissions" in job] == []
    events = _events(pipeline)
    assert set(events) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert events["push"] == {"branches": ["main"]}


def _signing(file: Path) -> str:
    """The commands of the job that signs."""
    if file == GITLAB:
        return "\n".join(_read(GITLAB)["sign"]["script"])
    (step,) = [step for step in _read(GITHUB)["jobs"]["sign"]["steps"] if "run" in step]
    return str(step["run"])


def _sign(file: Path, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run them where `release.tar` lies, as the server of the pipeline would."""
    key = folder / "key"
    make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    subprocess.run(make, check=True)
    given = str(key) if file == GITLAB else key.read_text(encoding="utf-8")
    environment = {**os.environ, "SIGNING_KEY": given, "RUNNER_TEMP": str(folder), **variables}
    command = ["bash", "-eo", "pipefail", "-c", _signing(file)]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("file", [GITLAB, GITHUB], ids=["gitlab", "github"])
def test_the_job_that_signs_says_for_which_site_and_until_when(file: Path, tmp_path: Path) -> None:
    """A server that asks for signatures takes in what the job that publishes sends."""
    made = release(tmp_path / "made")
    write_tar(made, tmp_path / "release.tar", 1_800_000_000)
    done = _sign(file, tmp_path, SITE_URL=SITE, VALID_DAYS="5")
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (
        0,
        ["Write signature to statement.sig"],
    )
    (tmp_path / "srv").mkdir()
    signer = f"{SITE} {(tmp_path / 'key.pub').read_text(encoding='utf-8')}"
    (tmp_path / "srv/allowed_signers").write_text(signer, encoding="utf-8")
    name = tmp_path / made.name
    name.mkdir()
    (tmp_path / "statement.signed").rename(name / "statement.signed")
    command = ["tar", "--append", "--file", "release.tar", "--", f"{made.name}/statement.signed"]
    subprocess.run(command, cwd=tmp_path, check=True)
    received = run("receive", tmp_path / "srv", given=tmp_path / "release.tar")
    assert f"signed for {SITE} until {days_from_now(5)}" in received.stdout


@pytest.mark.parametrize("file", [GITLAB, GITHUB], ids=["gitlab", "github"])
def test_the_job_that_signs_must_know_the_site(file: Path, tmp_path: Path) -> None:
    """Without it the release would be good for any."""
    write_tar(release(tmp_path / "made"), tmp_path / "release.tar", 1_800_000_000)
    assert _sign(file, tmp_path, SITE_URL="").returncode == 1
    assert not (tmp_path / "statement.signed").exists()


@pytest.mark.parametrize("file", [GITLAB, GITHUB], ids=["gitlab", "github"])
def test_the_job_that_signs_takes_no_orders_from_an_archive(file: Path, tmp_path: Path) -> None:
    """Names in it that tar would take for options are refused before it sees them."""
    order = "--checkpoint=1"
    evil = f"{order} --checkpoint-action=exec=touch${{IFS}}pwned/manifest.json"
    with tarfile.open(tmp_path / "release.tar", "w") as tar:
        for name in (f"{evil}", f"{order}/manifest.json"):
            tar.addfile(tarfile.TarInfo(name))
    done = _sign(file, tmp_path, SITE_URL=SITE)
    assert done.returncode == 1
    assert not (tmp_path / "statement.signed").exists()
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("file", [GITHUB, PREPARE], ids=["workflow", "action"])
def test_every_action_is_pinned_to_a_commit(file: Path) -> None:
    """A tag can be moved; a commit can not."""
    used = re.findall(r"uses: (\S+)", file.read_text(encoding="utf-8"))
    foreign = [action for action in used if not action.startswith("./")]
    assert len(foreign) >= 2
    assert [
        action for action in foreign if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)
    ] == []


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


def test_once_a_week_the_release_is_made_again_and_its_packages_are_audited() -> None:
    """On a schedule alone; by GitLab if a variable of the schedule says so."""
    gitlab = _read(GITLAB)
    weekly = {name: gitlab[name] for name in ("reproduce", "advisories", "browsers")}
    scripts = [job["script"] for job in weekly.values()]
    assert scripts == [["make reproduce"], ["make audit"], ["make browsers"]]
    for job in weekly.values():
        (rule,) = job["rules"]
        assert '$CI_PIPELINE_SOURCE == "schedule" && $WEEKLY == "yes"' in rule["if"]
    github = _read(GITHUB)
    (cron,) = re.findall(r"event\.schedule == '(.*?)'", github["jobs"]["weekly"]["if"])
    events = _events(github)
    assert {"cron": cron} in events["schedule"]
    steps = [step.get("run") for step in github["jobs"]["weekly"]["steps"]]
    assert steps[-2:] == ["make reproduce", "make audit"]
    browsers = github["jobs"]["browsers"]
    assert browsers["if"] == github["jobs"]["weekly"]["if"]
    assert browsers["steps"][-1]["run"] == "make browsers WHEELS="

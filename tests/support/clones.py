"""Clones this project as it stands into another folder, and makes things of the clone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.sites import ROOT

EPOCH = 1_790_000_000
"""The time of the commit in which a clone holds what is not committed yet; 21 September 2026."""
_CLEAN = (
    "COMMIT",
    "DATA_DIR",
    "SOURCE_DATE_EPOCH",
    "SITE_URL",
    "REPO_URL",
    "EDIT_URI",
    "REPORT_URL",
    "AS_OF",
)


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, as an author and at a time that are always the same."""
    time = f"{EPOCH} +0000"
    who = {"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time, "HOME": str(folder)}
    who |= {f"GIT_{role}_NAME": "A" for role in ("AUTHOR", "COMMITTER")}
    who |= {f"GIT_{role}_EMAIL": "a@example.org" for role in ("AUTHOR", "COMMITTER")}
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**os.environ, **who},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def clone(folder: Path) -> Path:
    """A clone whose commit is the same wherever it is made; with what is not committed here."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    listed = git(ROOT, "ls-files", "-z", "--modified", "--others", "--exclude-standard")
    for name in set(filter(None, listed.split("\0"))):
        (folder / name).unlink(missing_ok=True)
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "add", "--all")
    if git(folder, "status", "--porcelain"):
        git(folder, "commit", "--quiet", "--message", "As it stands")
    return folder


def deploy(
    folder: Path,
    *arguments: str,
    environment: Mapping[str, str],
    prefix: Sequence[str] = (),
    python: str = sys.executable,
    umask: int = 0o022,
) -> subprocess.CompletedProcess[str]:
    """Run `python -m deploy` in a clone; nothing of the caller's choices leaks into it."""
    inherited = {name: value for name, value in os.environ.items() if name not in _CLEAN}
    return subprocess.run(
        [*prefix, python, "-m", "deploy", *arguments],
        cwd=folder,
        env={**inherited, **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )


SMALL_SITE = {
    "mkdocs.yml": """site_name: Small
site_url: !ENV [SITE_URL, ""]
site_dir: !ENV [SITE_DIR, site]
use_directory_urls: !ENV [DIRECTORY_URLS, true]
docs_dir: small/docs
theme: {name: null, custom_dir: small/theme, static_templates: [404.html]}
plugins: []
hooks: [small/during_build.py]
""",
    "small/docs/index.md": "# Small\n" + "A line of a small site.\n" * 4000,
    "small/theme/main.html": """<!doctype html><meta charset="utf-8"><title>Small</title>
{{ page.content }}
""",
    "small/theme/404.html": "<!doctype html><title>404</title><a href='{{ base_url }}'>Small</a>\n",
    "small/during_build.py": """import os, subprocess
def on_post_build(config):
    subprocess.run(os.environ.get("DURING_BUILD", "true"), shell=True, check=True)
""",
}
"""A site of one page of 100 kB that MkDocs builds in no time; `DURING_BUILD` is run by a shell."""


def clone_with_small_site(folder: Path) -> Path:
    """A clone that makes releases of a small site, for tests of what surrounds the build."""
    clone(folder)
    for name, text in SMALL_SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A small site")
    return folder

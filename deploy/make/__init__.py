"""Makes releases, the zip edition and the PDF from this repository.

`release_spec` reads from git and the environment what is asked for, `mkdocs_build` builds the site
of it, `precompress` writes its compressed forms, `sbom` lists the packages, `tar_file` and
`zip_file` pack; `release` and `offline_zip` put it together, and `signing` signs it. These are
run by themselves: `pdf` by `make pdf`, which needs a browser and packages that a release does not
(`chromium`), `advisories` by `make audit`, and `wheel_folder` before anything is installed.
"""

from deploy.make.offline_zip import make_offline_zip
from deploy.make.release import make_release
from deploy.make.release_spec import ReleaseSpec, read_release_spec
from deploy.make.signing import sign_release

__all__ = [
    "ReleaseSpec",
    "make_offline_zip",
    "make_release",
    "read_release_spec",
    "sign_release",
]

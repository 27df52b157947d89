"""Asks a site of so many records, the real ones and copies of them: make oracle."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.growing import grown
from tests.site.oracle.oracle import compare
from tests.support.sites import AS_OF, ROOT, build, complaints


def main(size: str = "2000") -> int:
    """Print what was asked and every difference; 1 if there is one."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "docs", folder / "docs")
        records = grown(folder / "data", int(size))
        done = build(folder / "site", DATA_DIR=str(folder / "data"), AS_OF=AS_OF)
        if done.returncode:
            print("\n".join(complaints(done)))
            return 1
        report = compare(folder / "site", folder / "data", AS_OF)
    print(f"{records} records, {report.summary()}", *report.differences, sep="\n")
    return 1 if report.differences else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

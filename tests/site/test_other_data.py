"""Another institution's site, from other data and no other code; and what stops a build."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import INVENTED, INVENTED_CHOICES, Changed
from tests.support.sites import build, complaints, pages, parse, target

pytestmark = pytest.mark.site


def test_the_site_bears_the_name_of_its_institution(invented_site: Path) -> None:
    """The name comes from the words beside the data."""
    html = (invented_site / "index.html").read_text(encoding="utf-8")
    assert "<title>Hội đồng Vườn Ươm - Hội đồng Vườn Ươm</title>" in html
    assert "Quốc hội" not in html


def test_every_link_works_where_pages_are_files(invented_site: Path) -> None:
    """Opened without a server, each link names a file that is there."""
    broken = [
        f"{page.relative_to(invented_site)}: {link}"
        for page in pages(invented_site)
        for link in parse(page).links
        if not link.startswith("http") and not target(invented_site, page, link)[0].is_file()
    ]
    assert broken == []


def test_a_page_leads_to_the_line_that_holds_its_record(invented_site: Path) -> None:
    """Both edit links of a page open the file of the record; a term's, its line."""
    links = parse(invented_site / "people/do-thuy-an.html").links
    start = "https://git.example/group/project/edit/main/tests/data/vuon-uom/data"
    assert [link for link in links if "/edit/" in link] == [f"{start}/people/do-thuy-an.yml#L1"] * 2
    terms = [
        link for link in parse(invented_site / "terms/garden.html").links if "terms.yml" in link
    ]
    assert terms == [f"{start}/terms.yml#L1", f"{start}/terms.yml#L15"]


def test_the_link_to_the_repository_asks_nobody_for_stars(invented_site: Path) -> None:
    """The theme's own would ask its host for figures, on every page."""
    html = (invented_site / "index.html").read_text(encoding="utf-8")
    assert 'href="https://git.example/group/project"' in html
    assert 'data-md-component="source"' not in html


def test_the_exports_name_the_pages_of_this_form(invented_site: Path) -> None:
    """The address of a page in the JSON is the file that was written."""
    content = json.loads((invented_site / "api/v1/tasks.json").read_text(encoding="utf-8"))
    assert [record["url"] for record in content["records"]] == [
        "tasks/2031-01.html",
        "tasks/2031-02.html",
        "tasks/2031-03.html",
    ]


def test_bad_data_stops_the_build_with_every_problem(changed: Changed, tmp_path: Path) -> None:
    """The problems are printed as `check` prints them, and nothing is published."""
    data = changed(
        {
            "people/tran-y.yml": ("name: Trần Ý", "nam: Trần Ý"),
            "tasks/2031-02.yml": ("number: 2", "number: 3"),
        }
    )
    (data.parent / "docs").mkdir()
    done = build(tmp_path / "site", DATA_DIR=str(data))
    said = [line.removeprefix(f"{data}/") for line in complaints(done) if "[" in line]
    assert done.returncode == 1
    assert said == [
        'people/tran-y.yml:1:1: không có mục "nam"; có phải "name"? [unknown-key]',
        "tasks/2031-03.yml:2:1: số thứ tự phải là 1 đến 3, mỗi số một lần; ở đây là 3 "
        "[numbers-not-in-order]",
    ]
    assert not (tmp_path / "site").exists()


BY_HAND = "---\nreplaces: people/tran-y\n---\n\n# Viết tay\n"


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same institution without one of its terms, and with a page written by hand."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(INVENTED.parent, folder, dirs_exist_ok=True)
    terms = (folder / "data/terms.yml").read_text(encoding="utf-8")
    without = terms[terms.index("\nluong-uom:") + 1 :]
    (folder / "data/terms.yml").write_text(without, encoding="utf-8")
    (folder / "docs/people").mkdir()
    (folder / "docs/people/tran-y.md").write_text(BY_HAND, encoding="utf-8")
    choices = {"DATA_DIR": str(folder / "data"), "DIRECTORY_URLS": "false"}
    done = build(folder / "site", **choices, AS_OF=INVENTED_CHOICES["AS_OF"])
    assert (done.returncode, complaints(done)) == (0, [])
    return folder / "site"


def test_a_page_written_by_hand_wins(changed_site: Path) -> None:
    """Where a page of docs/ says that it replaces that of a record, it is shown."""
    article = parse(changed_site / "people/tran-y.html").article
    assert ("Viết tay" in article, "people/tran-y" in article) == (True, False)


def test_a_term_that_is_removed_loses_its_marks(invented_site: Path, changed_site: Path) -> None:
    """In the same build: nothing but the terms says what is marked."""
    page = "organizations/van-phong-vuon-uom.html"
    marks = [
        (site / page).read_text(encoding="utf-8").count('class="gloss"')
        for site in (invented_site, changed_site)
    ]
    assert marks == [1, 0]


def test_what_nobody_meant_to_publish_stops_the_build(changed: Changed, tmp_path: Path) -> None:
    """A link out of docs/ and a stray document are refused; nothing is written."""
    docs = changed({}).parent / "docs"
    docs.mkdir()
    for page in (INVENTED.parent / "docs").iterdir():
        (docs / page.name).write_bytes(page.read_bytes())
    (docs / "leak.md").symlink_to("/etc/hostname")
    (docs / "notes.docx").write_bytes(b"x")
    done = build(tmp_path / "site", DATA_DIR=str(docs.parent / "data"))
    assert done.returncode == 1
    assert [line.rpartition(" ")[2] for line in complaints(done) if line.startswith("docs/")] == [
        "[symbolic-link]",
        "[stray-page]",
    ]
    assert not (tmp_path / "site/leak").exists()


def test_the_mistakes_of_authors_stop_the_build_before_any_page_is_made(
    changed: Changed, tmp_path: Path
) -> None:
    """Those of all pages at once, each at its place, and without a trace of Python."""
    docs = changed({}).parent / "docs"
    shutil.copytree(INVENTED.parent / "docs", docs)
    pages = {
        "a.md": "---\ntitel: A\n---\n\n{{ cycler.__init__.__globals__ }} {{ 1/0 }}\n",
        "b/c.md": "<script>x()</script>\n\n{{ link('people/tran-yy') }} {{ oops\n",
        "d.md": "x{{ cite('sources/ban-sao') }}\n",
    }
    (docs / "b").mkdir()
    for name, text in pages.items():
        (docs / name).write_text(text, encoding="utf-8")
    done = build(tmp_path / "site", DATA_DIR=str(docs.parent / "data"))
    lines = [line for line in complaints(done) if line]
    assert done.returncode == 1
    assert [line[: line.index(": ")] + line[line.rindex(" [") :] for line in lines[:-1]] == [
        "docs/a.md:2:1 [unknown-front-matter]",
        "docs/a.md:5:1 [refused-expression]",
        "docs/a.md:5:35 [cannot-compute]",
        "docs/b/c.md:1:1 [refused-element]",
        "docs/b/c.md:3:4 [unknown-address]",
        "docs/b/c.md:3:30 [open-tag]",
    ]
    assert lines[-1] == "6 lỗi trong 2 tệp."
    assert not (tmp_path / "site").exists()
    for name in ("a.md", "b/c.md"):
        (docs / name).unlink()
    done = build(tmp_path / "site", DATA_DIR=str(docs.parent / "data"))
    (line, _) = filter(None, complaints(done))
    assert line.startswith("docs/d.md:1:31: hãy đặt {{ sources() }} sau chỗ dẫn")
    assert not (tmp_path / "site").exists()


def test_a_page_that_silently_replaces_another_stops_the_build(
    changed: Changed, tmp_path: Path
) -> None:
    """That of a record, of a list, of a former address or of errors, and one by hand."""
    data = changed({"people/tran-y.yml": ("name: Trần Ý\n", "name: Trần Ý\nformer_ids: [y]\n")})
    docs = data.parent / "docs"
    shutil.copytree(INVENTED.parent / "docs", docs)
    (docs / "people").mkdir()
    names = ("people/tran-y", "people/index", "people", "people/y", "404", "vuon", "vuon/index")
    for name in names:
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / f"{name}.md").write_text("# Viết tay\n", encoding="utf-8")
    done = build(tmp_path / "site", DATA_DIR=str(data), AS_OF=INVENTED_CHOICES["AS_OF"])
    assert done.returncode == 1
    found = [line for line in complaints(done) if line.startswith("docs/")]
    assert [(line.partition(":")[0], line.rpartition(" ")[2]) for line in found] == [
        ("docs/people.md", "[replaced-page]"),
        ("docs/people/index.md", "[same-page]"),
        ("docs/people/tran-y.md", "[replaced-page]"),
        ("docs/people/y.md", "[replaced-page]"),
        ("docs/vuon/index.md", "[same-page]"),
    ]
    assert found[2] == (
        'docs/people/tran-y.md:1:1: trang này thế chỗ trang "people/tran-y" do chương trình làm;'
        " hãy đổi tên tệp, hoặc đặt ở docs/people/tran-y.md và ghi ở đầu trang"
        ' "replaces: people/tran-y" [replaced-page]'
    )
    assert not (tmp_path / "site/people").exists()


def test_a_day_that_is_none_stops_the_build(tmp_path: Path) -> None:
    """A typing error in AS_OF is told in a sentence, without a traceback."""
    done = build(tmp_path / "site", DATA_DIR=str(INVENTED), AS_OF="2031-02-30")
    said = [line for line in complaints(done) if line]
    assert done.returncode == 1
    assert len(said) == 2
    assert said[0].startswith('AS_OF: giá trị "2031-02-30" không phải là ngày')
    assert said[0].endswith("[bad-day]")

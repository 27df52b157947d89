"""The measuring of speed: what it tells, what it refuses, and when it fails."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bench.bench import BEGIN, END, PAGE, WORDS, placed, tell
from tests.bench.bench_table import Figures, html, markdown, rows, table
from tests.bench.peers import complete, words
from tests.support.sites import ROOT, environment

SHORT: dict[str, Any] = {
    "head": ["What", "Unit"],
    "sizes": {"real": "Real", "500": "500", "5000": "5.000"},
    "grows": {"from": "500", "to": "5000"},
    **{"growth": "Growth", "bar": "Bar", "verdict": "Reached"},
    **{"yes": "yes", "no": "no", "unmeasured": "?", "absent": "–", "not_installed": "none"},
    **{"times": "×", "machine": "On {cpu}.", "counted": "{figures} figures, {missed} missed."},
    "rows": [
        {"name": "Records", "unit": "records", "of": "records", "digits": 0, "grows": False},
        {"name": "Ours", "unit": "s", "of": "ours.wall", "growth": 10.5},
        {"name": "Beside", "of": "ours.wall", "against": "stock.wall", "most": {"500": 1.0}},
        {"name": "Cold", "of": "ours.wall", "against": "zensical.wall", "less": {"5000": 1.0}},
        {"name": "First", "unit": "ms", "of": "list.paint", "digits": 0, "less": {"5000": 1000}},
    ],
}
FIGURES: Figures = {
    "500": {
        "records": [500],
        "ours.wall": [4.0, 2.0, 3.0],
        "stock.wall": [4.0, 4.0, 2.0],
        "list.paint": [12.4],
        "compared": [9],
    },
    "5000": {
        "records": [5000],
        "ours.wall": [31.0, 30.0],
        "stock.wall": [20.0],
        "list.paint": [1000.0],
        "compared": [90],
    },
}


def test_a_figure_is_the_median_of_the_rounds_with_its_spread() -> None:
    """A ratio is that of each round; a bar at a size that must stay below is missed at the bar."""
    assert markdown(table(FIGURES, SHORT)).splitlines() == [
        "| What | Unit | 500 | 5.000 | Growth | Bar | Reached |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| Records | records | 500 | 5.000 | – | – | – |",
        "| Ours | s | 3,0 (2,0–4,0) | 30,5 (30,0–31,0) | × 10,17 | × ≤ 10,5 | yes |",
        "| Beside | × | 1,0 (0,5–1,5) | 1,5 | – | ≤ 1 (500) | yes |",
        "| Cold | × | none | none | – | < 1 (5.000) | ? |",
        "| First | ms | 12 | 1.000 | × 80,65 | < 1.000 (5.000) | no |",
    ]


@pytest.mark.parametrize(
    ("paint", "status", "missed"),
    [(999.0, 0, "8 figures, 0 missed."), (1000.0, 1, "8 figures, 1 missed.")],
    ids=["reached", "missed"],
)
def test_a_missed_bar_fails(
    paint: float, status: int, missed: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The table is written all the same; what could not be had is no miss."""
    figures = {**FIGURES, "5000": {**FIGURES["5000"], "list.paint": [paint]}}
    file = tmp_path / "speed.md"
    file.write_text(f"Before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    assert tell(figures, SHORT, {"cpu": "a machine"}, file) == status
    above, lines, below = capsys.readouterr().out.strip().split("\n\n")
    assert (above, lines.splitlines()[0][:6], below) == ("On a machine.", "| What", missed)
    shown = f"{above}\n\n{html(table(figures, SHORT), 'table')}\n\n{below}"
    assert file.read_text("utf-8") == f"Before\n{BEGIN}\n\n{shown}\n\n{END}\nafter\n"


def test_the_page_gets_a_table_that_can_be_read_on_a_phone_and_heard() -> None:
    """Its region takes the focus and has a name; rows and columns are headed."""
    assert html([["What", "500"], ["Ours", "< 1"]], "table").splitlines() == [
        '<div class="table-wrap" tabindex="0" role="region" aria-labelledby="table">',
        '<table class="stacks"><thead><tr><th scope="col">What</th><th scope="col">500</th></tr>'
        "</thead><tbody>",
        '<tr><th scope="row">Ours</th><td>&lt; 1</td></tr>',
        "</tbody></table>",
        "</div>",
    ]


def test_what_reaches_no_bar_fails() -> None:
    """A run that measured nothing of what is judged has passed nothing."""
    few = {**SHORT, "rows": SHORT["rows"][:1]}
    assert tell({"500": FIGURES["500"]}, few, {"cpu": "a machine"}, None) == 1


def test_a_row_for_what_nobody_measures_is_an_error() -> None:
    """Else a slip in a name would be a bar that nobody holds."""
    slip = {**SHORT, "rows": [{"name": "Slip", "of": "ours.wal"}]}
    with pytest.raises(ValueError, match=r"nobody measures ours\.wal"):
        list(table(FIGURES, slip))


def test_a_document_without_a_place_is_left_alone() -> None:
    """The table is not put just anywhere."""
    with pytest.raises(SystemExit, match="there is no place for the table"):
        placed(f"{END} {BEGIN}", "table")


def test_a_peer_that_lacks_a_page_is_refused(tmp_path: Path) -> None:
    """So is one whose page only leads elsewhere, or was empty; which are missing is told."""
    for name, text in (("a", "<article><h1>A b</h1></article>"), ("b", "<article>a</article>")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, encoding="utf-8")
    assert complete("stock", tmp_path, {"a/index.html": 2}) == 1
    wanted = {"a/index.html": 2, "b/index.html": 2, "c/index.html": 2}
    with pytest.raises(SystemExit, match=r"stock built 1 of 3 pages: no b/index.*, c/index.html"):
        complete("stock", tmp_path, wanted)
    for none in ({}, {"a/index.html": 0}):
        with pytest.raises(SystemExit, match="stock: there are no pages to build, or pages with"):
            complete("stock", tmp_path, none)


def test_words_are_counted_alike_in_markdown_and_in_html() -> None:
    """What no reader sees does not count: tags, targets of links, attributes."""
    assert words("# Tên {: #ten }\n\n[An](/people/an.md) <b title='x y'>&#272;i</b>") == 3
    assert words("<h1 id='ten'>Tên</h1><p><a href='/people/an/'>An</a> <b>Đi</b></p>") == 3


def test_the_page_shows_every_row_that_is_measured() -> None:
    """The table in docs/ was written after the last change of the rows."""
    told = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    shown = re.findall('(?<=<th scope="row">)[^<]+', PAGE.read_text(encoding="utf-8"))
    assert len(shown) > 20
    assert shown == [row.name for row in rows(told)]


@pytest.mark.site
def test_stock_mkdocs_builds_the_ready_pages_without_our_code(tmp_path: Path) -> None:
    """Each page of ours is there, its macros resolved, and its links are good."""
    here = environment(DATA_DIR="tests/data/vuon-uom/data", AS_OF="2031-05-05")
    folders = [str(tmp_path / name) for name in ("ready", "marked", "ours")]
    made = subprocess.run(
        [sys.executable, "-m", "tests.bench.ready", *folders],
        cwd=ROOT,
        env=here,
        check=True,
        capture_output=True,
        text=True,
    )
    config = (tmp_path / "ready/mkdocs.yml").read_text(encoding="utf-8")
    assert [one for one in ("hooks:", "custom_dir:", "macros:") if one in config] == []
    site = tmp_path / "stock"
    command = ["-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    subprocess.run(
        [sys.executable, *command],
        cwd=tmp_path / "ready",
        env=environment(PYTHONPATH=str(ROOT)),
        check=True,
    )
    pages = json.loads(made.stdout.splitlines()[-1])["pages"]
    built = {one.relative_to(tmp_path / "ours") for one in (tmp_path / "ours").rglob("index.html")}
    assert {Path(page) for page in pages} == built
    assert complete("ours", tmp_path / "ours", pages) == complete("stock", site, pages) > 50


def test_what_is_measured_in_a_process_of_its_own_is_a_module() -> None:
    """Its name stands in a text, where a rename does not reach it."""
    source = (ROOT / "tests/bench/bench.py").read_text(encoding="utf-8")
    names = re.findall(r'_child\(\s*"([\w.]+)"', source)
    assert len(names) == 3
    assert [name for name in names if importlib.util.find_spec(name) is None] == []

"""Which styles and scripts are served, and by what names."""

import pytest

from macros.outputs.assets import ENGINE, JOINED, assets, engine
from tests.support.sites import our_assets

ICON = ".a{--md-dot-icon:url(\"data:image/svg+xml;charset=utf-8,<svg xmlns='http://w'>%23</svg>\")}"
THEME = {
    "stylesheets/main.57a0d79d.min.css": f"{ICON}\n/*# sourceMappingURL=main.css.map */",
    "stylesheets/palette.fb2fffe2.min.css": ".b{color:red}",
    "javascripts/bundle.a5f9d56c.min.js": "go();\n//# sourceMappingURL=bundle.js.map\n",
}
FOUND = {**our_assets(), **THEME}


def test_the_address_of_a_file_changes_with_its_text_alone() -> None:
    """A browser may keep it for ever, and a reader never gets an old one."""
    before = {one.name: one.uri for one in assets(FOUND, icons_apart=True)}
    changed = {**FOUND, "js/front-search.js": FOUND["js/front-search.js"] + "go();"}
    after = {one.name: one.uri for one in assets(changed, icons_apart=True)}
    assert {name for name in before if before[name] != after[name]} == {"script.js"}
    assert {one.uri for one in assets(FOUND, icons_apart=True)} == set(before.values())


def test_a_fingerprint_stands_before_the_ending() -> None:
    """As servers recognise it."""
    found = {one.name: one.uri for one in assets(FOUND, icons_apart=True)}
    assert found["bundle.js"] == "assets/bundle.7b604e1e.js"
    assert found["icons/dot-icon.svg"] == "assets/icons/dot-icon.bdb5b6ed.svg"


def test_no_file_of_ours_is_forgotten_or_served_twice() -> None:
    """Each stands in one bundle; the rule of spelling also in the engine."""
    parts = [part for joined in JOINED.values() for part in joined]
    assert sorted({*parts, *ENGINE} & FOUND.keys()) == sorted(our_assets())
    assert len(parts) == len(set(parts))
    assert set(parts) & set(ENGINE) == {"js/spelling.js"}


def test_icons_of_the_theme_become_files() -> None:
    """A strict policy forbids addresses that hold a picture."""
    found = {one.name: one for one in assets(FOUND, icons_apart=True)}
    icon = found["icons/dot-icon.svg"]
    assert icon.text == "<svg xmlns='http://w'>#</svg>"
    start = f'.a{{--md-dot-icon:url("{icon.uri.removeprefix("assets/")}")}}'
    assert found["style.css"].text.startswith(start)
    assert "data:" not in found["style.css"].text


def test_icons_stay_in_the_style_of_pages_that_are_opened_as_files() -> None:
    """A browser forbids such a page the files."""
    found = {one.name: one.text for one in assets(FOUND, icons_apart=False)}
    assert found["style.css"].startswith(ICON)
    assert not [name for name in found if name.startswith("icons/")]


def test_no_map_of_a_source_is_named() -> None:
    """The maps are not served."""
    for one in assets(FOUND, icons_apart=True):
        assert "sourceMappingURL" not in one.text


def test_a_part_that_the_theme_lacks_stops_the_build() -> None:
    """After an update of the theme, a page must not lose its style in silence."""
    without = {name: text for name, text in FOUND.items() if "palette" not in name}
    with pytest.raises(KeyError, match="palette"):
        list(assets(without, icons_apart=True))


def test_the_engine_is_one_script_of_all_its_parts() -> None:
    """Each part is there once, without its comments."""
    text = engine(FOUND).text
    assert text.count('"use strict"') == len(ENGINE)
    assert "// " not in text

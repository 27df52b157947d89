"""Names in the configuration of MkDocs are keys of labels, in each language."""

import pytest
from mkdocs.config import load_config

from macros.i18n import MissingLabel
from macros.mkdocs_site.labelled_config import set_labels
from macros.register import Register
from tests.support.sites import ROOT


def test_the_navigation_is_named_by_labels(invented: Register) -> None:
    """Sections and pages that have a name there; other pages have their own title."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    titles = set_labels(config, invented.labels, "en")
    assert config.nav is not None
    assert config.nav[0] == {"Home": "index.md"}
    assert [*config.nav[1]] == ["Look up"]
    assert config.nav[2]["At a glance"][:2] == [{"All views": "views/index.md"}, "views/roster.md"]
    assert titles["programmes/index.md"] == "Work programmes"
    assert "views/roster.md" not in titles


def test_site_theme_and_headings_are_named_by_labels(invented: Register) -> None:
    """The name of the institution comes from its data, those of controls from the program."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    set_labels(config, invented.labels, "vi")
    toggles = [scheme["toggle"]["name"] for scheme in config.theme["palette"]]
    assert config.site_name == "Hội đồng Vườn Ươm"
    assert toggles == ["Chuyển sang nền tối", "Chuyển sang nền sáng"]
    assert config.mdx_configs["toc"]["permalink_title"] == "Liên kết đến mục này"


def test_a_key_without_a_label_is_refused(invented: Register) -> None:
    """A slip in mkdocs.yml is found when the site is built."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.nav = [{"nav.nothing": "index.md"}]
    with pytest.raises(MissingLabel):
        set_labels(config, invented.labels, "vi")


def test_the_configuration_is_of_no_language() -> None:
    """Another data folder or another language needs no other configuration."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [character for character in text if ord(character) > 127] == []

"""Our templates are compiled before a page needs them; a value in them is never markup."""

import jinja2
import pytest

from macros.pages import banner, compile_all
from macros.pages.environment import environment, markdown_safe


def test_a_mistake_in_a_template_shows_its_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a page uses it or not."""
    texts = {"good.j2": "{{ x }}", "bad.j2": "\n{% if %}"}
    monkeypatch.setattr(environment(), "loader", jinja2.DictLoader(texts))
    with pytest.raises(jinja2.TemplateSyntaxError) as error:
        compile_all()
    assert (error.value.name, error.value.lineno) == ("bad.j2", 2)


def test_a_changed_template_is_read_again_when_all_are_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Until then, what was read is used."""
    texts = {"page.j2": "old"}
    monkeypatch.setattr(environment(), "loader", jinja2.DictLoader(texts))
    compile_all()
    texts["page.j2"] = "new"
    assert environment().get_template("page.j2").render() == "old"
    compile_all()
    assert environment().get_template("page.j2").render() == "new"


def test_the_banner_says_what_is_wrong_and_nothing_more() -> None:
    """What the data holds stays text."""
    html = banner("a.yml:1:1: <b>x</b>")
    assert "a.yml:1:1: &lt;b&gt;x&lt;/b&gt;" in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("value", "text"),
    [("An\n  Bình", "An Bình"), ("*a*", "&#42;a&#42;"), ("Đỗ – 1", "Đỗ – 1"), (12, "12")],
)
def test_a_value_in_markdown_has_no_punctuation_of_its_own(value: object, text: str) -> None:
    """Each character that could begin markup is written by its number."""
    assert markdown_safe(value) == text

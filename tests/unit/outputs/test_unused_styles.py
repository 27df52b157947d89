"""Specifies what of the theme's styles is served: rules for what our pages have."""

import pytest

from macros.outputs.unused_styles import without_unused


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("a{color:red}.md-banner{top:0}b{top:1px}", "a{color:red}b{top:1px}"),
        (".md-tag,.md-tabs:is(a,.b){top:0}", ".md-tabs:is(a,.b){top:0}"),
        ("[dir=ltr] a{left:0}[dir=rtl] a{right:0}", "[dir=ltr] a{left:0}"),
        ("@media print{.admonition{top:0}a{top:0}}", "@media print{a{top:0}}"),
        ("@media print{.admonition{top:0}}a{top:0}", "a{top:0}"),
        ("@keyframes x{from{top:0}to{top:1px}}", "@keyframes x{from{top:0}to{top:1px}}"),
        ('a:after{content:"}"}.mermaid{top:0}', 'a:after{content:"}"}'),
        ('@charset "UTF-8";a{top:0}', '@charset "UTF-8";a{top:0}'),
        (
            "[data-md-color-primary=red]{--a:b}[data-md-color-primary=custom]{--a:c}",
            "[data-md-color-primary=custom]{--a:c}",
        ),
    ],
)
def test_rules_for_what_no_page_has_are_left_out(style: str, kept: str) -> None:
    """A selector of such a component goes, a rule without selectors, a condition without rules."""
    assert without_unused(style) == kept

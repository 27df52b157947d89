"""Specifies the small parts that templates share: icons, initials, folds."""

import pytest

from macros.model import COLLECTIONS
from macros.pages.environment import environment


def _made(template: str) -> str:
    imports = (
        '{% import "parts/icons.html.j2" as icons %}{% from "parts/fold.html.j2" import fold %}'
    )
    return environment().from_string(imports + template).render()


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_kind_of_record_has_its_icon(collection: str) -> None:
    """It is drawn in the page, and says nothing to those who hear it."""
    icon = _made(f"{{{{ icons.kind_icon('{collection}') }}}}")
    assert f'class="kind kind--{collection}"' in icon
    assert 'aria-hidden="true"><' in icon


def test_a_person_has_a_disc_with_initials() -> None:
    """The name stands beside it, so it is not read out."""
    made = _made("{{ icons.initials('Trần Đức <b>') }}").strip()
    assert made == '<span class="initials" aria-hidden="true">T&lt;</span>'


@pytest.mark.parametrize(
    ("arguments", "opening"),
    [
        ("'A'", '<details class="fold">\n<summary>A</summary>'),
        (
            "'A', 2, 'b'",
            '<details class="fold" id="b">\n<summary data-count="2">A</summary>',
        ),
        ("'A', open=true", '<details class="fold" open>\n<summary>A</summary>'),
    ],
)
def test_a_fold_names_what_is_in_it_and_how_much(arguments: str, opening: str) -> None:
    """It opens without a script."""
    made = _made(f"{{% call fold({arguments}) %}}<p>x</p>{{% endcall %}}")
    assert made.strip() == f"{opening}\n<p>x</p>\n</details>"

"""What is HTML already is kept from Markdown, and comes out as if Markdown had seen it."""

import datetime as dt

import pytest
from markdown import Markdown

from macros.mkdocs_site.blocks import put_aside, put_back
from macros.pages import Links, Site, page_stubs
from macros.register import Register
from macros.text import slugify


def converted(text: str) -> str:
    """What Python-Markdown makes of a text with the extensions of the site."""
    toc = {"permalink": "#", "slugify": slugify}
    names = ["toc", "tables", "fenced_code", "attr_list"]
    return str(Markdown(extensions=names, extension_configs={"toc": toc}).convert(text))


def around(text: str) -> str:
    """The same with what is HTML put aside."""
    rest, aside = put_aside(text)
    return put_back(converted(rest), aside)


def test_every_generated_page_comes_out_the_same(invented: Register) -> None:
    """To the byte, and something is put aside on nearly each."""
    site = Site(invented, dt.date(2031, 2, 3))
    links = Links(invented, "")
    bodies = {stub.uri: site.body(stub, links.url(stub.uri)) for stub in page_stubs(invented)}
    assert [uri for uri, body in bodies.items() if around(body) != converted(body)] == []
    left = [uri for uri, body in bodies.items() if not put_aside(body)[1]]
    assert left == ["organizations/van-phong-vuon-uom.md", "editing.md"]


@pytest.mark.parametrize(
    "text",
    [
        "# A\n<div>\n\n<p>x</p>\n\n\n</div>\n   \n\n<p>y</p>\n<p>z</p>\n\n## B {: #b }\n\n<p>e</p>",
        'words\n<div title="a > b"><div>x</div>\n</div>\n\nmore *words*',
        "<div>x</div> tail\n\n<p>y</p>",
        "  <div>\n<p>x</p>\n</div>\n\n# A",
        "<div>\n# not closed\n\n<p>x</p>",
        "<!-- <div> -->\n\n<div>x</div>",
        '<label>a\n<input></label>\n\n<div>\n<br>\n<svg><path d="M0"/></svg></div>\n',
        "<p>a\tb</p>\n\nwords",
    ],
    ids=["runs", "nested", "tail", "indented", "open", "remark", "inline", "tab"],
)
def test_whatever_stands_there_comes_out_the_same(text: str) -> None:
    """Blocks one after the other, and what is no clear block, which is left where it is."""
    assert around(text) == converted(text)


def test_what_is_not_clear_is_left_to_markdown() -> None:
    """Nothing of such a page is put aside."""
    text = "<div>\n\n<p>never closed</p>\n"
    assert put_aside(text) == (text, [])

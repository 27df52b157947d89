"""The tags of a page: where they stand, and what is in them."""

from macros.text.html_tag_scanner import iter_tags, tag_attributes


def summary(html: str) -> list[tuple[str, str, bool, bool]]:
    """Of each tag its text, its name, and whether it opens or closes."""
    return [(html[tag.start : tag.end], tag.name, tag.opens, tag.closes) for tag in iter_tags(html)]


def test_an_element_opens_and_closes() -> None:
    """Names in small letters; a bracket in a value does not end a tag."""
    assert summary('<P title="a > b">x</P >') == [
        ('<P title="a > b">', "p", True, False),
        ("</P >", "p", False, True),
    ]


def test_what_has_no_end_does_neither() -> None:
    """`<br>`, written as it may be, and a drawing's `<path/>`."""
    assert [tag[2:] for tag in summary('<br><br /><path d="M0"/>')] == [(False, False)] * 3


def test_scripts_and_comments_are_one_tag_each() -> None:
    """What looks like a tag in them is none."""
    script = '<script type="a">if (a < b) "<p>"</script>'
    assert summary(f"<!-- <p> -->{script}") == [
        ("<!-- <p> -->", "", False, False),
        (script, "script", False, False),
    ]


def test_attributes_are_read_as_a_browser_does() -> None:
    """In any quotes or none; without a value; entities as the characters they stand for."""
    assert tag_attributes(""" id="a" class='b c' hidden data-x=1 title="&lt;i&gt;" """) == {
        **{"id": "a", "class": "b c", "hidden": "", "data-x": "1"},
        "title": "<i>",
    }

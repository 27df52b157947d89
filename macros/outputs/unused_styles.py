"""Leaves out of the theme's styles what no page of ours has: half of what a first visit loads."""

import re
from collections.abc import Iterator

_UNUSED = re.compile(
    r"\[dir=rtl\]|data-md-color-(?:primary|accent)=(?!custom)|\.md-(?:annotation|author|banner|blog|"
    r"code__|consent|draft|feedback|lightbox|meta|pagination|path|post|progress|rss|select|social|"
    r"source-file|source__fact|status|tag\b|tags|tooltip|tooltip2|typeset__scroll|version)|\.admonition|"
    r"\.annotate|\.arithmatex|\.critic|\.emojione|\.gemoji|\.twemoji|\.footnote|\.grid\b|\.highlight|"
    r"\.keys|\.key-|\.mermaid|\.tabbed|\.task-list|\.linenos|\.doc-|\.md-nav--integrated"
)
"""Matches the selectors of components that we do not use."""
_START = re.compile(r"[^{};]*[{;]")
_COMMA = re.compile(r",(?![^(]*\))")


def without_unused(css: str) -> str:
    """A style of the theme without rules for what no page of ours has."""
    return "".join(_kept(css))


def _kept(css: str) -> Iterator[str]:
    at = 0
    while start := _START.match(css, at):
        prelude, at = start[0], start.end()
        if prelude.endswith(";"):
            yield prelude
            continue
        end = _end_of_block(css, at)
        body, at = css[at : end - 1], end
        if prelude.startswith(("@media", "@supports", "@layer")):
            body = without_unused(body)
        elif not prelude.startswith("@"):
            selectors = _COMMA.split(prelude[:-1])
            prelude = ",".join(one for one in selectors if not _UNUSED.search(one)) + "{"
        if body and prelude != "{":
            yield f"{prelude}{body}}}"


def _end_of_block(css: str, at: int) -> int:
    """The place behind the brace that closes the block begun before `at`."""
    depth = 1
    for brace in re.finditer(r'"[^"]*"|[{}]', css[at:]):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return at + brace.end()
    return len(css) + 1

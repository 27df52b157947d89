"""Knows where pages stood before their record got another id; refuses to keep a page there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.pages import Links, PageStub, environment
from macros.register import Register


@dataclass(frozen=True)
class FormerAddress:
    """A page that leads on."""

    url: str
    """Where it stands within the site, as the page before did."""
    stub: PageStub
    """Where it leads."""

    @property
    def file(self) -> str:
        """The file that a server shows there."""
        return f"{self.url}index.html" if self.url.endswith("/") else self.url


def former_addresses(
    register: Register, stubs: Iterable[PageStub], links: Links
) -> Iterator[FormerAddress]:
    """For every former address, the pages that stood under it.

    What has no page of its own, a term or a question, keeps its former id as a place on its page.
    """
    built = tuple(stubs)
    for old, new in register.former.items():
        for stub in built:
            uri = _before(stub.uri, old, new)
            if uri != stub.uri:
                yield FormerAddress(links.url(uri), stub)


def _before(uri: str, old: str, new: str) -> str:
    """The path that a page had under a former address: its own, one below it, or its chart."""
    if uri == f"{new}.md" or uri.startswith(f"{new}/"):
        return old + uri.removeprefix(new)
    if uri == f"views/structure/{new.partition('/')[2]}.md" and new.startswith("organizations/"):
        return f"views/structure/{old.partition('/')[2]}.md"
    return uri


def redirect_page(
    one: FormerAddress, register: Register, links: Links, script: str, site_url: str
) -> str:
    """The text of a page that leads on, with a script, `script`, that keeps the place on it.

    `site_url`: where readers find the site, for the canonical address; empty: not known.
    """
    here = Links(register, one.url, links.directory_urls)
    target = links.url(one.stub.uri)
    return (
        environment()
        .get_template("parts/moved.html.j2")
        .render(
            t=register.labels.get,
            title=one.stub.title,
            link=here.to_file(target),
            canonical=f"{site_url.rstrip('/')}/{target}" if site_url else here.to_file(target),
            script=here.to_file(script),
        )
    )

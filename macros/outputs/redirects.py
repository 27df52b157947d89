"""The pages at former addresses, which lead on to where their record is now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from macros.pages import Links, PageStub, environment
from macros.register import Register


@dataclass(frozen=True)
class FormerAddress:
    """An address that a page had before its record got another id."""

    uri: str
    """The path of its source, as if it had one."""
    url: str
    """Where it is within the site, as the page was."""
    stub: PageStub
    """Where it leads."""

    @property
    def file(self) -> str:
        """The file that a server sends for it."""
        return page_file(self.url)


def page_file(url: str) -> str:
    """The file that a server sends for the URL of a page within the site."""
    return url if url.endswith(".html") else f"{url}index.html"


def former_addresses(
    register: Register, stubs: Iterable[PageStub], links: Links
) -> Iterator[FormerAddress]:
    """For every former address of a record, the addresses of the pages that were under it.

    A record without a page of its own, a term or a question, keeps its former id on its page.
    """
    current = tuple(stubs)
    for old, new in register.former.items():
        for stub in current:
            uri = _former_uri(stub.uri, old, new)
            if uri != stub.uri:
                yield FormerAddress(uri, links.url(uri), stub)


def pages_by_file(register: Register, stubs: Iterable[PageStub], links: Links) -> dict[str, str]:
    """The pages that the program makes, by their file: the path of the source without `.md`.

    The pages at former addresses are among them.
    """
    current = tuple(stubs)
    former = former_addresses(register, current, links)
    pages = {page.file: page.uri.removesuffix(".md") for page in former}
    pages |= {page_file(links.url(stub.uri)): stub.uri.removesuffix(".md") for stub in current}
    return pages


def _former_uri(uri: str, old: str, new: str) -> str:
    """The path that a page had under a former address: its own, one below it, or its chart."""
    if uri == f"{new}.md" or uri.startswith(f"{new}/"):
        return old + uri.removeprefix(new)
    if uri == f"views/structure/{new.partition('/')[2]}.md" and new.startswith("organizations/"):
        return f"views/structure/{old.partition('/')[2]}.md"
    return uri


def redirect_page(
    former: FormerAddress,
    register: Register,
    links: Links,
    script: str,
    site_url: str,
    lang: str = "",
) -> str:
    """The HTML of a page that leads on; the script at `script` keeps the fragment of the address.

    `site_url`: where readers find the site, for the canonical address; empty: not known.
    """
    here = Links(register, former.url, links.directory_urls)
    target = links.url(former.stub.uri)
    return (
        environment()
        .get_template("parts/moved.html.j2")
        .render(
            t=partial(register.labels.get, lang=lang),
            lang=lang or register.labels.languages[0],
            title=former.stub.title,
            link=here.to_file(target),
            canonical=f"{site_url.rstrip('/')}/{target}" if site_url else here.to_file(target),
            script=here.to_file(script),
        )
    )

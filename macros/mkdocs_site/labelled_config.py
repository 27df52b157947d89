"""Puts texts in the place of the label keys in `mkdocs.yml`."""

from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from macros.i18n import Labels
from macros.text import slugify


def set_labels(config: MkDocsConfig, labels: Labels, lang: str) -> dict[str, str]:
    """Set names of the site, its navigation and its controls from the labels.

    In the configuration a name in the navigation, of a switch of the theme or of the link to a
    heading is the key of a label. Return the names of pages in the navigation, by their paths.
    """
    text = partial(labels.get, lang=lang)
    config.site_name = text("site.name")
    config.site_description = text("site.description")
    config.copyright = text("site.licence")
    for scheme in config.theme["palette"]:
        scheme["toggle"]["name"] = text(scheme["toggle"]["name"])
    toc = config.mdx_configs["toc"]
    toc["permalink_title"] = text(toc["permalink_title"])
    toc["slugify"] = slugify
    titles: dict[str, str] = {}
    config.nav = [_labelled(item, labels, lang, titles) for item in config.nav or ()]
    return titles


def _labelled(item: Any, labels: Labels, lang: str, titles: dict[str, str]) -> Any:
    """An item of the navigation: a path, or a label key with a path or with further items."""
    if isinstance(item, str):
        return item
    ((key, value),) = item.items()
    title = labels.get(key, lang)
    if isinstance(value, str):
        titles[value] = title
        return {title: value}
    return {title: [_labelled(inner, labels, lang, titles) for inner in value]}

"""What the site holds beside pages: search index, JSON, redirects, styles and scripts."""

from macros.outputs.assets import ASSETS_FOLDER, JOINED, Asset, asset, assets, engine
from macros.outputs.json_api import json_exports
from macros.outputs.redirects import former_addresses, page_file, pages_by_file, redirect_page
from macros.outputs.search_index import SEARCHED_PAGES, build_search_index

__all__ = [
    "ASSETS_FOLDER",
    "JOINED",
    "SEARCHED_PAGES",
    "Asset",
    "asset",
    "assets",
    "build_search_index",
    "engine",
    "former_addresses",
    "json_exports",
    "page_file",
    "pages_by_file",
    "redirect_page",
]

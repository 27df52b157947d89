"""Publishes releases on a server and takes them back; needs Python alone.

`release_reader` reads a folder, a tar or the standard input; `unpack` writes what comes in beside
the other releases, under a name that nobody sees. `publication` checks the `signature`, lets
`install` set its times (`mtimes`), verify it and give it its name, adds the `retained_assets` of
the releases before it, notes the step in the `journal` and changes the `current_link`. All of it
happens in a `site_folder` under its `lock`; `layout` names what lies there.
"""

from deploy.publish.layout import RETAINED_LIST
from deploy.publish.publication import publish, rollback
from deploy.publish.release_reader import (
    TimedInput,
    newest_release,
    open_release,
    read_release_manifest,
    read_tar,
)
from deploy.publish.retained_assets import read_retained
from deploy.publish.site_folder import SiteFolder

__all__ = [
    "RETAINED_LIST",
    "SiteFolder",
    "TimedInput",
    "newest_release",
    "open_release",
    "publish",
    "read_release_manifest",
    "read_retained",
    "read_tar",
    "rollback",
]

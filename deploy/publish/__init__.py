"""Publishes releases on a server and takes them back; needs Python alone.

`release_reader` reads a folder, a tar or the standard input to its end. Then, in a `site_folder`
under its `lock`, `publication` checks the `signature`, `unpack` writes the release beside the
others, under a name that nobody sees, and `install` sets its times (`mtimes`), verifies it and its
`compressed_forms`, and gives it its name, or uses it to `repair` a damaged one. At last
`publication` adds the `retained_assets` of the releases before it, notes the step in the `journal`
and changes the `current_link`. `layout` names what lies on a server.
"""

from deploy.publish.journal import last_publication
from deploy.publish.layout import JOURNAL, RETAINED_LIST, SIGNERS
from deploy.publish.publication import publish, rollback
from deploy.publish.publish_root import PublishRoot
from deploy.publish.release_reader import (
    ReceivedRelease,
    StoredRelease,
    TimedInput,
    newest_release,
    read_release_manifest,
)
from deploy.publish.retained_assets import extra_files, read_retained
from deploy.publish.signature import check_signature, read_signed_text

__all__ = [
    "JOURNAL",
    "RETAINED_LIST",
    "SIGNERS",
    "PublishRoot",
    "ReceivedRelease",
    "StoredRelease",
    "TimedInput",
    "check_signature",
    "extra_files",
    "last_publication",
    "newest_release",
    "publish",
    "read_release_manifest",
    "read_retained",
    "read_signed_text",
    "rollback",
]

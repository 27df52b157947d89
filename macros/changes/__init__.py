"""Edits of the data: staged, validated, written whole or not at all."""

from macros.changes.changeset import ChangeSet, EditRefused, open_change_set
from macros.changes.editor_files import write_modelines, write_schemas
from macros.changes.files import FileChange, Unwritable, unified_diff, write_files
from macros.changes.memberships import (
    PostOrRole,
    appoint_person,
    end_membership,
    membership_name,
)
from macros.changes.modeline import SCHEMA_FOLDER, modeline_for
from macros.changes.new_records import create_record, document_id_text, new_id
from macros.changes.rename import rename_in_page, rename_record
from macros.changes.resolve import (
    TextValue,
    find_organization,
    find_person,
    find_post,
    find_record,
    find_word,
    parse_citation,
    parse_text,
    tidy_text,
)
from macros.changes.review import confirm_checked
from macros.changes.tidy import tidy_files, unreadable_files

__all__ = [
    "SCHEMA_FOLDER",
    "ChangeSet",
    "EditRefused",
    "FileChange",
    "PostOrRole",
    "TextValue",
    "Unwritable",
    "appoint_person",
    "confirm_checked",
    "create_record",
    "document_id_text",
    "end_membership",
    "find_organization",
    "find_person",
    "find_post",
    "find_record",
    "find_word",
    "membership_name",
    "modeline_for",
    "new_id",
    "open_change_set",
    "parse_citation",
    "parse_text",
    "rename_in_page",
    "rename_record",
    "tidy_files",
    "tidy_text",
    "unified_diff",
    "unreadable_files",
    "write_files",
    "write_modelines",
    "write_schemas",
]

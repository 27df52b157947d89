"""The files of a data folder as a mapping, so that a change can be tried without writing it."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.model import COLLECTIONS
from macros.yamlio import Mark, Problem, Problems, problem, read_content

LITTER = (".", "~$", "Thumbs.db", "desktop.ini", "Icon\r")
"""How the names of files begin that systems and offices leave in any folder."""


@dataclass(frozen=True)
class DataFiles:
    """What a data folder holds, by paths relative to it, with `/` between their parts."""

    root: Path
    """The folder, as problems and edit links name it."""
    contents: Mapping[str, bytes | Problem]
    """The bytes of each file, or the problem that keeps it from being read."""
    not_files: Mapping[str, Problem] = field(default_factory=dict)
    """The problem of what can be no file: a symbolic link, a folder that is named like one."""

    def shown(self, path: str) -> str:
        """How problems and edit links name a path."""
        return (self.root / path).as_posix()

    def bytes_at(self, shown: str) -> bytes | None:
        """The bytes of a file by the name that problems give it; None if there are none."""
        content = self.contents.get(Path(shown).relative_to(self.root).as_posix())
        return content if isinstance(content, bytes) else None

    def yaml_contents(self) -> dict[str, bytes]:
        """The bytes of each YAML file by its path; raise Problems if one can not be read."""
        paths = (path for path in self.paths() if path.endswith(".yml"))
        yaml = {path: self.contents[path] for path in paths if path in self.contents}
        if unread := [content for content in yaml.values() if isinstance(content, Problem)]:
            raise Problems(unread)
        return {path: content for path, content in yaml.items() if isinstance(content, bytes)}

    def paths(self) -> Iterator[str]:
        """Every path but those of litter, folder by folder in the order of their names."""
        for path in sorted({*self.contents, *self.not_files}, key=lambda path: path.split("/")):
            if path in self.not_files or not is_litter(path):
                yield path

    def overlaid(self, changes: Mapping[str, bytes | None]) -> "DataFiles":
        """The files as they would be after changes; None means that a file goes."""
        contents: dict[str, bytes | Problem] = {
            path: content for path, content in self.contents.items() if path not in changes
        }
        contents |= {path: content for path, content in changes.items() if content is not None}
        not_files = {
            path: problem for path, problem in self.not_files.items() if path not in changes
        }
        return replace(self, contents=contents, not_files=not_files)


def is_litter(path: str) -> bool:
    """Whether a file is left by a system or an office, or stands in a folder for programs.

    The names of folders for programs begin with a dot, as the one with the hints of editors.
    """
    *folders, name = path.split("/")
    return name.startswith(LITTER) or any(folder.startswith(LITTER[0]) for folder in folders)


def read_folder(data: Path) -> DataFiles:
    """The files of the folder `data`; raise Problems if there is no such folder."""
    require_folder(data)
    contents: dict[str, bytes | Problem] = {}
    not_files: dict[str, Problem] = {}
    files, denied = DataFiles(data, contents, not_files), list[OSError]()

    def refuse(path: str, rule: str, **values: str) -> None:
        not_files.setdefault(path, problem(files.shown(path), Mark(), rule, **values))

    for folder, folder_names, file_names in os.walk(data, onerror=denied.append):
        inside = Path(folder).relative_to(data)
        for path in [(inside / name).as_posix() for name in folder_names]:
            if (data / path).is_symlink():
                refuse(path, "symbolic-link")
            elif path.endswith(".yml") and not is_litter(path):
                refuse(path, "not-a-file")
        group, is_bare = inside.as_posix(), not any(name.endswith(".yml") for name in file_names)
        if group in COLLECTIONS and is_bare and not (data / f"{group}.yml").exists():
            refuse(group, "empty-collection", group=group)
        folder_names[:] = [name for name in folder_names if not name.startswith(LITTER[0])]
        for path in [(inside / name).as_posix() for name in file_names]:
            content = read_content(data / path, files.shown(path))
            if isinstance(content, Problem) and content.rule == "symbolic-link":
                not_files[path] = content
            elif not is_litter(path):
                contents[path] = content
    for error in denied:
        refuse(
            Path(error.filename).relative_to(data).as_posix(), "unreadable-file", detail="forbidden"
        )
    return files


def require_folder(data: Path) -> None:
    """Raise Problems if there is no folder `data`."""
    if not data.is_dir():
        raise Problems([problem(data.as_posix(), Mark(), "no-data")])

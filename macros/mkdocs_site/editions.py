"""The editions of a site, one for each of its languages: where each is, and how they are built."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.i18n import Labels


@dataclass(frozen=True)
class Edition:
    """The site in one of its languages: the first at the root, each other in a folder."""

    lang: str
    languages: tuple[str, ...]
    """All languages of the site, the first one first."""

    @classmethod
    def of(cls, config: MkDocsConfig, labels: Labels) -> "Edition":
        """The edition that a configuration asks for, the first one if it names none."""
        languages = labels.languages
        asked = config.extra.get("language")
        return cls(asked if asked in languages else languages[0], languages)

    @property
    def is_first(self) -> bool:
        """Whether it is the one at the root of the site."""
        return self.lang == self.languages[0]

    @property
    def folder(self) -> str:
        """Where it is within the site: nothing, or `en/`."""
        return _folder(self.lang, self.languages)

    @property
    def root(self) -> str:
        """The way from its front page to that of the site: nothing, or `../`."""
        return "" if self.is_first else "../"

    @property
    def others(self) -> tuple[str, ...]:
        """The languages of the other editions."""
        return tuple(lang for lang in self.languages if lang != self.lang)

    def front_of(self, lang: str) -> str:
        """The way from the front page of this edition to that of another one."""
        return f"{self.root}{_folder(lang, self.languages)}"

    def enter(self, config: MkDocsConfig) -> None:
        """Have MkDocs and the theme make this edition, in its folder."""
        config.theme["language"] = self.lang
        # The theme then includes our list of editions in its header, and makes none of its own.
        config.extra["alternate"] = bool(self.others)
        if not self.is_first:
            config.site_dir = str(Path(config.site_dir) / self.lang)
            if config.site_url:
                config.site_url = f"{config.site_url.rstrip('/')}/{self.folder}"

    def choose_pages(self, files: Files, config: MkDocsConfig) -> frozenset[str]:
        """Put pages by hand in this language, `docs/en/x.md`, in the place of those in the first.

        The folders of other editions are left out. Return the paths of the pages that are not
        written in this language.
        """
        written = {file.src_uri for file in files.documentation_pages()}
        for lang in self.languages[1:]:
            for file in [file for file in files if file.src_uri.startswith(f"{lang}/")]:
                files.remove(file)
                written.discard(file.src_uri)
                if lang == self.lang:
                    uri = file.src_uri.removeprefix(f"{lang}/")
                    _put(files, config, uri, Path(config.docs_dir) / lang)
                    written.discard(uri)
        return frozenset() if self.is_first else frozenset(written)


def _folder(lang: str, languages: tuple[str, ...]) -> str:
    return "" if lang == languages[0] else f"{lang}/"


def _put(files: Files, config: MkDocsConfig, uri: str, folder: Path) -> None:
    """Add the file at a path within a folder, in the place of another one of that path."""
    if former := files.get_file_from_path(uri):
        files.remove(former)
    files.append(File(uri, str(folder), config.site_dir, config.use_directory_urls))


def load_edition(config_file: str | None, lang: str, **options: Any) -> MkDocsConfig:
    """The configuration of the site for one of its languages; empty: for the first one."""
    config = load_config(config_file, **options)
    config.extra["language"] = lang or config.extra["language"]
    return config


def build_others(config: MkDocsConfig, edition: Edition) -> None:
    """Build every other edition of the site after the first one."""
    options = {"strict": config.strict, "use_directory_urls": config.use_directory_urls}
    for lang in edition.others:
        other = load_edition(config.config_file_path, lang, site_dir=config.site_dir, **options)
        other.plugins.on_startup(command="build", dirty=False)
        try:
            build(other)
        finally:
            other.plugins.on_shutdown()

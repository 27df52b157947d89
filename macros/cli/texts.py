"""The labels of the command line in the language that was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

import click

from macros.i18n import Labels


@dataclass(frozen=True)
class Texts:
    """Labels in one language."""

    labels: Labels
    lang: str

    def get(self, key: str, **values: object) -> str:
        """The text of a label, with the values that it names."""
        return self.fill(key, values)

    def fill(self, key: str, values: Mapping[str, object]) -> str:
        """The same, where a value may bear any name; at the end what may be meant (`nearest`)."""
        text = self.labels.get(key, self.lang)
        if values.get("nearest"):
            text += self.labels.get("problems.nearest", self.lang)
        return text.format_map(values) if values else text


def current_texts() -> Texts:
    """The texts of the command that is being read or run."""
    texts = click.get_current_context().find_object(Texts)
    assert texts
    return texts

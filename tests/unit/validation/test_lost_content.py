"""Files that hold nothing, or under a name by which nobody reads them: what was meant is named."""

from collections.abc import Callable, Mapping

import pytest

from macros.validation import load_data
from macros.yamlio import Mark, Problem, Problems
from tests.conftest import Change, Changed

Find = Callable[[Mapping[str, Change]], list[str]]

EVENT = """\
name: Hội chợ
summary: Bán cây giống.
date: 2031-05-01
kind: meeting
citations:
  - {source: sources/ban-sao}
"""


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("events/x.yaml", "events/x.yml"),
        ("events/x.yml.txt", "events/x.yml"),
        ("events/x.YML", "events/x.yml"),
        ("onboarding.yaml", "onboarding.yml"),
        ("labels.yaml", "labels.yml"),
    ],
)
def test_a_file_of_another_ending_is_reported_with_the_right_name(
    problems: Find, name: str, nearest: str
) -> None:
    """And what it holds is not said to be missing."""
    assert problems({name: EVENT}) == [
        f'{name}:1:1: the file must end in .yml; did you mean "{nearest}"? [file-ending]'
    ]


def test_a_record_in_a_file_of_another_ending_is_not_missing(changed: Changed) -> None:
    """Whoever names it, and the totals, are right."""
    data = changed({})
    (data / "people/tran-y.yml").rename(data / "people/tran-y.yaml")
    with pytest.raises(Problems) as error:
        load_data(data)
    assert [found.rule for found in error.value.found] == ["file-ending"]


def test_a_pointer_of_git_lfs_is_no_record(problems: Find) -> None:
    """The content was not fetched."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    assert problems({"people/tran-y.yml": pointer}) == [
        "people/tran-y.yml:1:1: this is a pointer of Git LFS, not the content; run git lfs pull"
        " [lfs-pointer]"
    ]


def test_an_item_without_a_value_is_reported_at_its_dash(problems: Find) -> None:
    """With its number, be it in a list of addresses, of days or of parts."""
    lists = "people:\n  - people/tran-y\n  -\nnotes:\n  -\n"
    said = 'is empty; delete the "-" or fill in a value [empty-item]'
    assert [line.partition(": ")[2] for line in problems({"events/x.yml": EVENT + lists})] == [
        f'item 2 of "people" {said}',
        f'item 1 of "notes" {said}',
    ]


EMPTY = (
    "has no record; restore its records, or delete the file or folder if it is not used"
    " [empty-collection]"
)


def test_a_collection_without_records_is_named(problems: Find) -> None:
    """A file that holds none; what names its records is not to blame."""
    assert problems({"needs.yml": "{}\n"}) == [f'needs.yml:1:1: the collection "needs" {EMPTY}']
    assert problems({"sources.yml": "{}\n"}) == [
        f'sources.yml:1:1: the collection "sources" {EMPTY}'
    ]


def test_a_folder_without_records_is_named(changed: Changed) -> None:
    """As a file of none is; litter is no record."""
    data = changed({"people/Thumbs.db": ""})
    for file in (data / "people").glob("*.yml"):
        file.unlink()
    with pytest.raises(Problems) as error:
        load_data(data)
    values = (("group", "people"),)
    path = (data / "people").as_posix()
    assert error.value.found == (Problem(path, Mark(), "empty-collection", values),)

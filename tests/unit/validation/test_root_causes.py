"""Specifies which slip is named in the place of the many problems that follow from it."""

import pytest

from macros.i18n import error_report
from macros.validation import DataFiles, load_files
from macros.yamlio import Problems

MISSING = """\
assertions.yml:2:1: "people" phải là 4, dữ liệu có {people} [wrong-total]
assertions.yml:6:1: "people.memberships" phải là 6, dữ liệu có 5 [wrong-total]
events/2029-05-01.yml:7:10: không có "people/do-thuy-an"{near} [unknown-address]
events/2031-02-03.yml:7:5: không có "people/do-thuy-an"{near} [unknown-address]
events/2031-02-03.yml:32:1: không có "people/do-thuy-an"{near} [unknown-address]
onboarding/nguoi-lam-vuon.yml:11:50: không có "people/do-thuy-an"{near} [unknown-address]
organizations/van-phong-vuon-uom.yml:53:18: không có "people/do-thuy-an"{near} [unknown-address]
programmes/2031.yml:10:1: không có "people/do-thuy-an"{near} [unknown-address]"""
ANH = "name: Đỗ Thùy Anh\nnotes: [{text: Mới., citations: [{source: sources/ban-sao}]}]\n".encode()


def reported(files: DataFiles) -> str:
    with pytest.raises(Problems) as error:
        load_files(files)
    return error_report(error.value, "vi").rpartition("\n")[0]


def test_a_deleted_record_is_missed_where_it_is_named(invented_files: DataFiles) -> None:
    """However often it was named, another record that nobody names is not to blame."""
    deleted = invented_files.overlaid({"people/do-thuy-an.yml": None})
    assert reported(deleted) == MISSING.format(people=3, near="")


def test_a_record_with_the_id_of_its_name_is_not_to_blame(invented_files: DataFiles) -> None:
    """Its id is right as it is, however like the missing one; it is proposed, no more."""
    changes = {"people/do-thuy-an.yml": None, "people/do-thuy-anh.yml": ANH}
    near = '; có phải "people/do-thuy-anh"?'
    lines = [
        line
        for line in MISSING.format(people=3, near=near).splitlines()
        if not line.startswith("assertions.yml:2:")
    ]
    assert reported(invented_files.overlaid(changes)) == "\n".join(lines)


def test_a_record_whose_id_is_not_that_of_its_name_any_more_is_named(
    invented_files: DataFiles,
) -> None:
    """One slip, one line, at the record whose id was changed by mistake."""
    person = invented_files.bytes_at("people/do-thuy-an.yml")
    changes = {"people/do-thuy-an.yml": None, "people/do-thuy-na.yml": person}
    assert reported(invented_files.overlaid(changes)) == (
        'people/do-thuy-na.yml:1:1: không nơi nào dùng mã "people/do-thuy-na", còn 6 nơi dùng'
        ' "people/do-thuy-an" là mã không có; có phải "people/do-thuy-an"? [renamed-id]'
    )

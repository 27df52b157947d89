"""Specifies what stands at the head of a page written by hand, and the characters of its text."""

import pytest

from macros.pages import Site
from macros.register import Register
from tests.support.authored import Authored
from tests.unit.authoring.test_check_pages import DAY, only


@pytest.fixture(scope="module")
def author(invented: Register) -> Authored:
    return Authored(Site(invented, DAY))


KEYS = "title, description, replaces, hide, glossary"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "---\ntitle: X\n\n# Y",
            '1:1: phần khai báo ở đầu trang mở bằng dòng "---" mà chưa đóng; hãy thêm một dòng '
            '"---" sau mục cuối [open-front-matter]',
        ),
        (
            "---\ntitle: X\ntitel: Y\n---",
            f'3:1: đầu trang không ghi được mục "titel"; các mục có thể ghi: {KEYS}; có phải '
            '"title"? [unknown-front-matter]',
        ),
        (
            "---\nlink: x\n---",
            f'2:1: đầu trang không ghi được mục "link"; các mục có thể ghi: {KEYS} '
            "[unknown-front-matter]",
        ),
        (
            "---\ntemplate: ../../x.html\n---",
            f'2:1: đầu trang không ghi được mục "template"; các mục có thể ghi: {KEYS} '
            "[unknown-front-matter]",
        ),
        (
            "---\ntitle:\n---",
            '2:1: mục "title" ở đầu trang còn trống; hãy điền hoặc xóa dòng này '
            "[empty-front-matter]",
        ),
        (
            "---\ntitle: [a]\n---",
            '2:8: mục "title" cần chữ, ví dụ "title: Văn phòng"; ở đây là một danh sách '
            "[wrong-type]",
        ),
        (
            "---\ntitle: Vườn <b>x</b>\n---",
            '2:8: mục "title" là chữ thường, không dùng "<b" [markup-in-title]',
        ),
        (
            '---\ntitle: "{{ as_of() }}"\n---',
            '2:8: mục "title" là chữ thường, không dùng "{{" [markup-in-title]',
        ),
        (
            "---\nglossary: fasle\n---",
            '2:11: "fasle" không có trong các giá trị của mục "glossary": true, false; có phải '
            '"false"? [unknown-choice]',
        ),
        (
            "---\nhide: [toc, navigaton]\n---",
            '2:13: "navigaton" không có trong các giá trị của mục "hide": navigation, toc, path; '
            'có phải "navigation"? [unknown-choice]',
        ),
        ("---\ntitle: X\ntitle: Y\n---", '3:1: mục "title" đã có ở dòng 2 [duplicate-key]'),
        ("---\nchỉ là chữ\n---", '2:1: mục "---" cần các mục có tên'),
        ("---\ntitle: !!python/name:os.system x\n---", "2:8: không dùng thẻ kiểu của YAML"),
        ("---\ntitle: 'x\n---", "2:8: "),
        ("---\n---", "1:1: "),
    ],
)
def test_front_matter_says_what_the_theme_knows(
    author: Authored, lines: str, expected: str
) -> None:
    """Each key, each value at its place."""
    assert only(author, f"{lines}\n").startswith(expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Chào\n\na\u202eb", "3:2: ký tự điều khiển hoặc không nhìn thấy U+202E; hãy xóa"),
        ("a\u200bb", "1:2: ký tự điều khiển hoặc không nhìn thấy U+200B; hãy xóa"),
        ("a\u2066b", "1:2: ký tự điều khiển hoặc không nhìn thấy U+2066; hãy xóa"),
        ("a\x00b", "1:2: ký tự điều khiển hoặc không nhìn thấy U+0000; hãy xóa"),
        ("---\ntitle: a\u202e\n---\n", "2:9: ký tự điều khiển hoặc không nhìn thấy U+202E"),
        ("a\n\nNguye\u0302n", "3:5: chữ có dấu chưa ở dạng dựng sẵn (NFC)"),
        ("ab\nс\u1ea1ch", '2:1: chữ "с" (U+0441) trong "сạch" thuộc bảng chữ khác'),
        (b"a\n\nNguy\xea", "3:5: "),
        (
            "x" * 263_000,
            "1:1: trang lớn 257 KB; nhiều nhất là 256 KB; hãy chia thành nhiều trang [large-page]",
        ),
        (
            "[" * 2_000,
            "1:1: đoạn này có quá nhiều dấu [ < ( * _ ` &; hãy tách thành nhiều đoạn "
            "[dense-paragraph]",
        ),
        (
            "a\n\n" + "1. " * 30 + "x",
            "3:1: không chuyển được trang này thành HTML; hãy xem lại các phần lồng nhau "
            "[unreadable-markdown]",
        ),
    ],
    ids=[
        "U+202E",
        "U+200B",
        "U+2066",
        "NUL",
        "head",
        "NFD",
        "Cyrillic",
        "bytes",
        "large",
        "[",
        ">",
    ],
)
def test_the_text_of_a_page_is_what_one_sees(
    author: Authored, content: str | bytes, expected: str
) -> None:
    """As in data: no character that is unseen or deceives, and nothing that takes too long."""
    assert only(author, content).startswith(expected)

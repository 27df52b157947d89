"""Specifies the files that `docs/` and `overrides/` may hold."""

import os
from pathlib import Path

import pytest

from macros.authoring import DOCS_KINDS, OVERRIDES_KINDS, find_stray_files
from tests.support.authored import lines
from tests.support.sites import ROOT

PNG = b"\x89PNG\r\n\x1a\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
KINDS = ".md, .png, .svg, .webp"
STRAY = f"tệp này sẽ bị đăng lên trang; thư mục này chỉ nhận {KINDS}"
TEMPORARY = "tệp ẩn hoặc tệp tạm của trình soạn thảo; hãy xóa [temporary-file]"
UNSAFE = (
    "tên tệp chỉ gồm chữ, số, dấu cách ở giữa và các dấu . _ - ( ) + , @ =; hãy đổi tên "
    "[unsafe-file-name]"
)


def reported(folder: Path) -> list[str]:
    """What is printed of a folder."""
    return lines(list(find_stray_files(folder, "docs", DOCS_KINDS)))


def content_is_not(kind: str) -> str:
    return f"nội dung tệp không phải là {kind}; hãy lưu lại đúng loại [wrong-content]"


def active(value: str) -> str:
    return (
        f'hình SVG không được có "{value}"; hãy xuất lại hình chỉ gồm nét vẽ và chữ '
        "[active-picture]"
    )


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.js", b"x()", f"1:1: {STRAY} [stray-page]"),
        ("x.css", b"", f"1:1: {STRAY} [stray-page]"),
        ("x.html", b"<p>", f"1:1: {STRAY} [stray-page]"),
        ("x.docx", b"", f"1:1: {STRAY} [stray-page]"),
        ("x", b"", f"1:1: {STRAY} [stray-page]"),
        ("x.md.exe", b"", f"1:1: {STRAY} [stray-page]"),
        ("x.PNG", PNG, f'1:1: {STRAY}; có phải ".png"? [stray-page]'),
        (".x.md.swp", b"", f"1:1: {TEMPORARY}"),
        (".env", b"", f"1:1: {TEMPORARY}"),
        ("x.md~", b"", f"1:1: {TEMPORARY}"),
        ("~$x.md", b"", f"1:1: {TEMPORARY}"),
        ("#x.md#", b"", f"1:1: {TEMPORARY}"),
        ("x.bak", b"", f"1:1: {TEMPORARY}"),
        ("100%.md", b"", f"1:1: {UNSAFE}"),
        ("a?b.md", b"", f"1:1: {UNSAFE}"),
        ("a#b.md", b"", f"1:1: {UNSAFE}"),
        ("a\u202eb.md", b"", f"1:1: {UNSAFE}"),
        (" a.md", b"", f"1:1: {UNSAFE}"),
        ("x.png", b"<html><script>x()</script>", f"1:1: {content_is_not('.png')}"),
        ("x.png", b"", f"1:1: {content_is_not('.png')}"),
        ("x.webp", PNG, f"1:1: {content_is_not('.webp')}"),
        ("x.svg", b"<html><script>x()</script></html>", f"1:1: {content_is_not('.svg')}"),
        ("x.svg", PNG, f"1:1: {content_is_not('.svg')}"),
        ("x.svg", b"<svg", f"1:1: {content_is_not('.svg')}"),
        ("x.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG + b"&a;</svg>", "1:1: nội dung tệp"),
        ("x.svg", SVG + b"\n<script>x()</script></svg>", f"2:2: {active('script')}"),
        ("x.svg", SVG + b"\n<g onload='x()'/></svg>", f"2:4: {active('onload')}"),
        ("x.svg", SVG + b"<foreignObject/></svg>", "1:85: hình SVG"),
        ("x.svg", SVG + b"\n<a href='x'/></svg>", f"2:2: {active('a')}\n2:4: {active('href')}"),
        ("x.svg", SVG + b"\n<use xlink:href='x.svg#y'/></svg>", f"2:12: {active('href')}"),
        ("x.svg", SVG + b"\n<image href='https://example.org/x'/></svg>", "2:2: hình SVG"),
        ("x.svg", SVG + b"\n<animate attributeName='href'/></svg>", "2:2: hình SVG"),
        ("x.svg", SVG + b"\n<rect style='fill: url(//x)'/></svg>", f"2:7: {active('style')}"),
        ("x.svg", SVG + b"\n<style>@import 'x'</style></svg>", f"2:2: {active('style')}"),
        ("x.svg", b"<?xml-stylesheet href='x'?>" + SVG + b"</svg>", "1:3: hình SVG"),
    ],
)
def test_a_file_that_nobody_meant_to_publish_is_reported(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    """By its kind, its name, or a content that is not what its name says."""
    (tmp_path / name).write_bytes(content)
    found = "\n".join(line.split(":", 1)[1] for line in reported(tmp_path))
    assert found.startswith(expected)


def test_pages_and_pictures_are_good(tmp_path: Path) -> None:
    """In folders, too, with names as people give them; and what a system leaves that is hidden."""
    folder = tmp_path / "Hướng dẫn (2)"
    folder.mkdir()
    drawing = b"<style>.a{fill:red}</style><use xlink:href='#a'/><path d='M0 0' fill='url(#b)'/>"
    metadata = (
        b"<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>"
    )
    (folder / "sơ đồ.svg").write_bytes(
        b"<?xml version='1.0'?>" + SVG + drawing + metadata + b"</svg>"
    )
    (folder / "x.png").write_bytes(PNG)
    (folder / "x.webp").write_bytes(b"RIFF\0\0\0\0WEBP")
    (folder / "trang.md").write_bytes(b"# X")
    (tmp_path / ".DS_Store").write_bytes(b"")
    assert reported(tmp_path) == []


def test_links_and_what_is_no_file_are_reported(tmp_path: Path) -> None:
    """A link to a file, to a folder or to nothing leads out of the folder; a pipe never ends."""
    (tmp_path / "a.md").symlink_to("/etc/passwd")
    (tmp_path / "b").symlink_to("/etc")
    (tmp_path / "c.png").symlink_to("nothing")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"")
    os.mkfifo(tmp_path / "d.md")
    os.mkfifo(tmp_path / "e.png")
    link = "đây là liên kết tượng trưng; hãy thay bằng tệp thật [symbolic-link]"
    other = "chỗ này phải là một tệp, không phải thư mục hay thứ khác [not-a-file]"
    assert reported(tmp_path) == [
        f"docs/.git:1:1: {TEMPORARY}",
        f"docs/a.md:1:1: {link}",
        f"docs/b:1:1: {link}",
        f"docs/c.png:1:1: {link}",
        f"docs/d.md:1:1: {other}",
        f"docs/e.png:1:1: {other}",
    ]


def test_a_picture_has_four_megabytes_at_most(tmp_path: Path) -> None:
    """More belongs elsewhere than on a page."""
    (tmp_path / "x.png").write_bytes(PNG + b"\0" * (5 << 20))
    (line,) = reported(tmp_path)
    assert line.startswith("docs/x.png:1:1: tệp lớn 5")
    assert line.endswith("[too-large]")


def test_the_theme_of_the_project_is_good() -> None:
    """Templates, styles, scripts and their types."""
    assert list(find_stray_files(ROOT / "overrides", "overrides", OVERRIDES_KINDS)) == []

"""Specifies what a page written by hand may hold, and what is reported of the rest, all at once."""

import datetime as dt
from pathlib import Path

import pytest

from macros.authoring import EXTENSIONS, MadePages, check_folder
from macros.pages import Site, page_stubs
from macros.register import Register
from tests.conftest import INVENTED
from tests.support.authored import Authored, lines
from tests.support.sites import ROOT

DAY = dt.date(2033, 1, 1)


@pytest.fixture(scope="module")
def author(invented: Register) -> Authored:
    return Authored(Site(invented, DAY))


def only(author: Authored, text: str | bytes) -> str:
    """The one line that is printed of a page, without its path."""
    (line,) = author.checked(text)
    return line.removeprefix("docs/writing.md:")


SANDBOX = "trang viết tay không dùng được"
ONLY_MACROS = "chỉ gọi các lệnh nêu ở trang Viết trang [refused-expression]"
CALL = (
    'lời gọi viết như {{ link("people/x") }}, dấu {{ để hiện thì đặt giữa {% raw %} và '
    "{% endraw %} [bad-template]"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The way out of the sandbox, however it is spelt.
        ("a {{ cycler.__init__.__globals__ }}", f'1:3: {SANDBOX} "cycler.__init__.__globals__"'),
        ("{{ ''.__class__.__mro__ }}", f'1:1: {SANDBOX} "[…].__class__.__mro__"'),
        ("{{ ''['__class__'] }}", f'1:1: {SANDBOX} "[…]"'),
        ("{{ ''|attr('__class__') }}", f'1:1: {SANDBOX} "|attr"'),
        ("{{ link.__globals__ }}", f'1:1: {SANDBOX} "link.__globals__"'),
        ("{{ link('a').format() }}", f'1:1: {SANDBOX} "link().format"'),
        ("{{ self.__dict__ }}", f'1:1: {SANDBOX} "self.__dict__"'),
        ("{{ config.theme }}", f'1:1: {SANDBOX} "config.theme"'),
        ("b\n{% include 'mkdocs.yml' %}", f'2:1: {SANDBOX} "{{% include %}}"'),
        ("{% import 'x' as y %}", f'1:1: {SANDBOX} "{{% import %}}"'),
        ("{% from 'x' import y %}", f'1:1: {SANDBOX} "{{% from %}}"'),
        ("{% extends 'x' %}", f'1:1: {SANDBOX} "{{% extends %}}"'),
        ("{{ 2 ** 9 }}", f'1:1: {SANDBOX} "**"'),
        ("{{ {'a': 1} }}", f'1:1: {SANDBOX} "[…]"'),
        ("{{ link(*['a']) }}", f'1:1: {SANDBOX} "link"'),
        ("{% for a in [1] recursive %}{% endfor %}", f'1:1: {SANDBOX} "recursive"'),
        ("{% if 1 is sameas(1) %}{% endif %}", f'1:1: {SANDBOX} "is sameas"'),
    ],
)
def test_nothing_leads_from_a_page_to_the_program(
    author: Authored, text: str, expected: str
) -> None:
    """No attribute, no file, no operation but those that an author needs."""
    assert only(author, text) == f"{expected}; {ONLY_MACROS}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ config }}", '1:4: không có lệnh hay tên "config" [unknown-macro]'),
        ("{{ environment }}", '1:4: không có lệnh hay tên "environment" [unknown-macro]'),
        ("{{ now() }}", '1:4: không có lệnh hay tên "now" [unknown-macro]'),
        ("{% for i in range(10**9) %}{% endfor %}", '1:13: không có lệnh hay tên "range"'),
        (
            'x {{ linc("people/tran-y") }}',
            '1:6: không có lệnh hay tên "linc"; có phải "link"? [unknown-macro]',
        ),
        (
            "{{ 'a'|uper }}",
            f'1:1: {SANDBOX} "|uper"; chỉ gọi các lệnh nêu ở trang Viết trang; có phải "upper"? '
            "[refused-expression]",
        ),
        (
            '{{ cite("sources/bao-nha-vuon", "đoạn 10") }}',
            '1:4: không có "đoạn 10" trong "sources/bao-nha-vuon" [unknown-locator]',
        ),
        (
            '{{ cite("sources/bao-nha-vuon", "3") }}',
            '1:4: không có "3" trong "sources/bao-nha-vuon"; có phải "đoạn 3"? [unknown-locator]',
        ),
        ("{{ as_of }}", '1:4: gọi lệnh "as_of" phải có ngoặc: as_of(…) [macro-without-call]'),
        (
            "{% set link = 1 %}",
            '1:8: "link" là tên một lệnh; hãy đặt tên khác [macro-name-taken]',
        ),
        ("a\n\n{{ 1/0 }}", '3:1: không tính được "1/0" [cannot-compute]'),
        ("{{ 'a' + 1 }}", "1:1: không tính được \"'a' + 1\" [cannot-compute]"),
        ("{{ 'a' * 99999999 }}", "1:1: không tính được \"'a' * 99999999\" [cannot-compute]"),
        ("a {% if 1/0 %}{% endif %}", '1:3: không tính được "if 1/0" [cannot-compute]'),
        ("{% for a in 5 %}{% endfor %}", '1:1: không tính được "for a in 5" [cannot-compute]'),
        ('c {{ link("x"', '1:3: "{{" chưa đóng; thiếu "}}" ở cùng dòng [open-tag]'),
        ("c {{ 1 %}", '1:3: "{{" chưa đóng; thiếu "}}" ở cùng dòng [open-tag]'),
        ("{% if 1", '1:1: "{%" chưa đóng; thiếu "%}" ở cùng dòng [open-tag]'),
        ("{## x", '1:1: "{##" chưa đóng; thiếu "##}" ở cùng dòng [open-tag]'),
        ("b\n{% if 1 %}\nx", '2:1: "{% if %}" chưa đóng; thiếu "{% endif %}" [open-block]'),
        (
            "b\nc &#x202e;d &amp;",
            "2:3: ký tự điều khiển hoặc không nhìn thấy U+202E; hãy xóa [invisible-character]",
        ),
        (
            "b\n<<<<<<< HEAD",
            "2:1: git để lại hai bản ở đây; hãy giữ một bản và xóa các dòng có <<<<<<<, ======= và "
            ">>>>>>> [merge-marks]",
        ),
        ("{% raw %} {{", '1:1: "{% raw %}" chưa đóng; thiếu "{% endraw %}" [open-block]'),
        (
            "{{ link(“people/tran-y”) }}",
            '1:9: dấu “ (U+201C) không đặt được quanh giá trị; hãy gõ dấu ngoặc kép thẳng " '
            "[curly-quotes-in-call]",
        ),
        ("{{ link(\n 'x' y) }}", f"1:1: không đọc được \"{{{{ link( 'x' y) }}}}\"; {CALL}"),
        ("{{ a b }}", f'1:1: không đọc được "{{{{ a b }}}}"; {CALL}'),
        ("{% endif %}", f'1:1: không đọc được "{{% endif %}}"; {CALL}'),
        ("{% lap %}", f'1:1: không đọc được "{{% lap %}}"; {CALL}'),
        (
            '{{ "\\u202e" }}',
            "1:1: ký tự điều khiển hoặc không nhìn thấy U+202E; hãy xóa [invisible-character]",
        ),
    ],
)
def test_a_mistake_in_a_call_is_reported_at_its_place(
    author: Authored, text: str, expected: str
) -> None:
    """In words that say what to type."""
    assert only(author, text).startswith(expected)


LIMIT = "trang lặp, lồng hoặc in ra quá nhiều; hãy viết gọn lại [template-limit]"
LOOP = '{% for a in "' + "x" * 200 + '" %}'


@pytest.mark.parametrize(
    "text",
    [
        f"{LOOP}{LOOP}{LOOP}{{% endfor %}}{{% endfor %}}{{% endfor %}}",
        "{{ " + "(" * 4_000 + "1" + ")" * 4_000 + " }}",
        "{% if 1 %}" * 60 + "{% endif %}" * 60,
        "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
        "{{ 1 }}" * 12_000,
        "{{ " + "9" * 5_000 + " }}",
        '{% set x = "' + "y" * 10_001 + '" %}',
        "".join(f"{{% set x{i + 1} = [x{i}, x{i}] %}}" for i in range(30)).replace("x0", "1"),
    ],
    ids=["rounds", "brackets", "tags", "loops", "size", "digits", "text", "lists"],
)
def test_a_page_that_would_not_end_is_refused(author: Authored, text: str) -> None:
    """By the rounds of its loops, its nesting, its size and that of what a name stands for."""
    assert only(author, text).partition(": ")[2] == LIMIT


def test_loops_conditions_and_names_are_there(author: Authored) -> None:
    """An author who knows Jinja may use what is harmless in it."""
    text = (
        '{% set who = "people/tran-y" %}{% for a in ["x", who] if a != "x" %}'
        "{{ loop.index }}/{{ loop.length }} {{ link(a) if a is defined else '' }}{% endfor %}"
        "{{ 3 - 2 * 1 }}{% if count('tasks')|int > 2 and not 0 %}, {{ 'đủ'|upper }}{% endif %}"
        "{## unseen ##}{% raw %} {{ x }}{% endraw %}"
    )
    assert author.checked(text) == []
    link = '<a href="../people/tran-y/">Trần Ý</a>'
    assert author.render(text) == f"1/1 {link}1, ĐỦ {{{{ x }}}}"
    assert author.reports == []


def element(name: str) -> str:
    return f"trang viết tay không được có <{name}>; hãy viết bằng Markdown [refused-element]"


def attribute(name: str) -> str:
    return f'thuộc tính "{name}" không được dùng trong trang viết tay; hãy xóa [refused-attribute]'


def link(value: str) -> str:
    return (
        f'liên kết "{value}" không được dùng; chỉ dẫn đến trang của site, https://, http:// hoặc '
        "mailto: [refused-link]"
    )


def image(value: str) -> str:
    return f'hình "{value}" lấy từ nơi khác; hãy đặt tệp hình vào thư mục docs [outside-image]'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n<script>x()</script>", f"3:1: {element('script')}"),
        ("a <SCRIPT>x()</SCRIPT>", f"1:3: {element('script')}"),
        ("<style>b{}</style>", f"1:1: {element('style')}"),
        ("<iframe></iframe>", f"1:1: {element('iframe')}"),
        ("<object></object>", f"1:1: {element('object')}"),
        ("x <embed>", f"1:3: {element('embed')}"),
        ("x <base>", f"1:3: {element('base')}"),
        ("x <meta>", f"1:3: {element('meta')}"),
        ("x <link>", f"1:3: {element('link')}"),
        ("<svg><script>x</script></svg>", f"1:1: {element('svg')}\n1:6: {element('script')}"),
        ("<math></math>", f"1:1: {element('math')}"),
        ("<textarea></textarea>", f"1:1: {element('textarea')}"),
        ("<x-y></x-y>", f"1:1: {element('x-y')}"),
        ("a</main>", f"1:2: {element('main')}"),
        ('{{ "<scr" ~ "ipt>" }}', f"1:1: {element('script')}"),
        ("`<script>` và <script>", f"1:15: {element('script')}"),
        ("```\n<script>\n```\n\n<script>", f"5:1: {element('script')}"),
        ('<b onclick="x">y</b>', f"1:4: {attribute('onclick')}"),
        ("<b ONCLICK=x>y</b>", f"1:4: {attribute('onclick')}"),
        ('<p style="color: red">y</p>', f"1:4: {attribute('style')}"),
        ("y\n{: onclick=x }", f"2:4: {attribute('onclick')}"),
        ("# Y {: style='a' }", f"1:8: {attribute('style')}"),
        ("*y*{ onclick=x }", f"1:6: {attribute('onclick')}"),
        ('<form action="x"></form>', f"1:7: {attribute('action')}"),
        ('<button formaction="x">y</button>', f"1:9: {attribute('formaction')}"),
        ('<input type="password">', f"1:8: {attribute('type=password')}"),
        ('<a href="x.md" target="_blank">y</a>', f"1:16: {attribute('target')}"),
        ('<img src="x.png" srcset="y">', f"1:18: {attribute('srcset')}"),
        ('<p data-steps="x">y</p>', f"1:4: {attribute('data-steps')}"),
        ("[y](javascript:x)", f"1:5: {link('javascript:x')}"),
        ("[y](JaVaScript:x)", f"1:5: {link('JaVaScript:x')}"),
        ('<a href="java&#10;script:x">y</a>', f"1:1: {link('java script:x')}"),
        ('<a href=" javascript:x">y</a>', f"1:11: {link('javascript:x')}"),
        ("[y](data:text/html,x)", f"1:5: {link('data:text/html,x')}"),
        ("y [y](java\tscript:x)", f"1:7: {link('java script:x')}"),
        ("[y](vbscript:x)", f"1:5: {link('vbscript:x')}"),
        ("[y](file:///etc/passwd)", f"1:5: {link('file:///etc/passwd')}"),
        ("[y](//example.org/x)", f"1:5: {link('//example.org/x')}"),
        ("[y][z]\n\n[z]: javascript:x", f"3:6: {link('javascript:x')}"),
        ("![y](https://example.org/x.png)", f"1:6: {image('https://example.org/x.png')}"),
        ("![y](//example.org/x.png)", f"1:6: {image('//example.org/x.png')}"),
        ("![y](data:image/png;base64,x)", f"1:6: {image('data:image/png;base64,x')}"),
        (
            "## Y {: #__config }",
            '1:10: mã "__config" dành cho giao diện; hãy chọn mã không bắt đầu bằng __ '
            "[reserved-html-id]",
        ),
        ("<div>x</div></div>", "1:13: </div> không đóng thẻ nào; hãy xóa [lone-end-tag]"),
        ("<div>x", "1:1: <div> chưa đóng; thiếu </div> [unclosed-element]"),
        (
            '<p title="<script>">x</p>',
            '1:1: không đọc được thẻ HTML "<p title="<script>">x"; dấu < để hiện thì viết &lt; '
            f"[broken-html]\n1:11: {element('script')}",
        ),
        (
            "<!--> <script>x</script> -->",
            '1:1: không đọc được thẻ HTML "<!--> <script>x</scri"; dấu < để hiện thì viết &lt; '
            f"[broken-html]\n1:7: {element('script')}",
        ),
        (
            "<?php x ?>",
            '1:1: không đọc được thẻ HTML "<?php x ?>"; dấu < để hiện thì viết &lt; [broken-html]',
        ),
    ],
)
def test_a_page_holds_no_html_that_does_something(
    author: Authored, text: str, expected: str
) -> None:
    """Nothing that runs, styles, frames, sends or loads; each at its place in the page."""
    found = [line.removeprefix("docs/writing.md:") for line in author.checked(text)]
    assert "\n".join(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a < b và c > d, <https://example.org>, <b>đậm</b>, x<sup>2</sup>, dòng<br>dòng, a & b",
        '<div class="x" data-search-exclude>\n<p lang="en" title="y">x</p>\n</div>\n<!-- ẩn -->',
        "[y](x.md#z) [y](https://example.org/?a=1&b=2) [y](mailto:a@example.org) ![y](x.png)",
        "| a | b |\n|--:|---|\n| 1 | 2 |\n{: .x }\n\n1. y\n2. z\n\n> t\n\n***\n\n    <script>\n",
        "`<script>` &lt;script&gt;\n\n```html\n<iframe onload=x>\n```\n",
        '<form role="search" aria-label="y"><label for="q">z</label><input id="q" type="search" '
        'name="q"><button>x</button></form>\n\n<noscript><p>x</p></noscript>',
        "<details><summary>x</summary>\n<p>y</p></details>",
        "",
        "\ttab",
    ],
)
def test_markdown_and_plain_html_are_good(author: Authored, text: str) -> None:
    """Also what only shows HTML."""
    assert author.checked(text) == []


def test_all_problems_of_a_page_are_reported_at_once(author: Authored) -> None:
    """Of its head, its calls and its HTML, in the order of the page; each with its caret."""
    text = (
        "---\ntitel: X\n---\n\n{{ linc(1) }} {{ link('people/tran-x') }} {{ 1/0 }} {{ a b }}\n\n"
        "<script>\n</script>\n\n[y](javascript:x) {{ x.y }} {{ link() }}\n"
    )
    rules = [line.partition(": ")[0] + line[line.rindex(" [") :] for line in author.checked(text)]
    assert rules == [
        "docs/writing.md:2:1 [unknown-front-matter]",
        "docs/writing.md:5:4 [unknown-macro]",
        "docs/writing.md:5:18 [unknown-address]",
        "docs/writing.md:5:43 [cannot-compute]",
        "docs/writing.md:5:53 [bad-template]",
        "docs/writing.md:7:1 [refused-element]",
        "docs/writing.md:10:5 [refused-link]",
        "docs/writing.md:10:19 [refused-expression]",
        "docs/writing.md:10:32 [wrong-arguments]",
    ]


def test_an_english_reader_is_told_in_english(author: Authored) -> None:
    """`--lang en`."""
    assert author.checked("{{ linc() }}", "en") == [
        'docs/writing.md:1:4: there is no macro or name "linc"; did you mean "link"? '
        "[unknown-macro]"
    ]


@pytest.mark.parametrize("institution", ["real", "invented"])
def test_the_pages_of_the_project_are_good(
    institution: str, real: Register, invented: Register
) -> None:
    """And with them all that they show of what an author may type."""
    docs = ROOT / "docs" if institution == "real" else INVENTED.parent / "docs"
    register = real if institution == "real" else invented
    stubs, site = {stub.uri: stub for stub in page_stubs(register)}, Site(register, DAY)
    made = MadePages(uris=stubs, ids=lambda uri: site.ids(stubs[uri]))
    assert check_folder(docs, register, DAY, made) == []


def test_a_link_leads_to_a_page_or_a_file(invented: Register, tmp_path: Path) -> None:
    """To one by hand or one that is made, from where the page is; raw HTML may name others."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.md").write_text(
        "[x](../people/index.md#y) [x](c.md) [x](/people/tran-y.md) [x](?q)\n\n"
        "![x](../d.png) [x](../people/tran-yy.md)\n\n[x][z] `[x](e.md)` [x](e.md)\n\n"
        '[z]: /f.md\n\n<p><a href="../api/v1/people.json">x</a></p>\n',
        encoding="utf-8",
    )
    (tmp_path / "a/c.md").write_text("x", encoding="utf-8")
    (tmp_path / "a/garden.md").write_text(
        "## Cây\n\n[x](#cay) [x](#cayy) [x](/people/tran-y.md#z) [x](../views.md#v)\n\n"
        '<img src="h.png" alt=""> <img src="../../cay.png" alt=""> <img src="../cay.png" alt="">\n',
        encoding="utf-8",
    )
    (tmp_path / "views.md").write_text("{{ gaps() }}\n", encoding="utf-8")
    (tmp_path / "cay.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    uris = ["people/index.md", "people/tran-y.md"]
    found = check_folder(tmp_path, invented, DAY, MadePages(uris=uris, ids=lambda _: ("x", "y")))
    assert [line.partition(":")[2] for line in lines(found)] == [
        '3:6: không có trang hay tệp "../d.png" [unknown-page]',
        '3:20: không có trang hay tệp "../people/tran-yy.md"; có phải "../people/tran-y.md"? '
        "[unknown-page]",
        '5:24: không có trang hay tệp "e.md"; có phải "c.md"? [unknown-page]',
        '7:6: không có trang hay tệp "/f.md" [unknown-page]',
        '3:15: trang không có phần nào mang mã ở sau dấu # của "#cayy"; có phải "#cay"? '
        "[unknown-anchor]",
        '3:26: trang không có phần nào mang mã ở sau dấu # của "/people/tran-y.md#z" '
        "[unknown-anchor]",
        '5:11: không có trang hay tệp "h.png" [unknown-page]',
        '5:69: không có trang hay tệp "../cay.png"; có phải "../../cay.png"? [unknown-page]',
    ]


def test_pages_are_checked_with_the_markdown_that_they_are_made_with() -> None:
    """That of `mkdocs.yml`, and what MkDocs adds to it."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = text.partition("markdown_extensions:\n")[2].partition("\n\n")[0]
    named = {line.strip(" -").partition(":")[0] for line in listed.splitlines()}
    assert {*named, "fenced_code"} == set(EXTENSIONS)

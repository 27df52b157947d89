"""Specifies the macros that say how things stand on the day: who holds a post, what is in force."""

import pytest

from macros.pages import Site
from macros.register import Register
from tests.support.authored import Authored
from tests.unit.test_author_macros import CHARTER, COUNCIL, DAY

HOLDER = f"""\
<div class="holder">
<p class="card__kind"><a href="../{COUNCIL}/#chu-tich">Chủ tịch Hội đồng Vườn Ươm</a></p>
<p class="holder__name"><a href="../people/le-van-binh/">Lê Văn Bình (ủy viên Hội đồng)</a> \
<span class="badge badge--held-seen">Lần cuối thấy \
<time datetime="2031-06-30">30/6/2031</time></span></p>
<p class="aside">từ 30/6/2031</p>
<p class="aside">Tính đến ngày <time datetime="2033-01-01">1/1/2033</time>. \
Nguồn của từng dòng nằm ở trang của người đó.</p>
</div>"""

FORCE = f"""\
<ul class="texts">
<li><span><a href="../{CHARTER}/">Điều lệ 02/2030</a> \
<span class="aside">Điều lệ Hội đồng Vườn Ươm (mới)</span></span>
<span><span class="badge badge--force-partly">Hết hiệu lực một phần</span></span></li>
</ul>"""


@pytest.fixture
def macros(invented: Register) -> Authored:
    return Authored(Site(invented, DAY))


def test_a_post_names_who_was_last_seen_in_it(macros: Authored) -> None:
    """And when a source last showed it."""
    assert macros.render(f'{{{{ holder("{COUNCIL}#chu-tich") }}}}').strip() == HOLDER


def test_documents_stand_with_their_status_on_the_day(macros: Authored) -> None:
    """Number, printed title and the word for the status."""
    assert macros.render(f'{{{{ force("{CHARTER}") }}}}').strip() == FORCE

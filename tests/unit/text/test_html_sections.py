"""What of a built page is searched: its sections, with the words that a reader sees in them."""

from macros.text.html_sections import SearchSection, search_sections


def test_a_section_goes_from_one_heading_to_the_next() -> None:
    """The first heading stands for the page as a whole, the others lead to their place."""
    html = """
      <h1 id="x">Vườn<a class="headerlink" href="#x">#</a></h1><p>Nơi ươm cây.</p>
      <h2 id="cay">Cây</h2><p>Có <b>ba</b> luống.</p><h3 id="con">Cây con</h3><ul><li>Cải</li></ul>
    """
    assert search_sections(html) == (
        SearchSection("", "Vườn", "Nơi ươm cây."),
        SearchSection("cay", "Cây", "Có ba luống."),
        SearchSection("con", "Cây con", "Cải"),
    )


def test_a_heading_without_an_id_is_found_by_the_element_around_it() -> None:
    """Posts and articles carry their id on the section."""
    html = '<section id="dieu-1"><h3>Điều 1</h3><p>Ban kết thúc.</p></section>'
    assert search_sections(html) == (SearchSection("dieu-1", "Điều 1", "Ban kết thúc."),)


def test_blocks_are_set_apart_and_a_term_leads_to_its_value() -> None:
    """What stands in cells and lists does not run together."""
    html = "<dl><div><dt>Ngày</dt><dd>1/2/2030</dd></div></dl><table><tr><td>An</td><td>Tổ trưởng"
    assert search_sections(html) == (SearchSection("", "", "Ngày: 1/2/2030 · An · Tổ trưởng"),)


def test_a_line_that_is_broken_in_the_source_is_one_line() -> None:
    """Only blocks are set apart."""
    assert search_sections("<p>Một cơ quan\n  độc lập.</p>") == (
        SearchSection("", "", "Một cơ quan độc lập."),
    )


def test_a_passage_of_signs_alone_is_none() -> None:
    """What is left of a list whose values are kept out."""
    html = "<dl><div><dt data-search-exclude>A</dt><dd>–</dd></div></dl>"
    assert search_sections(html) == ()


def test_footnotes_drawings_and_controls_hold_no_words() -> None:
    """Markers, charts, the headers of tables, forms and scripts are passed over."""
    html = """<p>Gieo hạt.<sup><a href="#s1">1</a></sup></p><svg><text>2031</text></svg>
      <table><thead><tr><th>Tên</th></tr></thead></table><form><label>Ngày</label></form>
      <script>let a</script><noscript>Bật JavaScript</noscript>"""
    assert search_sections(html) == (SearchSection("", "", "Gieo hạt."),)


def test_what_a_template_keeps_out_is_kept_out_whole() -> None:
    """Elements within it, too, and what follows it is in again."""
    html = "<div data-search-exclude><ol><li>Nguồn <b>một</b></li></ol></div><p>Luống.</p>"
    assert search_sections(html) == (SearchSection("", "", "Luống."),)


def test_a_list_of_pairs_that_is_kept_out_leaves_no_sign() -> None:
    """The colon after a term belongs to the term."""
    html = "<h2>Nhà</h2><dl data-search-exclude><dt>Ngày</dt><dd>1/2/2030</dd></dl>"
    assert search_sections(html) == ()


def test_entities_are_read_as_signs() -> None:
    """A value reaches the index as it was typed, not as it was escaped."""
    assert search_sections("<p>A &lt;b&gt; &#123;&#123; C</p>") == (
        SearchSection("", "", "A <b> {{ C"),
    )


def test_a_heading_with_nothing_under_it_is_no_passage() -> None:
    """There would be nothing to show."""
    assert search_sections('<h2 id="a">Trống</h2><h2 id="b">Có</h2><p>chữ') == (
        SearchSection("b", "Có", "chữ"),
    )

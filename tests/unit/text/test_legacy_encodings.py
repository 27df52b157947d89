"""Text in a wrong encoding: what is surely such is restored, and names from anywhere are not."""

import pytest

from macros.text import has_unusual_characters, misread_lines


def _misread(text: str) -> list[tuple[int, str, str]]:
    found = misread_lines(text.split("\n"), has_unusual_characters(text))
    return [(misread.column, misread.encoding, misread.restored) for misread in found]


@pytest.mark.parametrize(
    ("text", "column", "encoding", "restored"),
    [
        ("name: Nguyá»…n Văn", 7, "UTF-8", "Nguyễn Văn"),
        ("summary: Bá»™ trưởng", 10, "UTF-8", "Bộ trưởng"),
        ("name: Nguyá»…n VÄƒn An", 7, "UTF-8", "Nguyễn Văn An"),
        ("- {vi: 'Äá»\x97 ThÃ¹y'}", 9, "UTF-8", "{vi: 'Đỗ Thùy'}"),
        ("name: Nguyß╗àn V─ân", 7, "UTF-8", "Nguyễn Văn"),
        ("a: 'Th╞░ß╗ƒng'", 4, "UTF-8", "Thưởng"),
        ("name: Nguy·ªÖn VƒÉn", 7, "UTF-8", "Nguyễn Văn"),
        ("name: Ñoã", 7, "VNI", "Đỗ"),
        ("name: NguyÔn V¨n An", 7, "TCVN3 (ABC)", "Nguyễn Văn An"),
        ('name: "TrÇn ý"', 8, "TCVN3 (ABC)", "Trần ý"),
        ("Ban Th\xad ký Quèc héi", 5, "TCVN3 (ABC)", "Ban Thư ký Quốc hội"),
        ("§iÒu 5 cña LuËt", 1, "TCVN3 (ABC)", "Điều 5 của Luật"),
        ("TRÇN V¡N", 1, "TCVN3 (ABC)", "TRẦN VĂN"),
        ("Héi chî", 1, "TCVN3 (ABC)", "Hội chợ"),
        ("Ph¹m", 1, "TCVN3 (ABC)", "Phạm"),
        ("name: Nguyeãn Vaên An", 7, "VNI", "Nguyễn Văn An"),
        ("TRAÀN YÙ", 1, "VNI", "TRẦN Ý"),
        ("Ñieàu 5 cuûa Luaät", 1, "VNI", "Điều 5 của Luật"),
        ("Phaïm Minh", 1, "VNI", "Phạm Minh"),
        ("Hueá", 1, "VNI", "Huế"),
        ("Thuû töôùng", 1, "VNI", "Thủ tướng"),
    ],
)
def test_text_in_a_wrong_encoding_is_restored(
    text: str, column: int, encoding: str, restored: str
) -> None:
    """UTF-8 read as Windows-1252, and the two old Vietnamese encodings without their fonts."""
    assert _misread(text) == [(column, encoding, restored)]


@pytest.mark.parametrize(
    "text",
    [
        *("Seán", "Loïc Caïn", "René Müller", "Gång Sång Trång", "Bø Sø Lø", "Nuñez Peña", "50 µm"),
        *("Naïm", "Aïn Témouchent", "Zoë Noël Raphaël", "aún está", "où août", "João São Leão"),
        *(
            "Işık ð",
            "col·lecció",
            "«Văn»",
            "©",
            "Jörg Köln Süß",
            "José María Sánchez Pérez",
            "£m £5",
        ),
        *("Søren Kierkegård Ångström", "Chaïm Soutine", "Hoà bình, khoá họp, xoá", "và có là"),
        *("1ª 2º m² × ÷", "Þórr Ísland Ðóra", "Tomáš Dvořák", "café, thé, à la carte", "Cañón Ñu"),
        *("Université de Genève", "Öl für Köln", "Björn Høeg", "Ông “Ô”…", "là” x", "Élection"),
    ],
)
def test_names_from_other_languages_are_left_alone(text: str) -> None:
    """A letter that an old encoding had too is no proof."""
    assert _misread(text) == []

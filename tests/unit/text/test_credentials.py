"""Keys, tokens and passwords in a text: those of known forms, and those behind their name."""

import pytest

from macros.text import secrets_in


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("-----BEGIN OPENSSH PRIVATE KEY-----", 0),
        ("-----BEGIN PRIVATE KEY-----", 0),
        (f"là ghp_{'a1' * 18}", 3),
        (f"glpat-{'x' * 20}", 0),
        ("AKIAIOSFODNN7EXAMPLE", 0),
        (f"AIza{'a' * 35}", 0),
        (f"sk-{'a' * 40}", 0),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc", 0),
        ("https://lan:mat-khau@example.org/", 5),
        ("password=hunter2", 0),
        ("Password: 12345678", 0),
        ("Mật khẩu: Abc@123", 0),
        ("mật khẩu là Abc12345", 0),
        ('API_KEY = "1234567890abcdef"', 0),
        ("?access_token=12ab34cd", 8),
        ("Authorization: Bearer abc123def456ghi789", 15),
        ("mk là abc12345", 0),
        ("matkhau: qwerty1", 0),
        ("PIN: 1234", 0),
        ("mã PIN 1234", 0),
        ("mã OTP là 482910", 0),
    ],
)
def test_a_secret_is_found(text: str, offset: int) -> None:
    """Whoever pasted it did not see that the page is for everybody."""
    assert list(secrets_in(text)) == [offset]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Mật khẩu: xin ở phòng CNTT",
            "mật khẩu: 8 ký tự trở lên",
            "token: abc",
            "compass: 12345",
            "thay pin 2031",
            "Bearer of news to everybody",
            "OTP gồm 6 chữ số",
        ),
        *(
            "thời gian: 13:30",
            "https://example.org/@lan",
            "lan@example.org",
            "passed_by: people/an1",
        ),
        *("https://example.org/tin-102240311143253459.htm", "PRIVATE KEY", "đổi mật khẩu 6 tháng"),
    ],
)
def test_what_only_speaks_of_secrets_is_left_alone(text: str) -> None:
    """A rule about passwords is no password."""
    assert list(secrets_in(text)) == []

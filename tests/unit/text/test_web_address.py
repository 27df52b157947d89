"""Web addresses: what is wrong with one, and its normal form."""

import pytest

from macros.text import normal_web_address, shown_host, web_address_fault, without_user


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        *((address, "scheme") for address in ("example.org", "ftp://example.org", "//example.org")),
        *((address, "blank") for address in ("https://exa mple.org/", "https://example.org/a b")),
        *((f"https://{rest}", "host") for rest in ("", "/x", "-a.org", "a..b", "a_.org", "[::1")),
        *((f"https://a.org:{port}/", "port") for port in ("99999", "0", "x", "-1")),
        *((f"http://{user}@a.org/", "user") for user in ("lan:bi-mat", "lan", "")),
        ("https://xn--80ak6aa92e.com/", "lookalike"),
        ("https://\u0430pple.com/", "lookalike"),
        ("https://xn--zzzzzz99999.com/", "host"),
    ],
)
def test_what_is_wrong_with_an_address_has_a_name(address: str, fault: str) -> None:
    """A reader can not open it, or is led to another place than it seems."""
    assert web_address_fault(address) == fault


@pytest.mark.parametrize(
    "address",
    [
        *("https://example.org/hop", "http://a.org:8080/x?y=1#z", "HTTPS://EXAMPLE.ORG/Hop"),
        *(
            "https://xn--mnchen-3ya.de/",
            "https://президент.рф/",
            "https://[2606:4700::1111]/",
            "https://a.org:/",
        ),
        *("http://intranet/", "https://example.org./", "https://example.org/@lan/x:y"),
    ],
)
def test_a_good_address_has_no_fault(address: str) -> None:
    """Whatever language its server is named in."""
    assert web_address_fault(address) == ""


def test_an_address_has_a_normal_form() -> None:
    """Scheme and server in small letters; what is no address stays."""
    assert normal_web_address("HTTPS://Example.ORG:80/Hop?A") == "https://example.org:80/Hop?A"
    assert normal_web_address("HTTPS://exa mple.org") == "HTTPS://exa mple.org"
    assert without_user("http://lan:x@a.org/@b") == "http://a.org/@b"
    assert shown_host("https://xn--80ak6aa92e.com/") == "\u0430\u0440\u0440\u04cf\u0435.com"

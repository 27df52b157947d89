"""Checks a running server against the contract and a release; needs Python alone.

`contract` holds the rules. `audit` asks the server for every file (`files`), for what it must
refuse (`refusals`) and over plain HTTP, through `http_client`, and looks at the folder of the
release, if it is at hand (`release_folder`); `checks` counts what was looked at and collects the
breaches.
"""

from deploy.verify.audit import VerifyOptions, verify
from deploy.verify.contract import contract_text
from deploy.verify.http_client import tls_context

__all__ = ["VerifyOptions", "contract_text", "tls_context", "verify"]

"""Checks a running server against the contract and a release; needs Python alone."""

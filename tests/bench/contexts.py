"""A plugin of pytest that names the running test in coverage data, in child processes, too."""

import os
from collections.abc import Iterator

import coverage
import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Whatever runs from here on belongs to this test, its fixtures included."""
    measuring = coverage.Coverage.current()
    assert measuring is not None, "this plugin is for runs under coverage"
    measuring.switch_context(item.nodeid)
    config = measuring.config
    config.context = item.nodeid  # of processes that start with what the environment says
    os.environ["COVERAGE_PROCESS_CONFIG"] = config.serialize()
    config.context = None
    return (yield)

"""Rules about ids that were given up."""

from collections.abc import Iterator

from macros.model import id_breach
from macros.register import Finding, Register


def former_id_in_use(register: Register) -> Iterator[Finding]:
    """An id that was given up is clean, leads to one record, and is no id that is in use."""
    seen: dict[str, str] = {}
    for entry in register.entries.values():
        for index, id_ in enumerate(entry.record.former_ids):
            loc, address = ("former_ids", index), f"{entry.collection}/{id_}"
            if breach := id_breach(id_, is_page=True):
                yield entry, loc, dict(breach)
            elif address in register.entries:
                yield entry, loc, {"value": address, "other": register.entries[address].path}
            elif address in seen:
                yield entry, loc, {"value": address, "other": seen[address]}
            seen.setdefault(address, entry.path)

"""A reference site from facts in YAML: validated, joined, rendered."""

"""Makes releases, the zip edition and the PDF from this repository."""

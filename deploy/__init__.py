"""Makes releases of the site, publishes them on a server, and verifies what the server sends.

`make` turns a commit into a release: a folder, described by its `manifest`, and a tar of it.
`publish` takes a release into the folder of a server, shows it by one link, and goes back.
`verify` asks a running server for everything that the release and the contract promise.
A signed `statement` says for which site a release is, and until when.
A server holds `manifest`, `statement`, `publish` and `verify`, which need Python alone.
"""

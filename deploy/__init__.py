"""How the site reaches its readers: a release, its publication, the proof of a server."""

"""Publishes releases on a server and takes them back; needs Python alone."""

"""The one port: what every network is asked, and what it may answer."""

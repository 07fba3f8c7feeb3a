"""One module or package a network, found by its name and named nowhere else (`scheduler.connector.discover`).

Each holds the network's rules as data, every limit with the page it was read on and the day, and a `Connector` that claims
what it can do: one that claims nothing lets its network be prepared, checked, rehearsed and handed to a person.
"""

"""One module or package a network, found by its name and named nowhere else (`scheduler.connector.discover`)."""

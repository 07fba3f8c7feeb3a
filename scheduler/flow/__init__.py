"""One module a stage of the way from a post to its counts; pure decisions apart from the acts that follow them."""

"""The editorial line over a whole calendar: hours, days, and posts held against each other and against the queue. Pure."""

"""What a connector's author inherits: the contract suite, samples to send, and strict fakes of servers.

pytest is imported by `scheduler.testing.contract` alone; nothing of the program imports this package.
"""

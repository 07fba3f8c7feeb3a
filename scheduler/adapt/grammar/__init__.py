"""What a link, a mention and a hashtag are, by the rules of each family of networks: one module a family."""

"""Exports of networks and tables of past posts: opened with bounds, understood, and read without guessing."""

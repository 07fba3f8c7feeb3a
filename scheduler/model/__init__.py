"""The words of the trade as frozen values: no input or output happens on this floor."""

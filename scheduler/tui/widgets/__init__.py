"""What the room's screens are made of; each draws its own lines."""

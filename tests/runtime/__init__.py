"""The runtime that every package contains, room by room."""

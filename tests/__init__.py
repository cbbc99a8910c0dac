"""The tests: a room for each room of the sources, and one for what all of them use."""

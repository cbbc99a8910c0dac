"""The languages that output is written in: a room for each, and what they have in common.

Nothing outside of this folder knows a language but the commands that choose one, and none of its
rooms knows another.
"""

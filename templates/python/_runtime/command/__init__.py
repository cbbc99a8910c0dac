"""The command line: what was typed in, a call, its answer out."""

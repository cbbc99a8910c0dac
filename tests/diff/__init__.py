"""What a change does: each rule by its smallest case, the forms of a report, the command."""

"""Operations that are to go, as type checkers and editors mark what is made of their methods."""

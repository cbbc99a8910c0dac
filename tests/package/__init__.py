"""The generated package of this project, as its users meet it."""

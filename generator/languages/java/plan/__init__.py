"""What the package will hold, a module of the plan for each kind of file."""

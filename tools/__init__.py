"""What a checkout needs around the program: setting up, starting, locking. Standard library only."""

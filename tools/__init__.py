"""What a checkout needs around the program: setting up, starting, locking, and making the manual.

Standard library only, save in what runs inside the environment (``tools.manual``).
"""

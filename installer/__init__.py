"""What turns a checkout into a Windows set-up program."""

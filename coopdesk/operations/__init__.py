"""What a user asks for, once, for the window and the command line alike."""

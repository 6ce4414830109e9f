"""Records to files and back; one module a format, listed in `formats`."""

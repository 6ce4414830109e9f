"""The words inside attached files, one module a format; all of it runs in a child process."""

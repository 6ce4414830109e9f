"""Why a file gives no words: what the module of a format raises, beside its library's errors."""


class Protected(Exception):
    """The file is encrypted, and nobody gave the password."""


class TooMuch(Exception):
    """To read the file would take more memory than a document may."""

"""CoopDesk: the desktop catalogue of bilateral defence and civil-protection cooperation."""

__version__ = "0.1.0"

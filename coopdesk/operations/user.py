"""Who does the work: the name that the history's entries carry."""

from coopdesk.settings import Settings


def user_name(settings: Settings) -> str:
    """Return the name in the settings, else that of the account."""
    return str(settings.get("user_name")).strip() or account_name()


def account_name() -> str:
    """Return the name of the account that runs the program, "unknown" where it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "unknown"  # as in some containers

"""``python -m coopdesk``."""

from coopdesk.app import main

if __name__ == "__main__":
    raise SystemExit(main())

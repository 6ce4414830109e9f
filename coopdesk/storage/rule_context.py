"""What the rules are told of the catalogue in which a record stands."""

from datetime import datetime

from sqlalchemy import Connection

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.partnership import Partnership
from coopdesk.catalogue.rules import Context
from coopdesk.storage.frame import read_frame, read_vocabulary


def rule_context(connection: Connection, at: datetime) -> Context:
    """Return what a save at the moment ``at`` is judged by."""
    return Context(
        areas={area.code for area in read_frame(connection, Area)},
        partnerships={partnership.code for partnership in read_frame(connection, Partnership)},
        today=at.astimezone().date(),
        vocabulary=read_vocabulary(connection),
    )

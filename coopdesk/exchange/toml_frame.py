"""What records stand in, in the readable text form: areas, partnerships, code lists, contacts…"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from coopdesk.catalogue.area import Area
from coopdesk.catalogue.code_entry import CodeEntry
from coopdesk.catalogue.errors import CatalogueError, quoted
from coopdesk.catalogue.frame_rules import refuse_framing
from coopdesk.catalogue.organisation import Organisation
from coopdesk.catalogue.partnership import Contact, Partnership
from coopdesk.catalogue.period import Period
from coopdesk.catalogue.rate import Rate
from coopdesk.catalogue.vocabulary import BUILT_IN, CHANGEABLE, UNPLACED
from coopdesk.exchange.toml_tables import (
    Table,
    each_once,
    flag,
    names,
    number,
    only_known,
    required,
    tables,
    text,
    texts,
    whole_number,
    without_native_dates,
)
from coopdesk.i18n import _

TABLES = ("area", "partnership", "organisation", "contact", "code", "rate")
_CONTACT = tuple(field.name for field in fields(Contact))
# What `CodeEntry` says of kinds and statuses beside their names.
_TRAITS = ("agreement", "first", "under_way", "ended")
_ORGANISATION = tuple(field.name for field in fields(Organisation))


def read_frame(plain: Table) -> dict[str, tuple[Any, ...]]:
    """Return what stands in those tables, keyed by the attribute of `Contents`.

    Raises CatalogueError, naming the table and the entry, for what no catalogue can hold.
    """
    areas = tuple(_area(place, table) for place, table in enumerate(tables(plain, "area")))
    each_once(_("area"), (area.code for area in areas))
    contacts = tuple(_contact(table) for table in tables(plain, "contact"))
    each_once(_("contact"), (contact.name for contact in contacts))
    partnerships = _partnerships(plain, {contact.name: contact for contact in contacts})
    organisations = tuple(_organisation(table) for table in tables(plain, "organisation"))
    each_once(_("organisation"), (organisation.name for organisation in organisations))
    codes = tuple(_code(place, table) for place, table in enumerate(tables(plain, "code")))
    each_once(_("code"), (f"{entry.list}/{entry.code}" for entry in codes))
    rates = tuple(_rate(without_native_dates(table)) for table in tables(plain, "rate"))
    each_once(_("rate"), (f"{rate.currency}/{rate.per} {rate.day}" for rate in rates))
    return {
        "areas": areas,
        "partnerships": partnerships,
        "organisations": organisations,
        "contacts": contacts,
        "codes": codes,
        "rates": rates,
    }


def _area(position: int, table: Table) -> Area:
    code = required(table, "code", _("an area"))
    where = _("area {code}").format(code=code)
    only_known(table, ("code", "names", "colour", "retired"), where)
    colour = text(table, "colour", where) or Area(code).colour
    retired = flag(table, "retired", where)
    area = Area(code, names(table, where), colour.lower(), position, retired)
    refuse_framing(area)
    return area


def _partnerships(plain: Table, known: Mapping[str, Contact]) -> tuple[Partnership, ...]:
    found = tuple(_partnership(table, known) for table in tables(plain, "partnership"))
    each_once(_("partnership"), (partnership.code for partnership in found))
    told = dict(known)
    for contact in (partnership.contact for partnership in found):
        if contact is not None and told.setdefault(contact.name, contact) != contact:
            each_once(_("contact"), (contact.name, contact.name))
    return found


def _partnership(table: Table, known: Mapping[str, Contact]) -> Partnership:
    code = required(table, "code", _("a partnership"))
    where = _("partnership {code}").format(code=code)
    only_known(table, [field.name for field in fields(Partnership)], where)
    since = text(without_native_dates(table), "since", where)
    partnership = Partnership(
        code,
        texts(table, "countries", where),
        Period.parse(since).edtf,
        text(table, "region", where),
        texts(table, "purpose", where),
        text(table, "standing", where),
        _contact_of(table.get("contact"), where, known),
    )
    refuse_framing(partnership)
    return partnership


def _contact_of(given: Any, where: str, known: Mapping[str, Contact]) -> Contact | None:
    """Return the contact of a partnership: written out there, or named and written out once."""
    match given:
        case None:
            return None
        case dict():
            return _contact(given, _("the contact of {where}").format(where=where))
        case str() if given in known:
            return known[given]
        case str():
            raise CatalogueError(
                _("{where}: there is no contact {name}; write it out as [[contact]].").format(
                    where=where, name=quoted(given)
                )
            )
    raise CatalogueError(
        _("{where}: “contact” must be a table, or the name of a [[contact]].").format(where=where)
    )


def _contact(table: Table, within: str = "") -> Contact:
    only_known(table, _CONTACT, within or _("a contact"))
    name = required(table, "name", within or _("a contact"))
    where = within or _("contact {name}").format(name=quoted(name))
    contact = Contact(**{entry: text(table, entry, where) for entry in _CONTACT})
    refuse_framing(contact)
    return contact


def _organisation(table: Table) -> Organisation:
    name = required(table, "name", _("an organisation"))
    where = _("organisation {name}").format(name=quoted(name))
    only_known(table, _ORGANISATION, where)
    given: dict[str, Any] = {
        entry: text(table, entry, where) for entry in _ORGANISATION if entry != "aliases"
    }
    organisation = Organisation(**given, aliases=texts(table, "aliases", where))
    refuse_framing(organisation)
    return organisation


def _code(place: int, table: Table) -> CodeEntry:
    code = required(table, "code", _("a code"))
    where = _("code {code}").format(code=quoted(code))
    only_known(table, [field.name for field in fields(CodeEntry)], where)
    list_name = required(table, "list", where)
    traits = table.get("traits", {})
    if not isinstance(traits, dict):
        raise CatalogueError(_("{where}: “traits” must be a table.").format(where=where))
    only_known(traits, _TRAITS, _("{where}: “traits”").format(where=where))
    entry = CodeEntry(
        list_name,
        code,
        names(table, where),
        text(table, "colour", where).lower(),
        whole_number(table, "position", where, _usual_position(list_name, code, place)),
        flag(table, "retired", where),
        traits,
    )
    refuse_framing(entry)
    return entry


def _usual_position(list_name: str, code: str, place: int) -> int:
    """Return where a code stands that the file does not place: the program's own as they stand,
    others behind them in the order of the file, tags by the alphabet."""
    if list_name == "tag" or list_name not in CHANGEABLE:
        return UNPLACED
    own = [entry.code for entry in BUILT_IN.entries(list_name)]
    return own.index(code) if code in own else len(own) + place


def _rate(table: Table) -> Rate:
    where = _("a rate")
    only_known(table, [field.name for field in fields(Rate)], where)
    currency, per, day = (required(table, name, where) for name in ("currency", "per", "day"))
    where = _("rate {currency}/{per}").format(currency=currency, per=per)
    rate = Rate(currency, per, day, number(table, "rate", where))
    refuse_framing(rate)
    return rate

"""Which box edits which kind of field."""

from collections.abc import Callable, Iterable

from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.catalogue.marking import marking_by_code, storable_markings
from coopdesk.i18n import country_name
from coopdesk.i18n import language as interface_language
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_countries import Countries, CountriesBox, CountryBox
from coopdesk.ui.editor_reference import ReferenceBox
from coopdesk.ui.field_widgets import (
    ChoiceBox,
    FlagBox,
    IntegerBox,
    LineBox,
    LongBox,
    NumberBox,
    Option,
    PeriodBox,
    TagsBox,
)

_PLAIN: dict[FieldType, Callable[[Field], FieldBox]] = {
    FieldType.TEXT: LineBox,
    FieldType.LONG_TEXT: LongBox,
    FieldType.CODE: ChoiceBox,
    FieldType.AREA: ChoiceBox,
    FieldType.PARTNERSHIP: ChoiceBox,
    FieldType.MARKING: ChoiceBox,
    FieldType.PERIOD: PeriodBox,
    FieldType.TAGS: TagsBox,
    FieldType.FLAG: FlagBox,
    FieldType.NUMBER: NumberBox,
    FieldType.INTEGER: IntegerBox,
    FieldType.CURRENCY: LineBox,
    FieldType.LANGUAGE: LineBox,
    FieldType.ORGANISATION: LineBox,
    FieldType.CONTACT: LineBox,
}


class BoxMaker:
    """Makes the boxes of one editor, which share what is costly: the names of the countries."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.countries = Countries()

    def box(self, field: Field) -> FieldBox:
        """Return a new box for ``field``; KeyError for a list of parts or a moment."""
        match field.type:
            case FieldType.COUNTRY:
                return CountryBox(field, self.countries)
            case FieldType.COUNTRIES:
                return CountriesBox(field, self.countries)
            case FieldType.REFERENCE:
                return ReferenceBox(field, self._desk)
            case _other:
                return _PLAIN[field.type](field)

    def options(self, type_: FieldType) -> tuple[Option, ...]:
        """Return what an area, a partnership or a marking may be, as the catalogue stands now."""
        return tuple(self._options(type_))

    def _options(self, type_: FieldType) -> Iterable[Option]:
        match type_:
            case FieldType.AREA:
                return (Option(area.code, area.name()) for area in self._desk.areas)
            case FieldType.PARTNERSHIP:
                return (
                    Option(p.code, " – ".join(map(country_name, p.countries)) or p.code)
                    for p in self._desk.partnerships
                )
            case FieldType.MARKING:
                language = interface_language()
                return (
                    Option(code, marking_by_code(code).banner(language))
                    for code in storable_markings()
                )
            case _other:
                return ()

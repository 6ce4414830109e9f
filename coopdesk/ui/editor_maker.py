"""Which box edits which kind of field."""

from collections.abc import Callable, Iterable
from functools import partial

from coopdesk.catalogue.fields import Field, FieldType
from coopdesk.catalogue.marking import marking_by_code, storable_markings
from coopdesk.i18n import country_name
from coopdesk.i18n import language as interface_language
from coopdesk.ui.desk import Desk
from coopdesk.ui.editor_box import FieldBox
from coopdesk.ui.editor_code_names import CodeNameBox, Currencies, Languages
from coopdesk.ui.editor_countries import Countries, CountriesBox, CountryBox
from coopdesk.ui.editor_names import KnownTagsBox, NameBox, catalogue_names
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
    FieldType.PERIOD: PeriodBox,
    FieldType.TAGS: TagsBox,
    FieldType.FLAG: FlagBox,
    FieldType.NUMBER: NumberBox,
    FieldType.INTEGER: IntegerBox,
}


class BoxMaker:
    """Makes the boxes of one editor, which share what is costly: names of all kinds."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.countries = Countries(desk)
        self.currencies = Currencies()
        self.languages = Languages()
        self.names = catalogue_names(desk)

        self._sharing: dict[FieldType, Callable[[Field], FieldBox]] = {
            FieldType.COUNTRY: partial(CountryBox, countries=self.countries),
            FieldType.COUNTRIES: partial(CountriesBox, countries=self.countries),
            FieldType.CURRENCY: partial(CodeNameBox, names=self.currencies),
            FieldType.LANGUAGE: partial(CodeNameBox, names=self.languages),
            FieldType.REFERENCE: partial(ReferenceBox, desk=desk),
        }

    def put_first(self, countries: tuple[str, ...]) -> None:
        """Put these countries, and what they pay in, at the top of what is offered."""
        self.countries.put_first(countries)
        self.currencies.put_first(countries)

    def box(self, field: Field) -> FieldBox:
        """Return a new box for ``field``; KeyError for a list of parts or a moment."""
        if field.type is FieldType.TAGS and field.name == "tags":
            return KnownTagsBox(field, self.names[FieldType.TAGS])
        if field.type in self.names and field.type is not FieldType.TAGS:
            return NameBox(field, self.names[field.type])
        if field.type is FieldType.MARKING:
            return self._marking(field)
        if field.type in self._sharing:
            return self._sharing[field.type](field)
        return _PLAIN[field.type](field)

    def _marking(self, field: Field) -> FieldBox:
        box = ChoiceBox(field)
        box.offer(self.options(FieldType.MARKING))
        return box

    def options(self, type_: FieldType, kept: str = "") -> tuple[Option, ...]:
        """Return what an area, a partnership or a marking may be, as the catalogue stands now.

        An area that is retired is offered where it is the one ``kept``.
        """
        return tuple(self._options(type_, kept))

    def _options(self, type_: FieldType, kept: str) -> Iterable[Option]:
        match type_:
            case FieldType.AREA:
                return (
                    Option(area.code, area.name())
                    for area in self.desk.areas
                    if not area.retired or area.code == kept
                )
            case FieldType.PARTNERSHIP:
                return (
                    Option(p.code, " – ".join(map(country_name, p.countries)) or p.code)
                    for p in self.desk.partnerships
                )
            case FieldType.MARKING:
                language = interface_language()
                return (
                    Option(code, marking_by_code(code).banner(language))
                    for code in storable_markings()
                )
            case _other:
                return ()

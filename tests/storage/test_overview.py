from coopdesk.catalogue.facets import Item, Party
from coopdesk.catalogue.figures import Donated, Figures
from coopdesk.catalogue.filters import FacetCount
from coopdesk.catalogue.period import Period
from coopdesk.storage.store import Store
from tests.builders import a_record


def test_that_the_figures_of_an_empty_catalogue_are_nought(store: Store) -> None:
    assert store.figures() == Figures(0, 4, 0, 0, (), None, 0, 0, ())


def test_that_the_figures_are_counted_from_the_records(store: Store) -> None:
    trucks = (Item("fuel truck", 14.0, "vehicle"), Item("tools"))
    for record in (
        a_record(kind="donation", area="AIR", items=trucks, period=Period.parse("../2010")),
        a_record(kind="donation", area="AIR", items=(Item("fuel truck", 2.5, "vehicle"),)),
        a_record(kind="donation", items=(Item("fuel truck", 1.0, "set"), Item("tools"))),
        a_record(kind="deployment", items=(Item("fuel truck", 100.0, "vehicle"),)),
        a_record(status="implementation", period=Period.parse("2004-05/..")),
        a_record(status="closed", parties=(Party("A school", "EE"), Party("Another", "DK"))),
        a_record(kind="agreement", status="in_force", area="GEN", period=Period()),
    ):
        store.add(record, who="A.K.")
    assert store.figures() == Figures(
        records=7,
        areas=4,
        areas_with_records=3,
        under_way=2,
        by_kind=(
            FacetCount("agreement", 1),
            FacetCount("course", 2),
            FacetCount("donation", 3),
            FacetCount("deployment", 1),
        ),
        first_year=2004,
        countries=3,
        organisations=2,
        donated=(
            Donated("fuel truck", "set", 1.0, 1),
            Donated("fuel truck", "vehicle", 16.5, 2),
            Donated("tools", "", None, 2),
        ),
    )

"""What is in the demo city, written down as data: the walker (``build_demo``) reads only what is named here.

Nothing here touches the database, Django or the environment. All of it is checked by ``tests/demo``.

The tables (real and generated) and their files::

    from portal.demo.archives import ArchiveError, fetch
    from portal.demo.tables import TABLES, Ground

    archives = fetch(DEMO_DIR / "archives")  # {"jionlp": Path, …}; 2 s, offline from the second time on
    # ArchiveError: its text is the one sentence to show
    ground = Ground(DEMO_DIR / "tables", archives, extra)  # extra: folder of DEMO_EXTRA_DATA, or None
    TABLES[key].is_available(ground)  # False only for tables of the extra folder where it is absent
    path = TABLES[key].write(ground)  # the CSV: UTF-8, Chinese header; written once, then found again
    TABLES[key].file_name, .header, .generated  # generated files are called <key>.generated.csv

The largest are ``villages`` (657,807 rows, 5 s to write) and ``beijing_air`` (420,768, extra folder, 4 s).

The content::

    from portal.demo.content.organizations import ORGANIZATIONS  # 53 OrganizationSpec, parents first
    from portal.demo.content.people import PEOPLE  # 108 PersonSpec; the password is yours to set
    from portal.demo.content.classification import CATEGORIES  # parents first
    from portal.demo.content.entries import ENTRIES  # 40 EntrySpec in order of ``compiled_on``
    from portal.demo.content.areas import CITY_CODE, DISTRICTS, GUIAN_JURISDICTION, GUIAN_KEY

The dataclasses are documented field by field in ``specs``: ``OrganizationSpec PersonSpec CategorySpec
EntrySpec ItemSpec RuleSpec DeliverySpec ChartSpec``. Their words are those of ``members.choices``
and ``catalog.choices`` (kinds, levels, roles, states, sharing and open types, cycles, grades, item letters).

How to walk an entry::

    for entry in ENTRIES:
        if not all(TABLES[delivery.table].is_available(ground) for delivery in entry.deliveries):
            continue  # four entries need the extra folder
        # set the clock to entry.compiled_on; <provider>-officer compiles, <provider>-cdo signs,
        # bigdata-reviewer (a district's entry: <provider>-reviewer) reviews; with return_comment it is
        # returned once, corrected, signed and reviewed again (state "returned": left there);
        # go on until entry.state
        # for delivery in entry.deliveries (published entries only): upload its table's file with its mode;
        # delivery.faulty_rows are turned down (enterprises: 200 of 20,000, then a clean file)
        # item.rules_for_store: an item's rules as catalog and store write them
        # entry.sample_table: file to propose items from where nothing is loaded yet

User names: ``<organization key>-officer`` and ``-cdo`` in every unit that provides data, ``bigdata-reviewer``
(and ``bigdata-reviewer-2``), ``<district>-bigdata-reviewer``, ``guian-bigdata-reviewer``,
``<key>-provider-reviewer``; ``inspector operator sysadmin secadmin auditadmin citizen-1 citizen-2``.

Gui'an New Area: kind ``functional_area``, area code ``GA`` (never printed as a national code), jurisdiction =
its four townships. Tables that carry 辖区代码 give these townships their nine digits and all else the
county's six, so a jurisdiction's list of prefixes finds its rows; Huaxi (520111) also receives the two under
its code. Gui'an's authority reviews nothing yet: no unit below it provides data in the demo.

Traps: postal codes of the phone ranges had lost their leading zero (put back, said in the abstract); two
village names hold the private-use character U+E170 of the source; 149 counties of Taiwan have no code; 宁乡
stands twice in the changes, as in the source.
"""

from __future__ import annotations

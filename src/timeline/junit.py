"""A comparison with a golden timeline as JUnit XML, which CI services show as test results."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from timeline.golden import Comparison, Difference, Golden

# What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(comparison: Comparison, golden: Golden) -> str:
    """A test case for each entry, and for each difference that is of no entry.

    An entry with a difference is a failure; one whose differences are all known is skipped.
    """
    of_entry: dict[str | None, list[Difference]] = {}
    for one in comparison.differences:
        of_entry.setdefault(one.entry, []).append(one)
    cases = [(entry.title, of_entry.get(entry.id, [])) for entry in golden.events]
    cases += [(one.title, [one]) for one in of_entry.get(None, [])]
    failed = [title for title, found in cases if any(not one.known for one in found)]
    known = [title for title, found in cases if found and all(one.known for one in found)]
    suite = ElementTree.Element(
        "testsuite",
        name=_xml(f"timeline: {golden.story}"),
        tests=str(len(cases)),
        failures=str(len(failed)),
        errors="0",
        skipped=str(len(known)),
    )
    for title, found in cases:
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml(golden.story), name=_xml(title)
        )
        drift = [one for one in found if not one.known]
        if drift:
            kinds = ", ".join(dict.fromkeys(one.kind for one in drift))
            failure = ElementTree.SubElement(case, "failure", type=kinds, message=_told(drift))
            failure.text = "\n".join(_xml(f"{one.kind}: {one.message}") for one in drift)
        elif found:
            ElementTree.SubElement(case, "skipped", message=f"known fault: {_told(found)}")
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}\n{ElementTree.tostring(suites, encoding='unicode')}\n"


def _told(found: Iterable[Difference]) -> str:
    return _xml("; ".join(one.message for one in found))


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)

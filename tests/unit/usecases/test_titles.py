"""The names that completion reads without the loader are those of the loader."""

from __future__ import annotations

from medinstall.usecases import titles as names
from tests.building import pack


def test_the_quick_names_are_those_of_the_rules() -> None:
    assert dict(names.step_names()) == {step.id: step.title for step in pack().steps}
    assert dict(names.aid_names()) == {aid.id: aid.title for aid in pack().aids}
    assert dict(names.fact_names()) == {fact.id: fact.label for fact in pack().facts}
    assert dict(names.term_names()) == {term: text for term, text in pack().glossary if " " not in term}


def test_the_quick_values_are_those_of_the_facts() -> None:
    for fact in pack().facts:
        values = [value for value, _ in names.value_names(fact.id)]
        expected = ["oui", "non"] if fact.kind == "yes_no" else [choice.value for choice in fact.choices]
        assert values == expected
    assert list(names.value_names("sector")) == []

"""How rules are shown."""

from django import template

from portal.duties import selectors

register = template.Library()

register.filter("rule_value", selectors.value_in_words)
register.filter("rule_source", selectors.source_in_words)

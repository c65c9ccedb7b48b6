"""Ordered, sourced timelines of events from news articles."""

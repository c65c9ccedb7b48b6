"""What keeps an engine from running."""


class EngineError(Exception):
    """An engine cannot run: it is not installed, or lost too much; the message is one line."""

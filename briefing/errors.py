"""What a user can do wrong, or a machine can refuse; doubts about content are notes, not errors.

BriefingError
├── ConfigError      a setting, flag, template or backend name that cannot be used
├── ReadError        an input that cannot be read as newspaper text
├── RenderError      a brief that cannot be drawn here
└── DeliveryError    a brief that cannot be sent
"""

__all__ = ["BriefingError", "ConfigError", "DeliveryError", "ReadError", "RenderError", "counted"]


class BriefingError(Exception):
    """One line for the user: what was wrong, where, and what would be right."""


class ConfigError(BriefingError):
    """A setting, flag, template or backend name that cannot be used (设置有误)."""


class ReadError(BriefingError):
    """An input that cannot be read as newspaper text (读入失败)."""


class RenderError(BriefingError):
    """A brief that cannot be drawn on this machine (排版失败)."""


class DeliveryError(BriefingError):
    """A brief that cannot be handed over (投递失败)."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return the number with its noun, for messages: 1 page, 2 pages; many: the plural where it is not one + s."""
    return f"{number} {one if number == 1 else many or one + 's'}"

"""What an export of Telegram says of a chat, and how its messages are told."""

from dataclasses import dataclass

from riwaya.ingest.source import printable


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat as its export names it."""

    #: The channel's or group's name: the outlet. None for talks between two people.
    name: str | None = None
    #: The name in its public address, without @.
    username: str | None = None
    #: Before each part's name, where an export has several chats.
    within: str = ""

    def url(self, message: int | str) -> str | None:
        """A message's public address, where the chat's is known."""
        return f"https://t.me/{self.username}/{message}" if self.username else None


def forwarded_note(whom: str) -> str:
    """The note on a message that repeats somebody else's."""
    return f"forwarded from {printable(' '.join(whom.split()))[:200]}"

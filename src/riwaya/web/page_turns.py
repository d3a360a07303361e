"""Turns at making pages: who has one, in which process, and who waits."""

from asyncio import PriorityQueue, Task, create_task
from typing import TYPE_CHECKING, Self

from starlette.types import Scope

from riwaya.web.makers import Maker, Makers
from riwaya.web.making import Made

if TYPE_CHECKING:
    from riwaya.web.office import Office

#: Pages made at a time in this process: more at once are each slower, and hold up those that are
#: there already. With one maker more, two instead of one made the slowest percent a fifth slower.
AT_ONCE = 1


class Turns:
    """Who may make a page now: this process, for some at a time, else one of its makers.

    Whoever is alone has all pages made here, where what one has put together is there for the next.
    """

    def __init__(self, makers: Makers) -> None:
        self.makers = makers
        self._hands: list[Maker | None] = [None] * AT_ONCE
        #: Places of those who are free; the first goes first.
        self._free: PriorityQueue[int] = PriorityQueue()
        for place in range(AT_ONCE):
            self._free.put_nowait(place)
        self._hiring: Task[None] | None = None

    def begin(self) -> None:
        """Have turns by makers that were started before the desk."""
        if self.makers.started:
            self._hiring = create_task(self._hire())

    async def take(self) -> int:
        """Wait for a turn; whoever has to wait has makers started."""
        if self._free.empty() and self._hiring is None:
            self._hiring = create_task(self._hire())
        return await self._free.get()

    async def _hire(self) -> None:
        for maker in await self.makers.ready():
            self._hands.append(maker)
            self._free.put_nowait(len(self._hands) - 1)

    def maker(self, place: int) -> Maker | None:
        """Whose turn it is; None is this process."""
        return self._hands[place]

    def give_back(self, place: int) -> None:
        """The turn is over."""
        self._free.put_nowait(place)


class Turn:
    """A turn at making a page, which may be over before the request is."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._place = 0
        self._mine = False

    async def __aenter__(self) -> Self:
        self._place = await self._turns.take()
        self._mine = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self.end()

    async def made_elsewhere(self, scope: Scope, office: "Office") -> Made | None:
        """What the maker whose turn it is answers; None where this process has to make the page."""
        maker = self._turns.maker(self._place)
        if maker is None:
            return None
        made = await self._turns.makers.make(maker, scope, office)
        if made is None:  # it has ended, and its turns with it
            self._mine = False
        return made

    def end(self) -> None:
        """Let the next one begin."""
        if self._mine:
            self._mine = False
            self._turns.give_back(self._place)

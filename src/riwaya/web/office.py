"""What all requests share: the workspace, the sign-ins, the templates, the memory, the work."""

import gc
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from riwaya.pipeline import known_with
from riwaya.resolving.claims import Knowledge
from riwaya.web.background import Background
from riwaya.web.config import Config
from riwaya.web.memory import Memory
from riwaya.web.rendering import Templates
from riwaya.web.session import Sessions
from riwaya.workspace.workspace import Workspace


@dataclass
class Office:
    """The desk's own things, made once for a server."""

    workspace: Workspace
    config: Config
    memory: Memory = field(default_factory=Memory)
    templates: Templates = field(default_factory=Templates)
    #: Another number whenever the tables of actors and places were loaded anew.
    generation: int = 0
    _lock: Lock = field(default_factory=Lock)
    _known: Knowledge | None = None

    @cached_property
    def sessions(self) -> Sessions:
        """Who has signed in."""
        return Sessions(self.config, self.workspace.engine)

    @cached_property
    def background(self) -> Background:
        """What goes on beside the requests."""
        return Background(self.workspace)

    @property
    def known(self) -> Knowledge:
        """The tables of actors and places, with the workspace's own; raises BadTable."""
        with self._lock:
            if self._known is None:
                self._known = known_with(self.workspace.folder.knowledge)
                # They stay: looking through them for garbage held up a page for 0.2 s.
                gc.freeze()
            return self._known

    def forget_known(self) -> None:
        """The workspace's own tables have changed: load them anew when they are asked for."""
        with self._lock:
            self._known = None
            self.generation += 1
        self.memory.forget()

    def close(self) -> None:
        """Stop what goes on and free the database."""
        self.background.close()
        self.workspace.close()

"""Options that several commands take, declared once: a command takes a group as one typed value.

A group is a frozen dataclass; each of its fields is an option as Typer wants it declared: a type in
`Annotated` with a `typer.Option`, and a default.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import Parameter
from typing import Any

Command = Callable[..., None]


def grouped(command: Command) -> Command:
    """A command with the options of its groups, each group's in the place of its parameter.

    Typer sees the options; the command itself gets a value for every parameter that is a group.
    """
    declared = inspect.signature(command)
    groups: dict[str, Any] = {
        name: one.annotation
        for name, one in declared.parameters.items()
        if is_dataclass(one.annotation)
    }

    @wraps(command)
    def run(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{one.name: given.pop(one.name) for one in fields(group)})
        command(**given)

    options = [option for one in declared.parameters.values() for option in _options_of(one)]
    vars(run)["__signature__"] = declared.replace(parameters=options)
    run.__annotations__ = {one.name: one.annotation for one in options}
    return run


def _options_of(one: Parameter) -> Iterator[Parameter]:
    """The options that a parameter stands for: those of its group, else itself."""
    if not is_dataclass(one.annotation):
        yield one
        return
    for option in fields(one.annotation):
        yield Parameter(option.name, one.kind, default=option.default, annotation=option.type)


def given(*groups: Any) -> dict[str, Any]:
    """The options of groups that were given, by name: what isn't empty, zero or off."""
    return {
        one.name: value
        for group in groups
        for one in fields(group)
        if (value := getattr(group, one.name))
    }

"""Settings: what the desk of this workspace is set to, for everybody."""

from typing import Annotated

from fastapi import Form
from starlette.responses import Response

from riwaya.errors import BadInput
from riwaya.store.acts import put_act
from riwaya.version import __version__
from riwaya.web.desk import Conflict
from riwaya.web.routing import Here, page_router
from riwaya.workspace.desk_settings import DeskSettings, checked, desk_settings, put_desk_settings

router = page_router()


@router.get("/settings")
def settings(desk: Here) -> Response:
    """The settings as they are."""
    desk.need("admin")
    return desk.page(
        "settings.html",
        settings=desk_settings(desk.connection),
        counts=desk.remembered("counts", desk.workspace.counts),
        folder=desk.workspace.folder,
        version=__version__,
        problem=None,
    )


@router.post("/settings")
def change_settings(
    desk: Here,
    tiles: Annotated[str, Form()] = "",
    credit: Annotated[str, Form()] = "",
    readers: Annotated[str, Form()] = "1",
    notice: Annotated[str, Form()] = "",
    seen: Annotated[str, Form()] = "",
) -> Response:
    """Keep changed settings, unless somebody else has changed them meanwhile."""
    desk.need("admin")
    wanted = DeskSettings(
        tiles=tiles.strip(),
        credit=credit.strip(),
        readers=int(readers) if readers in {"1", "2"} else 0,
        notice=notice.strip(),
    )
    try:
        checked(wanted)
    except BadInput as error:
        # What was typed stays in the form.
        return desk.page(
            "settings.html", 400, settings=wanted, counts=desk.workspace.counts(),
            folder=desk.workspace.folder, version=__version__, problem=str(error),
        )  # fmt: skip
    with desk.writing() as connection:
        before = desk_settings(connection)
        if before.mark != seen:
            raise Conflict(desk.t("settings.conflict"))
        if wanted != before:
            put_desk_settings(connection, wanted)
            changed = [
                name for name in wanted.__struct_fields__
                if getattr(wanted, name) != getattr(before, name)
            ]  # fmt: skip
            put_act(connection, desk.person.name, "settings", None, {"changed": changed})
    return desk.to("/settings", said="settings.kept")

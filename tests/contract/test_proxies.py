"""The files in `deploy/` work: a real request through nginx and through Caddy."""

import shutil
import socket
import ssl
import subprocess
import time
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from django.conf import settings

from tests.site import served

DEPLOY = settings.BASE_DIR / "deploy"
HOST = "registry.example.org"


def program(name):
    found = shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    return found or pytest.skip(f"{name} is not installed; on Debian: apt install {name}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def behind_proxy(worker_id):
    """Serve as in production behind one proxy."""
    variables = {
        "HTTPS": "true",
        "TRUST_X_FORWARDED_PROTO": "true",
        "NUM_PROXIES": "1",
        "ALLOWED_HOSTS": HOST,
        "API_THROTTLE": "5/hour",
    }
    with served(f"test_sco_registry_proxied_{worker_id}", **variables) as site:
        yield site


@pytest.fixture
def certificate(tmp_path):
    key, cert = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-keyout", str(key), "-out", str(cert), "-subj", f"/CN={HOST}",
         "-addext", f"subjectAltName=DNS:{HOST}"],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


class Connection(HTTPSConnection):
    """A connection to this machine that asks for the host by name, also of TLS."""

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self.sock = context.wrap_socket(plain, server_hostname=HOST)


class Client:
    """Asks the proxy for the host's pages, whatever certificate it shows."""

    def __init__(self, port):
        self.port = port

    def get(self, path, **headers):
        given = {"Host": HOST} | {k.replace("_", "-"): v for k, v in headers.items()}
        connection = Connection(HOST, self.port)
        connection.request("GET", path, headers=given)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    def wait(self, process):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert process.poll() is None, "the proxy ended"
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5):
                    return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the proxy does not listen")


@pytest.fixture
def run_program():
    started = []

    def run(*command):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        started.append(process)
        return process

    yield run
    for process in started:
        process.terminate()
        process.wait(20)


@pytest.fixture
def through_nginx(behind_proxy, certificate, tmp_path, run_program):
    nginx, port = program("nginx"), free_port()
    ours = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    changes = {
        "127.0.0.1:8000": behind_proxy.url.removeprefix("http://"),
        "/etc/ssl/registry/fullchain.pem": str(certificate[0]),
        "/etc/ssl/registry/privkey.pem": str(certificate[1]),
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen [::]:80;": "",
    }
    for old, new in changes.items():
        assert old in ours
        ours = ours.replace(old, new)
    folders = "\n".join(
        f"{name}_temp_path {tmp_path}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; daemon off;\n"
        "events {}\n"
        f"http {{ access_log off; {folders}\n{ours}\n}}\n"
    )
    subprocess.run([nginx, "-t", "-c", str(whole)], check=True, capture_output=True)
    return Client(port).wait(run_program(nginx, "-c", str(whole)))


@pytest.fixture
def through_caddy(behind_proxy, tmp_path, run_program, monkeypatch):
    caddy, port = program("caddy"), free_port()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    ours = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    for old, new in {
        "127.0.0.1:8000": behind_proxy.url.removeprefix("http://"),
        # A certificate of its own, and no way out to ask anybody for another.
        "{\n\tservers": f"{{\n\tadmin off\n\tauto_https disable_redirects\n\tlocal_certs\n"
        f"\tskip_install_trust\n\thttps_port {port}\n\tservers",
        f"{HOST} {{\n": f"{HOST} {{\n\tbind 127.0.0.1\n",
    }.items():
        assert old in ours
        ours = ours.replace(old, new, 1)
    whole = tmp_path / "Caddyfile"
    whole.write_text(ours)
    config = ("--config", str(whole), "--adapter", "caddyfile")
    subprocess.run([caddy, "validate", *config], check=True, capture_output=True)
    return Client(port).wait(run_program(caddy, "run", *config))


@pytest.fixture(params=["through_nginx", "through_caddy"])
def client(request):
    return request.getfixturevalue(request.param)


def test_the_registry_is_served_through_the_proxy(client):
    page = client.get("/")

    assert page.status == 200, page.content
    assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
    assert b"<main" in page.content
    assert client.get("/metrics").status == 404
    assert client.get("/api/v1/").headers["X-Request-ID"]


def test_each_client_is_counted_by_its_own_address_whatever_it_claims(client):
    statuses = [
        client.get("/api/v1/problems/", X_Forwarded_For=f"203.0.113.{n}").status for n in range(7)
    ]

    assert statuses[-1] == 429, statuses


def test_released_files_are_handed_out_in_parts_too(client):
    part = client.get("/api/v1/releases/2026.11/files/README.md", Range="bytes=0-9")

    assert part.status in (206, 429)


def test_the_unit_of_systemd_starts_the_documented_command():
    unit = Path(DEPLOY / "sco-registry.service").read_text(encoding="utf-8")

    assert "gunicorn --config python:sco_registry.server" in unit
    assert "MIGRATION_DATABASE_URL" not in unit.replace("without MIGRATION_DATABASE_URL", "")

"""docker-compose.yml, Dockerfile and what they name; no Docker daemon runs here, so the text is checked."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
#: Runs to its end; the others wait for its success instead of its health.
ONE_SHOT = "migrate"


@pytest.fixture
def made_secrets(tmp_path):
    script = (ROOT / "docker" / "make-secrets").read_text()
    copy = tmp_path / "make-secrets"
    copy.write_text(script)
    subprocess.run(["sh", copy], check=True, capture_output=True)
    return tmp_path / "secrets"


def test_the_production_shape_is_complete():
    assert set(SERVICES) >= {"proxy", "web", "worker-default", "worker-load", "beat", "postgres", "broker"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {ONE_SHOT}))
def test_every_service_tells_whether_it_is_healthy(name):
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_image_is_pinned_to_a_version(name):
    assert re.fullmatch(r"[\w./-]+:\d+\.\d+[\w.-]*", SERVICES[name]["image"])


def test_the_images_that_are_built_from_are_pinned_too():
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert bases
    assert all(re.fullmatch(r"[\w./-]+:\d+\.\d+\.\d+[\w.-]*", base) for base in bases)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_volume_and_every_file_that_a_service_mounts_exists(name):
    sources = [mount.split(":")[0] for mount in SERVICES[name].get("volumes", [])]
    assert [s for s in sources if s not in COMPOSE["volumes"] and not (ROOT / s).exists()] == []


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_reads_only_secrets_that_it_is_given(name):
    service = SERVICES[name]
    named = set(re.findall(r"/run/secrets/(\w+)", str(service)))
    assert named <= set(service.get("secrets", [])) <= set(COMPOSE["secrets"])


def test_each_secret_is_made_by_the_script_and_made_once(made_secrets):
    before = {path.name: path.read_text() for path in made_secrets.iterdir()}
    subprocess.run(["sh", made_secrets.parent / "make-secrets"], check=True, capture_output=True)
    after = {path.name: path.read_text() for path in made_secrets.iterdir()}
    wanted = {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()}
    assert set(before) == wanted
    assert before == after
    assert all(before.values())


def test_no_secret_stands_in_the_file():
    environments = [service.get("environment", {}) for service in SERVICES.values()]
    secretive = {
        name for environment in environments for name in environment if re.search("KEY|PASSWORD|URL", name)
    }
    assert {name for name in secretive if not name.endswith("_FILE")} == set()


def test_what_the_site_says_of_itself_reaches_the_application():
    """Organizer, operator and filing numbers must stand in the footer of a lawful public site."""
    example = (ROOT / ".env.example").read_text()
    told = {name for name in re.findall(r"^(\w+)=", example, re.MULTILINE) if name.startswith("SITE_")}
    assert told
    assert {name for name in told if f"${{{name}:-" not in str(SERVICES["web"]["environment"])} == set()


def test_every_queue_has_a_worker_and_loading_never_forks():
    commands = [service.get("command", "") for name, service in SERVICES.items() if name.startswith("worker")]
    queues = {queue for command in commands for queue in re.search(r"--queues (\S+)", command)[1].split(",")}
    assert queues == {"default", "load", "export", "inspect"}
    assert all("--pool=threads" in command for command in commands if "load" in command)


def test_only_the_migration_connects_as_the_owner():
    owners = {
        name for name, service in SERVICES.items() if "database_owner_url" in service.get("secrets", [])
    }
    assert owners == {ONE_SHOT}


def test_everything_of_the_application_waits_for_the_migration():
    application = [service for name, service in SERVICES.items() if "build" in service and name != ONE_SHOT]
    assert all(
        s["depends_on"][ONE_SHOT]["condition"] == "service_completed_successfully" for s in application
    )


def test_the_proxy_passes_requests_to_the_port_that_the_web_listens_on():
    listens = re.search(r'"--port", "(\d+)"', (ROOT / "Dockerfile").read_text())[1]
    assert f"reverse_proxy web:{listens}" in (ROOT / "docker" / "Caddyfile").read_text()

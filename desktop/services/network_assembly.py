"""Puts together the services about accounts, sources and the way to them."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.addresses import host_of
from desktop.core.errors import Offline
from desktop.core.hub import RepoId
from desktop.core.network import Gate
from desktop.core.settings import SettingsFile
from desktop.core.sources import HUGGING_FACE, Connection, Source
from desktop.core.tasks import Job, Tasks
from desktop.hub.api import HubApi
from desktop.hub.source_probe import probe
from desktop.hub.token import Keyring, TokenStore
from desktop.services.access import Access
from desktop.services.account import Account, Standing, Whoami
from desktop.services.source_tests import SourceTests
from desktop.services.sources import Sources


@dataclass(frozen=True, slots=True)
class NetworkServices:
    """Who is signed in, where models come from, and by which way."""

    account: Account
    sources: Sources
    tests: SourceTests
    access: Access

    def go_offline(self) -> None:
        """End what is on its way; the gate lets nothing out any more."""
        self.tests.close()
        self.access.stop(Offline(host_of(self.sources.endpoints[0])))
        if self.account.status.standing is Standing.CHECKING:
            self.account.check_again()  # the gate answers

    def close(self) -> None:
        """Wait for nobody's answer any more."""
        self.access.close()
        self.tests.close()
        self.account.close()


def serve_network(
    settings: SettingsFile, gate: Gate, tasks: Tasks, store: TokenStore | None = None
) -> NetworkServices:
    """Make the services, and have the token of the last run fetched."""
    hub = HubApi(gate)

    def whoami() -> Whoami:
        return _whoami(hub, sources)

    account = Account(tasks, settings, store or Keyring(), whoami)
    sources = Sources(settings, account)

    def test(connection: Connection, endpoint: str, job: Job[None]) -> float:
        return probe(gate, connection, endpoint, job)

    def check(connection: Connection, repo: RepoId, job: Job[None]) -> None:
        hub.check_access(repo, connection, job)

    tests = SourceTests(tasks, sources.connection, test)
    access = Access(tasks, sources.connection, check)
    services = NetworkServices(account, sources, tests, access)
    gate.offline_changed.connect(lambda offline: services.go_offline() if offline else None)
    account.open()
    return services


def _whoami(hub: HubApi, sources: Sources) -> Whoami:
    """Ask the first source that may be sent the token, as things stand now."""
    connection = sources.connection()
    endpoint = next((each for each in sources.endpoints if sources.may_send(each)), HUGGING_FACE)

    def ask(token: str, job: Job[None]) -> str:
        return job.outlive(lambda: hub.whoami(Source(endpoint, token), connection, job))

    return ask

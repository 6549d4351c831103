"""Messages a second over TLS, fifty in flight: our sender, stock python-telegram-bot, aiohttp by itself."""

from __future__ import annotations

from pathlib import Path

import trustme

from benchmarks.peers.http_clients import IN_FLIGHT
from benchmarks.setting import places, telegram
from benchmarks.setting.figures import Goal, Table, median, times
from benchmarks.setting.running import Size, alone, in_a_process

WAYS = {"ours": "our sender", "stock": "PTB as it comes (httpx)", "raw": "aiohttp alone"}


async def measure(size: Size) -> list[Table]:
    """Each way in a process of its own, one after the other, several times."""
    rounds = size.pick(smoke=1, default=3, full=7)
    messages = {
        "ours": size.pick(smoke=200, default=4_000, full=20_000),
        "stock": size.pick(smoke=100, default=600, full=3_000),
        "raw": size.pick(smoke=200, default=6_000, full=30_000),
    }
    rates: dict[str, list[float]] = {way: [] for way in WAYS}
    work: dict[str, list[float]] = {way: [] for way in WAYS}
    with places.folder() as folder:
        certificate, authority = _certificates(folder)
        with telegram.server(certificate=certificate) as base:
            for _ in range(rounds):
                for way in WAYS:
                    rate, cpu = in_a_process(
                        "benchmarks.peers.http_clients", way, base, str(messages[way]), SSL_CERT_FILE=authority
                    )
                    rates[way].append(rate)
                    work[way].append(cpu / messages[way])
    return [_table(rates, work)]


def _certificates(folder: Path) -> tuple[tuple[str, str], str]:
    """A certificate for this machine, and the authority that vouches for it."""
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    chain, key, trusted = folder / "chain.pem", folder / "key.pem", folder / "authority.pem"
    issued.cert_chain_pems[0].write_to_path(chain)
    issued.private_key_pem.write_to_path(key)
    authority.cert_pem.write_to_path(trusted)
    return (str(chain), str(key)), str(trusted)


def _table(rates: dict[str, list[float]], work: dict[str, list[float]]) -> Table:
    def share(of: dict[str, list[float]], one: str, other: str) -> float:
        return median([a / b for a, b in zip(of[one], of[other], strict=True)])

    rows = [
        (
            title,
            f"{median(rates[way]):,.0f}",
            f"{median(work[way]) * 1e6:,.0f}",
            times(share(rates, way, "stock")),
            times(share(work, "stock", way)),
        )
        for way, title in WAYS.items()
    ]
    stock, raw = share(rates, "ours", "stock"), share(rates, "ours", "raw")
    goals = [
        Goal(
            "10x stock PTB", f"{times(stock)} by the clock, {times(share(work, 'stock', 'ours'))} by CPU", stock >= 10
        ),
        Goal(
            "0.6x aiohttp alone", f"{times(raw)} by the clock, {times(share(work, 'raw', 'ours'))} by CPU", raw >= 0.6
        ),
    ]
    columns = ("client", "messages /s", "CPU us a message", "times stock", "times stock, by CPU")
    return Table(f"Sending over TLS, {IN_FLIGHT} in flight", columns, rows, goals)


if __name__ == "__main__":
    alone(measure)

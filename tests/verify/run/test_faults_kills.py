"""kill -9 at random moments: the ledger is whole or as it was, and a resumed run gives the same one."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from _processes import children, lives

from verify.run import read_ledger
from verify.run._journal import _data

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the workers in /proc")

ROOT = Path(__file__).parents[3]
CLAIMS = (Path(__file__).parent / "fake_claims.py").read_text() + '''
class Slow(Less):
    def settle(self, effort):
        time.sleep(0.1 * (self.a % 4))
        with open(os.environ["SETTLED"], "a") as log:
            log.write(f"{'true' if self.b == 99 else 'false'}-{self.a}\\n")
        return Less(self.a, self.b).settle(effort)

S = statement("lem-1", "Slow", kind="lemma", reading="x")
for n in range(12):
    S.claim(f"true-{n}", controls=SWAP)(lambda n=n: Slow(n, 99))
for n in range(12, 16):
    S.claim(f"false-{n}", expect="refuted", true_controls=SWAP)(lambda n=n: Slow(n, 1))
'''


class Campaign:
    """Runs of one command into one file, each of which may be killed."""

    def __init__(self, folder):
        self.folder, self.ledger, self.journal = folder, folder / "l.json", folder / "l.json.part"
        self.log = folder / "settled"
        (folder / "claims.py").write_text(CLAIMS)
        self.figures = {"parents": 0, "workers": 0, "finished": 0, "resumed": 0, "taken over": 0}

    def start(self):
        self.log.write_text("")
        self.kept = self.finished_claims()
        command = [sys.executable, "-m", "proofs_checks", "verify", "--no-cache", "--statements", "claims.py",
                   "--json", "l.json",
                   "--jobs", "2"]
        environment = {**os.environ, "SETTLED": str(self.log), "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def finished_claims(self):
        """What the journal holds; each of its lines is whole but the last."""
        if not self.journal.exists():
            return set()
        lines = self.journal.read_bytes().splitlines(keepends=True)
        data = [_data(line) for line in lines]
        assert None not in data[:-1]
        return {made["outcome"]["claim_id"] for made in data[1:] if made is not None}

    def check_settled(self):
        """Nothing that was in the journal was settled again."""
        settled = set(self.log.read_text().split())
        assert not settled & {name.rpartition("/")[2] for name in self.kept}

    def finish(self, process, digest=None):
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, (out, err)
        assert "16 claims: everything is as expected" in out
        assert (f"{len(self.kept)} claim" in err) is bool(self.kept)
        assert not self.journal.exists()
        data = json.loads(self.ledger.read_text())
        assert data["success"]
        assert digest in (None, data["digest"])
        self.check_settled()
        self.figures["finished"] += 1
        self.figures["resumed"] += bool(self.kept)
        self.figures["taken over"] += len(self.kept)
        return data["digest"]

    def after_a_kill(self, before, workers):
        """The file is as it was or the whole new one, and no worker is left."""
        after = self.ledger.read_bytes() if self.ledger.exists() else None
        assert after == before or read_ledger(self.ledger).complete
        self.finished_claims()
        self.check_settled()
        end = time.monotonic() + 3
        while any(map(lives, workers)):
            assert time.monotonic() < end, "a worker outlived its parent"
            time.sleep(0.02)


def killed_often(folder, kills, seed):
    campaign, chance = Campaign(folder), random.Random(seed)
    began = time.monotonic()
    digest = campaign.finish(campaign.start())
    usual = time.monotonic() - began
    while campaign.figures["parents"] + campaign.figures["workers"] < kills:
        if chance.random() < 0.3:
            campaign.ledger.unlink(missing_ok=True)
        before = campaign.ledger.read_bytes() if campaign.ledger.exists() else None
        process = campaign.start()
        time.sleep(chance.uniform(0.1, 1.1) * usual)
        workers = children(process.pid)
        victim = chance.choice(workers) if workers and chance.random() < 0.4 else process.pid
        if process.poll() is not None:
            campaign.finish(process, digest)
            continue
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        if victim != process.pid:
            campaign.figures["workers"] += 1
            campaign.finish(process, digest)
            continue
        campaign.figures["parents"] += 1
        process.communicate()
        campaign.after_a_kill(before, workers)
    campaign.finish(campaign.start(), digest)
    return campaign.figures


def test_a_few_kills(tmp_path):
    assert killed_often(tmp_path, 3, seed=3)["finished"] >= 1


@pytest.mark.slow
def test_a_hundred_kills(tmp_path):
    figures = killed_often(tmp_path, 100, seed=1)
    print(figures)
    assert figures["parents"] + figures["workers"] == 100
    assert figures["resumed"] > 10

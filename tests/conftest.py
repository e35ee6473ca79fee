"""Real Dask clusters on this machine, for the tests: a scheduler and workers, each a process of its own."""

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

PROGRAM = '''
import os, sys

def main():
    from distributed import LocalCluster
    count, folder = int(sys.argv[1]), sys.argv[2]
    with LocalCluster(n_workers=count, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
                      local_directory=folder, silence_logs=50) as cluster:
        print(cluster.scheduler_address, os.getpid(), flush=True)
        for _ in sys.stdin:
            print(*(worker.pid for worker in cluster.workers.values()), flush=True)

if __name__ == "__main__":
    main()
'''


class Cluster:
    """A scheduler in a process `pid`, at an address; its workers also find the modules in `folder`."""

    def __init__(self, process, folder):
        self._process, self.folder = process, folder
        self.address, pid = process.stdout.readline().split()
        self.pid = int(pid)

    @property
    def workers(self):
        """The processes of the workers that are there now."""
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return list(map(int, self._process.stdout.readline().split()))


@contextmanager
def running(folder, count):
    program = Path(folder) / "some_cluster.py"
    program.write_text(PROGRAM)
    known = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH", "")]))
    process = subprocess.Popen([sys.executable, str(program), str(count), str(folder / "scratch")], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               env={**os.environ, "PYTHONPATH": known}, start_new_session=True)
    try:
        yield Cluster(process, folder)
    finally:
        process.stdin.close()  # its input ends, and it ends
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def new_cluster(tmp_path_factory):
    """Starts a cluster with so many workers of one thread each."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    with ExitStack() as stack:
        yield lambda count: stack.enter_context(running(tmp_path_factory.mktemp("cluster"), count))


@pytest.fixture(scope="module")
def cluster(new_cluster):
    """A cluster of three workers; one that is killed is replaced."""
    return new_cluster(3)

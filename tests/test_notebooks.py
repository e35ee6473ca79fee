"""The lessons: they call public names only, run from top to bottom, and every answer they give is the check's."""

import ast
import importlib
import importlib.util
import re
import resource
import socket
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest
import sympy as sp

from numeric.potentials import Gaussian, Newtonian
from proofs_checks.cli import main
from verify.claims import Effort, Finding, Proposition, Real, Registry, Status, load_statements
from verify.exact import euclid_hat, kernel

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
LESSONS = ("earnshaw_theorem", "activation_and_potential", "almost_harmonic", "descending", "machine_checked_proof")
SECONDS = 20
"""Of computing, for a lesson from top to bottom."""
needs_marimo = pytest.mark.skipif(importlib.util.find_spec("marimo") is None, reason=(
    "the lessons need marimo, which is not installed: make lesson, or pip install 'earnshaw[lessons]'"))

# What a lesson may take from the libraries: names of things, relations and arrays; nothing that does mathematics.
SYMPY = {"symbols", "Symbol", "Integer", "Rational", "exp", "Lt", "Le", "Gt", "Ge", "Eq", "latex"}
NUMPY = {"linspace", "array", "zeros", "diag", "abs", "clip", "where", "nan", "polyval"}
OTHERS = {"marimo", "numpy", "sympy", "blackboard", "collections", "fractions", "functools", "html", "typing"}

CHANGED = ("thm-3.4/no-strict-minimum", "tab-1/sign", "alg-1/descends-mended", "lem-D.2/decrease-by-a-third",
           "lem-B.9/q-nonnegative", "lem-4.2/transform-instances")
"""The claims whose hypotheses and numbers the lessons let their readers change."""


def source(name: str) -> str:
    return (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_statements("proofs_checks")


_AS_THEY_STAND: dict[str, dict[str, object]] = {}


def run(name: str, monkeypatch: pytest.MonkeyPatch, **lines: object) -> dict[str, object]:
    """The names that a lesson defines when it is run with these lines in place of its own."""
    if not lines and name in _AS_THEY_STAND:
        return _AS_THEY_STAND[name]
    monkeypatch.syspath_prepend(str(NOTEBOOKS))
    monkeypatch.setattr(socket.socket, "connect", _no_network)
    spec = importlib.util.spec_from_file_location(f"lesson_{name}", NOTEBOOKS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    made = module.app.run(defs=lines or None)[1]
    if not lines:
        _AS_THEY_STAND[name] = made
    return made


def _no_network(*_: object) -> None:
    raise AssertionError("a lesson reaches for the network")


def word(value: object) -> object:
    """The status of a proposition or a finding; any other value as it is."""
    if isinstance(value, Proposition):
        value = value.settle(Effort())
    return str(value.status) if isinstance(value, Finding) else value


# What they call.

@pytest.mark.parametrize("name", [*LESSONS, "blackboard"])
def test_imports_are_public(name: str) -> None:
    for node in ast.walk(ast.parse(source(name))):
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= OTHERS
        elif isinstance(node, ast.ImportFrom):
            assert node.module
            assert node.level == 0
            ours = node.module.split(".")[0] in ("verify", "numeric", "proofs_checks")
            assert ours or node.module.split(".")[0] in OTHERS
            assert not any(part.startswith("_") for part in node.module.split("."))
            if ours:
                _check_public(importlib.import_module(node.module), [alias.name for alias in node.names])


def _check_public(module: ModuleType, names: list[str]) -> None:
    for name in names:
        assert not name.startswith("_")
        assert name in getattr(module, "__all__", dir(module)), f"{module.__name__} has no public {name}"


@pytest.mark.parametrize("name", [*LESSONS, "blackboard"])
def test_no_mathematics_of_their_own(name: str) -> None:
    """SymPy only names things, NumPy only makes arrays, and no method of an expression works anything out."""
    for node in ast.walk(ast.parse(source(name))):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id in ("sp", "np"):
                assert node.attr in {"sp": SYMPY, "np": NUMPY}[node.value.id]
            assert node.attr not in ("diff", "integrate", "doit", "simplify", "series", "limit", "evalf", "expand")
            assert not node.attr.startswith("_"), f"{name} takes {node.attr}"


# What they say.

@pytest.mark.parametrize("name", LESSONS)
def test_labels_and_claims_are_known(name: str, registry: Registry) -> None:
    labels = re.findall(r"earnshaw explain ([\w.-]*\w)", source(name))
    assert labels
    for label in labels:
        assert registry[label].label == label
    for claim_id in re.findall(r"[\"`]((?:thm|lem|def|alg|tab|sec|eq|cor)-[\w.]+/[\w-]+)[\"`]", source(name)):
        assert registry.claim(claim_id).id == claim_id


COMMANDS = sorted({found for name in LESSONS for found in re.findall(r"`earnshaw ([^`]+)`", source(name))
                   if not found.startswith("explain") and "FILE" not in found})


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_run(command: str) -> None:
    assert main(command.split()) == 0


@pytest.mark.parametrize("claim_id", CHANGED)
def test_no_change_survives(claim_id: str, registry: Registry) -> None:
    claim = registry.claim(claim_id)
    built = claim.build()
    assert word(built) in ("proved", "certified")
    for control in claim.controls:
        assert word(control.change(built)) == "refuted", control.name


def test_the_changes_are_those_of_the_lessons() -> None:
    asked = {found for name in LESSONS for found in re.findall(r'chang(?:es|ed?)\("([^"]+)"', source(name))}
    assert asked == set(CHANGED)


# That they run.

@needs_marimo
@pytest.mark.parametrize("name", LESSONS)
def test_lesson_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = time.process_time()
    assert run(name, monkeypatch)
    assert time.process_time() - before < SECONDS


@pytest.mark.slow
@needs_marimo
@pytest.mark.parametrize("name", LESSONS)
def test_lesson_runs_as_a_script(name: str, tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run([sys.executable, "-W", "error", NOTEBOOKS / f"{name}.py"], cwd=tmp_path, timeout=600,
                         capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ran.returncode == 0, ran.stderr
    assert after.ru_utime - before.ru_utime < SECONDS


x, y, d, mu, r = sp.symbols("x y d mu r")

# A round changes a line of several exercises at once, as they do not depend on each other: what to put there, and what
# the lesson's answers say of the names that come out.
EXERCISES: list[tuple[str, dict[str, object], dict[str, object]]] = [
    ("earnshaw_theorem", {}, {"harmonic": "proved", "quartic": "refuted"}),
    ("earnshaw_theorem", {"power": 1 - d, "alpha": Real("alpha", gt=0)}, {"harmonic": "refuted", "quartic": "proved"}),
    ("earnshaw_theorem", {"power": 3 - d}, {"harmonic": "refuted"}),
    ("earnshaw_theorem", {"power": 0 * d}, {"harmonic": "proved"}),
    # cos 3α on the circle; the tent
    ("activation_and_potential", {}, {"on_the_sphere": "proved", "realizable": "refuted", "by_balls": "undecided"}),
    ("activation_and_potential",  # Askey: the exponent 2 will do for d = 3; 3 for d = 5
     {"zonal": ((0, -3, 0, 4), 3), "bump": (3, (1, -2, 1)), "asked": (3, euclid_hat(3))},
     {"on_the_sphere": "refuted", "realizable": "certified", "by_balls": "undecided"}),
    ("activation_and_potential",
     {"zonal": ((0, -3, 0, 4), None), "bump": (5, (1, -2, 1)), "asked": (5, kernel(5))},
     {"on_the_sphere": "refuted", "realizable": "refuted", "by_balls": "certified"}),
    ("activation_and_potential", {"bump": (5, (1, -3, 3, -1)), "asked": (5, kernel(3))},
     {"realizable": "certified", "by_balls": "refuted"}),
    ("almost_harmonic", {}, {"yukawa": "proved", "solves": True, "alternating": True, "cut_off": "refuted"}),
    ("almost_harmonic", {"space": sp.Integer(4), "polynomial_of": 5, "power_below": 1},
     {"yukawa": "refuted", "solves": False, "alternating": False}),
    ("almost_harmonic", {"space": sp.Integer(5), "polynomial_of": 9}, {"yukawa": "refuted", "solves": False}),
    ("descending", {}, {"gain": "proved", "tried": "observed"}),
    ("descending", {"share": sp.Rational(1, 4)}, {"gain": "proved"}),
    ("descending", {"share": sp.Rational(1, 2)}, {"gain": "refuted"}),
    ("descending", {"share": sp.Rational(2, 5)}, {"gain": "refuted"}),
    ("machine_checked_proof", {}, {
        "product": "proved", "five": "undecided", "listed": "certified", "below_ten": "refuted",
        "mended_derivative": "refuted", "tangent": "certified", "accepted": "accepted, with 1 control",
        "second_look": "confirmed: refuted"}),
    ("machine_checked_proof",
     {"hypotheses": (x >= 1,), "window": (x > 5, x < 6), "tried": tuple(range(1, 13)), "exponent": -mu * r,
      "steepness": 2},
     {"product": "refuted", "five": "refuted", "listed": "refuted", "mended_derivative": "proved",
      "tangent": "refuted"}),
    ("machine_checked_proof", {"hypotheses": (y >= 1,), "window": (x >= 5, x <= 5)},
     {"product": "refuted", "five": "proved"}),
]


@needs_marimo
@pytest.mark.parametrize(("name", "lines", "answers"), EXERCISES)
def test_exercises(name: str, lines: dict[str, object], answers: dict[str, object],
                   monkeypatch: pytest.MonkeyPatch) -> None:
    made = run(name, monkeypatch, **lines)
    assert {looked_at: word(made[looked_at]) for looked_at in answers} == answers


@needs_marimo
def test_witness_and_vacuity(monkeypatch: pytest.MonkeyPatch) -> None:
    made = run("machine_checked_proof", monkeypatch, hypotheses=(x >= 1,))
    at = {name: Fraction(value) for name, value in made["product"].settle(Effort()).evidence.witness["at"].items()}
    assert at["x"] >= 1
    assert at["x"] * at["y"] < at["x"] + at["y"] - 1
    assert made["five"].settle(Effort()).reason == "vacuous"


@needs_marimo
def test_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    forged = run("machine_checked_proof", monkeypatch, controls={}, written_status=Status.PROVED)
    assert "no control" in forged["accepted"]
    assert forged["second_look"].startswith("not confirmed")


@needs_marimo
def test_charges_meet_or_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """dr/dt = ∓1/r², so r³ = 0.3³ ∓ 3t."""
    fall = run("earnshaw_theorem", monkeypatch)["fall"]
    assert fall.stop == "collision"
    assert fall.t[-1] == pytest.approx(0.009, rel=1e-6)
    rise = run("earnshaw_theorem", monkeypatch, charge=1.0)["fall"]
    assert rise.stop == "until"
    assert rise.theta[-1, 0, 0] == pytest.approx((0.3**3 + 3) ** (1 / 3), rel=1e-8)


@needs_marimo
def test_the_printed_sign_climbs(monkeypatch: pytest.MonkeyPatch) -> None:
    """x₂ = 0.4 moves by 0.1·(−2) towards the saddle or away from it: from −0.4² to −0.2², or to −0.6²."""
    printed = run("descending", monkeypatch)
    assert printed["first_step"] == pytest.approx(0.12)
    assert printed["exactly"][True] == 0
    assert printed["exactly"][False] == pytest.approx(-0.25)
    assert printed["walk"].change > printed["walk"].trace.change[0]
    mended = run("descending", monkeypatch, as_printed=False, rate="99/100")
    assert mended["first_step"] == pytest.approx(-0.2)
    assert isinstance(mended["tried"], str)  # 0.99^30 = 0.74: thirty runs cannot show that rate


@needs_marimo
@pytest.mark.parametrize(("dimension", "negative"), [(3, False), (5, True)])
def test_hats_break_a_sign(dimension: int, negative: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run("almost_harmonic", monkeypatch, hat_dimension=dimension)
    assert (min(made["by_hats"]) < 0) == negative
    assert min(made["by_kernels"]) >= 0


@needs_marimo
def test_activations_or_the_reason_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = "activation_and_potential"
    assert run(lesson, monkeypatch)["found"].startswith("there is none: Yukawa")
    assert run(lesson, monkeypatch, wanted=Newtonian(3))["found"].startswith("there is none: Newtonian")
    assert run(lesson, monkeypatch, wanted=Gaussian())["found"].startswith("there is one: h(r)")
    assert run(lesson, monkeypatch)["away"] < 1e-12

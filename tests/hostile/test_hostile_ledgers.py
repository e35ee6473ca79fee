"""A ledger is data from strangers: what it names is not run, what it makes large is not computed."""

import json

import pytest
from _hostile import STATEMENTS, earnshaw, evidence, one_sentence, tampered

from proofs_checks.cli import main
from verify.claims import load_statements
from verify.run import run, write_ledger
from verify.run._plain import long_integers

RUN = "__import__('os').system('touch canary')"
X = {"var": "x"}
HUGE = ["^", "2", ["^", "2", ["^", "2", "40"]]]
REAL = [{"name": "x", "integer": False, "lower": "0", "lower_open": False, "upper": "1", "upper_open": False,
         "residue": [0, 1]}]


def power(base, exponent):
    return ["^", base, exponent]


def identity(left, right="0", domain=REAL, **more):
    return evidence({"kind": "identity", "lhs": left, "rhs": right, "domain": domain}, **more)


def computation(function, status="proved", **arguments):
    return evidence({"kind": "computation", "words": "w", "function": function, "arguments": list(arguments.items()),
                     "expected": "True"}, status=status)


def for_all(conclude, assume=(), domain=REAL, status="proved", **more):
    return evidence({"kind": "for-all", "assume": list(assume), "conclude": conclude, "domain": domain}, status=status,
                    **more)


def positive(left, domain=REAL, bits=64, **certificate):
    return evidence({"kind": "positive", "lhs": left, "relation": ">", "rhs": "0", "domain": domain},
                    status="certified", precision=bits, certificate=certificate)


def trials(count, rate="1/3", lower="0.1", trial="os:system"):
    return evidence({"kind": "trials", "name": "n", "trial": trial, "seeds": [1, count],
                     "rate": rate, "confidence": "19/20"}, status="observed", seeds={"first": 1, "count": count},
                    certificate={"count": count, "successes": count, "failing_seeds": [], "lower": lower,
                                 "upper": "1.0"})


def polynomial(*coefficients, low="0", **more):
    return evidence({"kind": "positive-polynomial", "coefficients": list(coefficients), "low": low, "high": None,
                     "name": "x"}, **more)


def deep(levels, head="sin"):
    term = X
    for _ in range(levels):
        term = [head, term]
    return term


CODE = {
    "a computation on code": computation("canonical_form", expr=RUN, domain="x"),
    "a computation on code in a list": computation("canonical_form", expr=[RUN], domain="x"),
    "a computation by a class": computation("Identity", lhs=RUN, rhs="1"),
    "a computation by a printer": computation("text", expr=RUN),
    "a computation by what is private": computation("__builtins__", expr=RUN),
    "a computation by a path": computation("os.system", command="touch canary"),
    "a symbol": identity({"var": RUN}, {"var": RUN}, [{**REAL[0], "name": RUN}]),
    "a function": identity(["fn", RUN, "1", X], ["fn", RUN, "1", X]),
    "a number": identity(RUN, RUN),
    "a head": identity([RUN, X]),
    "a head of a method": identity(["__class__", X], status="refuted", witness={"at": {"x": "1"}}),
    "a head that writes": identity(["str", X], status="refuted", witness={"at": {"x": "1"}}),
    "coefficients": polynomial([RUN], "1"),
    "an end of a range": polynomial("1", low=[RUN]),
    "a witness of a polynomial": polynomial("-1", status="refuted", witness={"at": {"x": [RUN]}}),
    "an algebraic witness": for_all([">", X, "5"], status="refuted",
                                    witness={"at": {"x": {"root_of": [[RUN], "1"], "between": ["0", "1"]}}}),
    "an algebraic witness's interval": for_all([">", X, "5"], status="refuted", witness={
        "at": {"x": {"root_of": ["-1", "1"], "between": [[RUN], [RUN]]}}}),
    "a range for an algebraic witness": for_all([">", X, "5"], domain=[{**REAL[0], "lower": [RUN]}], status="refuted",
                                                witness={"at": {"x": {"root_of": ["-1", "1"], "between": ["0", "1"]}}}),
    "a trial": trials(100, trial="os:system"),
    "a trial that is code": trials(100, trial=RUN),
    "a kind": evidence({"kind": RUN}),
    "names for Z3": for_all([">=", {"var": "x) (check-sat)"}, "0"], domain=[{**REAL[0], "name": "x) (check-sat)"}]),
}
LARGE = {
    "a tower": identity(HUGE, HUGE),
    "a tower under exp": identity(["exp", HUGE], ["exp", HUGE]),
    "a tower as a witness's side": identity(HUGE, "1", status="refuted", witness={"at": {"x": "1"}}),
    "exp of exp": identity(["exp", ["exp", ["exp", "1000000"]]], "1", status="refuted",
                           witness={"at": {"x": "1"}}),
    "a power of a sum": identity(power(["+", "1", X], "1000000000"), "1"),
    "a power of a product": identity(power(["*", "7", X], "1000000000"), "1"),
    "a power of powers": identity(power(power(power(["+", "1", X, ["pi"]], "9999"), "9999"), "9999"), "1"),
    "a factorial": identity(["gamma", "10000000000"], "1"),
    "a factorial of a factorial": identity(["gamma", ["gamma", "9999"]], "1"),
    "a number in exponent notation": identity("1e999999999", "1"),
    "a range in exponent notation": identity(X, X, [{**REAL[0], "upper": "1e999999999"}]),
    "a witness in exponent notation": identity(X, "0", status="refuted", witness={"at": {"x": "1e-999999999"}}),
    "a derivative": identity(["fn", "f", "1000000000", X], "1"),
    "a derivative of a witness": identity(["fn", "f", "1000000000", X], "1", status="refuted",
                                          witness={"at": {"x": "1", "f^(1000000000)": "2"}}),
    "a deep term": identity(deep(150), deep(150)),
    "a deep root": identity(deep(150, "log"), "1", status="refuted", witness={"at": {"x": "1"}}),
    "a wide sum": identity(["+", *[power(X, str(i)) for i in range(3000)]], "1"),
    "a product of sums": identity(["*", *[["+", X, str(i)] for i in range(2000)]], "1"),
    "a large number's root": identity(power("9" * 90 + "7", "1/2"), "1"),
    "a computation": computation("derivative_polynomials", d=10**9),
    "a computation of all circles": computation("circle_census", k=10**6, together=4),
    "a decision with a power": for_all([">=", power(X, "1000000000"), "0"]),
    "a decision with powers": for_all([">=", power(power(["+", "1", X], "9999"), "9999"), "0"]),
    "coefficients of a power": for_all([">=", power(["+", "1", X], "1000000000"), "0"],
                                       certificate={"shift": {"x": "0"}}),
    "coefficients of a large power": for_all([">=", power(["+", "1", X], "-9999"), "0"],
                                             certificate={"shift": {"x": "0"}}),
    "an exact value of a power": for_all(["=", power(X, "1000000000"), "0"], status="refuted",
                                         witness={"at": {"x": "1/3"}}),
    "an algebraic witness": for_all([">", X, "5"], status="refuted", witness={"at": {"x": {
        "root_of": ["1"] * 3000, "between": ["0", "1"]}}}),
    "a modulus": for_all([">=", X, "0"], domain=[{**REAL[0], "integer": True, "residue": [1, 10**4000]}]),
    "a modulus that is 0": for_all([">=", X, "0"], domain=[{**REAL[0], "integer": True, "residue": [1, 0]}]),
    "bits": positive(["exp", X], bits=10**12, boxes=[["0", "1"]], record="0"),
    "bits that are a word": positive(["exp", X], bits="64", boxes=[["0", "1"]], record="0"),
    "many boxes": positive(["exp", X], boxes=[["0", "1"]], record="a" * 10**6),
    "a zero of high order": positive(X, zero={"order": 10**9, "until": "1"}, boxes=[["0", "1"]], record="0"),
    "a power of an exponential sum": positive(power(["+", "1", X, ["exp", X]], "1000000"), boxes=[["0", "1"]],
                                              record="0"),
    "an integral's digits": evidence({"kind": "integral", "integrand": X, "variable": "x", "lower": "0", "upper": "1",
                                      "value": "1/2", "digits": 10**9, "points": [{}]}, status="certified",
                                     precision=64, certificate={"bits_at": [64]}),
    "an integral far out": evidence({"kind": "integral", "integrand": ["sin", power(X, "2")], "variable": "x",
                                     "lower": "0", "upper": power("10", "9000"), "value": "1/2", "digits": 5,
                                     "points": [{}]}, status="certified", precision=64, certificate={"bits_at": [64]}),
    "a dimension": evidence({"kind": "positive-definite", "d": 10**9 + 1, "radius": "1", "inner": ["1"], "tail": None},
                            status="certified", precision=64,
                            certificate={"moment": "1", "omega_1": 1, "omega_0": "1", "near": "0", "middle": ""}),
    "a sphere": evidence({"kind": "sphere-positive-definite", "d": 10**9, "coefficients": ["-1"] + ["1"] * 2000},
                         certificate={"zonal": ["1"] * 2001}),
    "trials": trials(10**9),
    "trials to many digits": trials(100, lower="0." + "1" * 5000),
    "trials of a fine rate": trials(99_999, rate="1/" + "9" * 3000),
    "a polynomial of high degree": polynomial(*["1"] * 20_000),
    "a family": evidence({"kind": "family", "ceiling": "certified", "count": 10**9, "parameter": "d", "values": ["1"],
                          "parts": []}, status="certified", parts=[]),
    "a part of itself": evidence({"kind": "all", "ceiling": "proved", "count": 1, "parts": [["a", {"kind": "all"}]]},
                                 parts=[{"status": "proved", "reason": "", "evidence": {"method": "m"}}]),
}
HARMLESS = {"a symbol", "a function", "names for Z3", "a derivative of a witness", "a deep term",
            "an exact value of a power"}  # what they say is true
ENDLESS = {"a wide sum", "a product of sums", "a decision with powers", "coefficients of a large power", "a modulus",
           "many boxes", "a power of an exponential sum", "an integral's digits", "a sphere",
           "a polynomial of high degree", "a computation of all circles", "trials of a fine rate"}  # but for the clock
REFUSED = {name: change for name, change in {**CODE, **LARGE}.items() if name not in HARMLESS | ENDLESS}
TEXTS = {
    "nested": "[" * 100_000,
    "nested in a ledger": '{"schema": 1, "statements": ' + "[" * 5000 + "]" * 5000 + "}",
    "an integer of a million digits": '{"schema": 1, "statements": ' + "9" * 10**6 + "}",
    "a million entries": '{"schema": 1, "statements": [' + "0," * 10**6 + "0]}",
    "a schema that is a list": '{"schema": [1], "statements": []}',
    "a number without end": '{"schema": 1e400, "statements": []}',
    "nan": '{"schema": NaN, "statements": []}',
    "a key twice": '{"schema": 1, "schema": 1, "statements": []}',
    "YAML": "!!python/object/apply:os.system ['touch canary']",
    "a lone surrogate": '{"schema": 1, "statements": [{"label": "\\ud800"}]}',
    "escapes": '{"schema": "\\u001b[31m\\u202e\\u0007", "statements": []}',
    "nothing": "",
}
BYTES = {
    "a pickle": b"cposix\nsystem\n(S'touch canary'\ntR.",
    "no UTF-8": b"\xff\xfe\x00\xd8",
    "compressed": b"\x1f\x8b\x08\x00" + bytes(1000),
    "zeros": bytes(100_000),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger as a run writes it."""
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "claims.py").write_text(STATEMENTS)
    write_ledger(run(load_statements(str(folder / "claims.py"))), folder / "ledger.json")
    return (folder / "ledger.json").read_text()


def recheck(ledger, folder, changes, seconds="30"):
    """Which changes a recheck of one ledger, each claim's evidence changed in one way, does not fail; what it says."""

    def change(data):
        claims = data["statements"][0]["claims"]
        (first,) = claims
        claims[:] = [dict(first, id=f"lem-1/c{number}") for number in range(len(changes))]
        for claim, one in zip(claims, changes.values(), strict=True):
            one({"statements": [{"claims": [claim]}]})

    with long_integers():
        (folder / "ledger.json").write_text(tampered(ledger, change))
    status, out, err = earnshaw(folder, "recheck", "ledger.json", "--jobs", "2", "--timeout", seconds, seconds=120)
    failed = {line.partition(":")[0] for line in out.splitlines()}
    passed = {name for number, name in enumerate(changes) if f"FAILED lem-1/c{number}" not in failed}
    assert (status, err) == (int(len(passed) < len(changes)), "")
    return passed, out


def test_evidence_is_refused(ledger, tmp_path):
    passed, out = recheck(ledger, tmp_path, REFUSED)
    assert passed == set()
    assert "recheck ended" not in out


@pytest.mark.slow
def test_evidence_without_end_is_left(ledger, tmp_path):
    assert recheck(ledger, tmp_path, {name: LARGE[name] for name in ENDLESS}, "2")[0] == set()


def test_names_are_only_names(ledger, tmp_path):
    changes = {name: {**CODE, **LARGE}[name] for name in HARMLESS}
    assert recheck(ledger, tmp_path, changes)[0] == HARMLESS


@pytest.mark.parametrize("content", [*(text.encode() for text in TEXTS.values()), *BYTES.values()],
                         ids=[*TEXTS, *BYTES])
def test_no_ledger(tmp_path, monkeypatch, capsys, content):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ledger.json").write_bytes(content)
    status = main(["recheck", "ledger.json"])
    assert one_sentence(status, *capsys.readouterr())
    assert not (tmp_path / "canary").exists()


def test_a_source_that_is_code_is_not_loaded(ledger, tmp_path):
    (tmp_path / "evil.py").write_text("open('canary', 'w')")
    data = json.loads(ledger) | {"source": "evil.py"}
    (tmp_path / "ledger.json").write_text(json.dumps(data))
    assert earnshaw(tmp_path, "recheck", "ledger.json")[0] == 0

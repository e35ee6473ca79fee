"""Charges: what is read, what is refused and in which words, what is drawn."""

import json
import os

import numpy as np
import pytest

from numeric.charges import PARAMETERS, Charges, example, examples, parse_charges, random_charges, read_charges
from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian, Polynomial, Sign, Yukawa

GOOD = {"potential": {"name": "almost-harmonic", "d": 3, "eps": "1/2", "lam": 1}, "w": [[0, 0, 0], [3, 0, 0]],
        "b": [1, "-1/3"], "theta": [[1, 1, ".25"]], "a": ["-1"]}


def but(**changed):
    return {**GOOD, **changed}


def test_a_file_as_it_should_be(tmp_path):
    (tmp_path / "charges.json").write_text(json.dumps(GOOD))
    charges = read_charges(tmp_path / "charges.json")
    assert (charges.potential.d, charges.potential.eps, charges.potential.lam) == (3, 0.5, 1.0)
    assert charges.b.tolist() == [1.0, -1 / 3]
    assert charges.theta.tolist() == [[1.0, 1.0, 0.25]]
    assert charges.a.tolist() == [-1.0]
    assert (charges.k, charges.d) == (1, 3)
    with pytest.raises(ValueError, match="read-only"):
        charges.w[0, 0] = 1


@pytest.mark.parametrize("potential", [
    AlmostHarmonic(3, 0.1, 2.0), Yukawa(2.0), Newtonian(3), Exponential(), Gaussian(0.5), Sign(),
    Polynomial([0, 1, 2])])
def test_data_goes_there_and_back(potential):
    w = np.array([[1.0, 0, 0], [0.6, 0.8, 0]])
    data = json.loads(json.dumps(Charges(potential, [0.1, 1 / 3], w).to_data()))
    back = Charges.from_data(data)
    assert repr(back.potential) == repr(potential)
    assert back.b.tolist() == [0.1, 1 / 3]
    assert (back.w == w).all()
    assert back.a is back.theta is None


def test_every_name_is_known_both_ways():
    from numeric.potentials._named import _NAMES

    assert list(PARAMETERS) == list(_NAMES)


@pytest.mark.parametrize(("data", "words"), [
    ([], "must be an object with the fields potential, w, b, theta, a"),
    (but(colour=3), "the field 'colour'; there are potential, w, b, theta, a: leave 'colour' out"),
    ({"w": [[0]], "b": [1]}, "no field 'potential': add it"),
    (but(b=[1]), "b has 1 charge and w has 2 places"),
    (but(a=[1, 2]), "a has 2 charges and theta has 1 place:"),
    (but(theta=[[1, 1]]), "theta has d = 2 coordinates and w has 3"),
    (but(w=[[0, 0], [1, 1]]), "w has d = 2 coordinates and the potential is for d = 3"),
    (but(w=[[0, 0, 0], [3, 0]]), r"w must have shape \(n, d\)"),
    (but(w=[0, 0, 0]), r"w must have shape \(n, d\), got \(3,\)"),
    (but(w=[[[0]]]), "w holds \\[0\\], which is no number"),
    (but(b=[[1], [2]]), r"b must have shape \(n,\), got \(2, 1\)"),
    (but(w=[], b=[]), "w is empty"),
    (but(theta=[], a=[]), "theta is empty"),
    (but(b=[1, "inf"]), "b holds 'inf', which is no number"),
    (but(b=[1, "__import__('os')"]), "b holds \"__import__"),
    (but(b=[1, "1/0"]), "b holds '1/0', which is no number"),
    (but(b=[1, True]), "b holds True, which is no number"),
    (but(b=[1, None]), "b holds None"),
    (but(b=[1, 10**399]), "which is no number"),
    (but(b=[1, 1e200]), "b holds 1e\\+200"),
    (but(w=[[0, 0, 0], [0, -0.0, 0]]), r"w\[0\] and w\[1\] are the same place"),
    (but(theta=[[3, 0, 0]]), r"w\[1\] and theta\[0\] are the same place"),
    (but(theta=[[1, 2, 3], [1, 2, 3]], a=[1, 1]), r"theta\[0\] and theta\[1\] are the same place"),
    (but(potential="yukawa"), "the potential must be an object with a name"),
    (but(potential={"name": "coulomb"}), "there is no potential 'coulomb'; there are almost-harmonic, yukawa"),
    (but(potential={"name": "almost-harmonic", "d": 4, "eps": 0.5}), "odd integer .* got 4"),
    (but(potential={"name": "almost-harmonic", "d": 3, "eps": 1}), r"eps must lie in \(0, 1\)"),
    (but(potential={"name": "almost-harmonic", "d": 3, "eps": 0}), r"eps must lie in \(0, 1\)"),
    (but(potential={"name": "almost-harmonic", "d": 3}), "needs the parameter 'eps'"),
    (but(potential={"name": "almost-harmonic", "d": 3, "eps": [1]}), "eps"),
    (but(potential={"name": "almost-harmonic", "d": 99999, "eps": 0.5}), "d = 99999 is more than 1001"),
    (but(potential={"name": "almost-harmonic", "d": 2.5, "eps": 0.5}), "2.5"),
    (but(potential={"name": "gaussian", "mu": 1}), "no parameter 'mu'"),
    (but(potential={"name": "polynomial", "coefficients": 3}), "coefficients must be"),
    (but(potential={"name": "sign"}), r"w\[0\] is the origin"),
    (but(potential={"name": "sign"}, w=[[1, 0, 0], [3, 0, 0]], theta=[[0, 1, 0]]), r"w\[1\] has length 3"),
])
def test_what_is_refused(data, words):
    with pytest.raises(ValueError, match=words) as raised:
        Charges.from_data(data)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(("text", "words"), [
    ("{", "is no JSON"),
    ("", "is no JSON"),
    ("[" * 100_000, "nested too deeply"),
    ('{"w": [[1]], "w": [[2]]}', "the field 'w' stands there twice"),
    ('{"b": [NaN]}', "NaN is no number"),
    ('{"b": [-Infinity]}', "-Infinity is no number"),
    ('{"b": [' + "9" * 5000 + "]}", "has 5000 digits"),
    (b"\xff\xfe", "is no text"),
])
def test_texts_that_are_refused(text, words, tmp_path):
    with pytest.raises(ValueError, match=words):
        parse_charges(text)
    (tmp_path / "bad.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ValueError, match=rf"bad\.json:? .*{words}"):
        read_charges(tmp_path / "bad.json")


def test_files_that_are_refused(tmp_path):
    (tmp_path / "large.json").write_bytes(b" " * 5_000_001)
    os.mkfifo(tmp_path / "pipe")
    for name, words in (("large.json", "larger than 5 MB"), ("pipe", "no ordinary file"), (".", "no ordinary file"),
                        ("none.json", "No such file"), ("a\0b", "null byte")):
        with pytest.raises(ValueError, match=words):
            read_charges(tmp_path / name)
    with pytest.raises(ValueError, match="the path is empty"):
        read_charges("")


def test_a_byte_order_mark_is_no_mistake():
    """Some editors put one before everything they save."""
    assert parse_charges(b'\xef\xbb\xbf{"potential": {"name": "gaussian"}, "w": [[1]], "b": [1]}').k == 1


def test_a_large_file_is_read_at_once(tmp_path):
    w = np.random.default_rng(0).normal(size=(20_000, 3)).round(6)
    data = {"potential": {"name": "yukawa"}, "w": w.tolist(), "b": [1] * len(w)}
    assert parse_charges(json.dumps(data)).k == 20_000


@pytest.mark.parametrize("name", examples())
def test_every_example_is_whole(name):
    charges = example(name)
    assert charges.d == charges.w.shape[1]
    assert Charges.from_data(charges.to_data()).to_data() == charges.to_data()


def test_drawn_charges():
    one, same = (random_charges(Yukawa(), 4, 7, d=3, electrons=True) for _ in range(2))
    assert (one.w == same.w).all()
    assert (one.a == -one.b).all()
    assert np.abs(one.b).max() <= 1
    wide = random_charges(Yukawa(), 500, 7, d=3)
    assert wide.w.var() == pytest.approx(3 * np.log(3), rel=0.1)  # covariance d log d
    assert random_charges(Yukawa(), 500, 7, d=3, covariance=1 / 4).w.var() == pytest.approx(1 / 4, rel=0.1)
    apart = random_charges(Yukawa(), 4, 7, d=3, separation=3)
    assert min(np.linalg.norm(x - y) for i, x in enumerate(apart.w) for y in apart.w[:i]) >= 3
    assert np.linalg.norm(random_charges(Sign(), 3, 0, d=3).w, axis=1) == pytest.approx(np.ones(3))


@pytest.mark.parametrize(("how", "words"), [
    ({"k": 0}, "k must be a whole number from 1 on, got 0"), ({"k": 2, "d": None}, "say which"),
    ({"k": 2, "d": 0}, "d must be"), ({"k": 9, "separation": 100.0}, "never 100 apart"),
    ({"k": 10**6, "d": 10**6}, "too many"), ({"k": 2, "covariance": 0.0}, "covariance must be above 0")])
def test_draws_that_are_refused(how, words):
    with pytest.raises(ValueError, match=words):
        random_charges(Yukawa(), **{"seed": 1, "d": 3, **how})

"""Claims as goals for Coq: bounds for Coq-Interval, decisions for lra and nra, identities for field.

A goal is written from the plain data of a proposition and knows nothing of how the claim was settled here. What has
no counterpart is counted with its reason, and so is the part of a domain that a goal leaves out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from verify.claims import JSON, Status

from ._clean import clean
from ._coq_terms import Names, NoCounterpartError, denominators, heads, number, plain, relation, term, value_at
from ._words import counted

REACH = 32
"""How far a goal about a half-line goes: Coq-Interval has no leading terms to compare at infinity."""
_MARGIN = Fraction(1, 64)  # of the domain, left out at an end where both sides meet or one has no value
_KINDS = {"interval": "a bound", "decision": "a decision", "identity": "an identity"}
_BRANCHING = 4  # variables, up to which the squares of their differences are offered to nra

INTERVAL = "From Interval Require Import Tactic.\n"
PREAMBLE = """From Coq Require Import Reals Psatz.
{interval}Open Scope R_scope.

(* What the proofs below use: each either closes its goal or fails. *)
Lemma square_positive : forall a : R, a <> 0 -> 0 < a ^ 2.
Proof. intros. nra. Qed.
Lemma quotient_positive : forall a b : R, 0 < a -> 0 < b -> 0 < a / b.
Proof. intros. apply Rdiv_lt_0_compat; assumption. Qed.
Lemma quotient_nonnegative : forall a b : R, 0 <= a -> 0 < b -> 0 <= a / b.
Proof. intros. apply Rmult_le_pos; [ assumption | left; apply Rinv_0_lt_compat; assumption ]. Qed.
Lemma below : forall a b : R, 0 < b - a -> a < b.
Proof. intros. lra. Qed.
Lemma not_above : forall a b : R, 0 <= b - a -> a <= b.
Proof. intros. lra. Qed.
Lemma minus_times_plus : forall a b : R, a < 0 -> 0 < b -> a * b < 0.
Proof. intros. nra. Qed.
Lemma plus_times_minus : forall a b : R, 0 < a -> b < 0 -> a * b < 0.
Proof. intros. nra. Qed.
Lemma minus_times_minus : forall a b : R, a < 0 -> b < 0 -> 0 < a * b.
Proof. intros. nra. Qed.
(* signs by the structure of a term *)
Ltac signs := first [ assumption | lra | lazymatch goal with
  | |- _ > _ => apply Rlt_gt; signs
  | |- _ >= _ => apply Rle_ge; signs
  | |- _ * _ < 0 => first [ apply minus_times_plus; signs | apply plus_times_minus; signs ]
  | |- 0 < _ * _ => first [ apply Rmult_lt_0_compat; signs | apply minus_times_minus; signs | nra ]
  | |- 0 <= _ * _ => first [ apply Rmult_le_pos; signs | nra ]
  | |- 0 < _ ^ 2 => first [ apply square_positive; solve [ assumption | signs ] | apply pow_lt; signs | nra ]
  | |- 0 < _ ^ _ => first [ apply pow_lt; signs | nra ]
  | |- 0 <= _ ^ 2 => apply pow2_ge_0
  | |- 0 <= _ ^ _ => first [ apply pow_le; signs | nra ]
  | |- 0 < / _ => apply Rinv_0_lt_compat; signs
  | |- 0 <= / _ => left; apply Rinv_0_lt_compat; signs
  | |- 0 < _ / _ => apply quotient_positive; signs
  | |- 0 <= _ / _ => apply quotient_nonnegative; signs
  | |- 0 < sqrt _ => apply sqrt_lt_R0; signs
  | |- 0 < _ + _ => first [ apply Rplus_lt_0_compat; signs | apply Rplus_lt_le_0_compat; signs
                          | apply Rplus_le_lt_0_compat; signs | nra ]
  | |- 0 <= _ + _ => first [ apply Rplus_le_le_0_compat; signs | nra ]
  | |- _ <> 0 => first [ apply Rgt_not_eq; signs | apply Rlt_not_eq; nra ]
  | _ => nra
  end ].
Ltac nonzero := repeat split; first [ signs
  | let K := fresh in intro K;
    match goal with H : _ <> 0 |- _ => apply H; first [ lra | nra ] end ].
Ltac inverse b :=
  let H := fresh in
  first [ assert (H : 0 < b) by signs; pose proof (Rinv_0_lt_compat b H); pose proof (Rinv_r b (Rgt_not_eq b 0 H))
        | assert (H : b < 0) by nra; pose proof (Rinv_lt_0_compat b H); pose proof (Rinv_r b (Rlt_not_eq b 0 H))
        | assert (H : b <> 0) by nonzero; pose proof (Rinv_r b H)
        | idtac ].
Ltac equal := first [ ring | field; nonzero ].
(* a relation from the sign of the difference, as one fraction *)
Ltac difference := try apply Rlt_gt; try apply Rle_ge; first [ apply below | apply not_above ];
  first [ signs | field_simplify; [ signs | nonzero .. ] | field_simplify; signs ].
Ltac squares := repeat match goal with H : ?a <> 0 |- _ => pose proof (square_positive a H); revert H end; intros.
Ltac unpack := repeat match goal with H : _ /\\ _ |- _ => destruct H | H : _ \\/ _ |- _ => destruct H end;
  repeat split; subst; squares.
Ltac arithmetic := first [ lra | nra | signs | difference | unpack; first [ lra | nra | signs | difference | equal ] ].
"""


@dataclass(frozen=True)
class Goal:
    """One goal: its name, where it is claimed, what it is, and what part of the claim it leaves out."""

    name: str
    kind: str
    places: tuple[str, ...]
    statement: str
    proof: str
    left_out: tuple[str, ...] = ()

    @property
    def lemma(self) -> str:
        """The goal with its proof, as Coq reads it."""
        return f"Lemma {self.name} : {self.statement}.\nProof. {self.proof} Qed."


@dataclass(frozen=True)
class Export:
    """Goals, and how many propositions have none, by reason."""

    goals: tuple[Goal, ...]
    without: Mapping[str, int] = field(default_factory=dict)

    def count(self) -> str:
        """The goals by kind, and the partial ones, in words."""
        kinds = Counter(goal.kind for goal in self.goals)
        parts = [f"{kinds[kind]} of {words}" for kind, words in _KINDS.items() if kinds[kind]]
        partial = sum(1 for goal in self.goals if goal.left_out)
        return f"{counted(len(self.goals), 'goal')}" + (f": {', '.join(parts)}" if parts else "") + (
            f"; {partial} cover a part of what is claimed" if partial else "")


def coq_export(claims: Iterable[tuple[str, Status, JSON]]) -> Export:
    """The goals of claims, given as id, the status that is expected, and the proposition as plain data.

    A claim that is expected to be refuted, observed or undecided has none. What is claimed in several places becomes
    one goal.

    >>> x = {"var": "x"}
    >>> domain = [{"name": "x", "integer": False, "lower": "0", "lower_open": False, "upper": "1",
    ...            "upper_open": False, "residue": [0, 1]}]
    >>> data = {"kind": "positive", "lhs": ["exp", x], "relation": "<", "rhs": "3", "domain": domain}
    >>> print(coq_export([("lem-1/e", Status.CERTIFIED, data)]).goals[0].statement)
    forall v_x : R, 0 <= v_x -> v_x <= 1 -> exp v_x < 3
    """
    found: dict[str, Goal] = {}
    names: set[str] = set()
    without: Counter[str] = Counter()
    for claim, status, data in claims:
        if not (status.at_least(Status.CERTIFIED) if status.established else False):
            without[f"claims that are {status}, not proved or certified"] += 1
            continue
        for place, part in _leaves(claim, data):
            try:
                goal = _goal(part)
            except NoCounterpartError as reason:
                without[str(reason)] += 1
                continue
            known = found.get(goal.statement)
            if known is not None:
                found[goal.statement] = replace(known, places=(*known.places, place))
            else:
                found[goal.statement] = replace(goal, name=_free_name(claim, names), places=(place,))
    return Export(tuple(found.values()), dict(sorted(without.items())))


def coq_file(export: Export, title: str) -> str:
    """The goals as a file for coqc: a header that says what is covered and what is not, the tactics, the lemmas."""
    header = [f"Goals from {title}.", export.count() + ".",
              "They say what claims say; that they hold is shown where coqc accepts them, and nowhere else here.",
              "A denominator and the argument of a logarithm or root are within range wherever a claim speaks of them.",
              "Integers are reals with an integer behind them. Values of undetermined functions are any real numbers."]
    if export.without:
        header.append("Without a goal: " + "; ".join(f"{n} {reason}" for reason, n in export.without.items()) + ".")
    parts = [*map(comment, header), preamble(export.goals)]
    for goal in export.goals:
        parts.append("\n".join([*(comment(place) for place in goal.places),
                                *(comment(f"not covered: {words}") for words in goal.left_out), goal.lemma]))
    return "\n".join(parts[:len(header)]) + "\n\n" + "\n\n".join(parts[len(header):]) + "\n"


def preamble(goals: Iterable[Goal]) -> str:
    """What stands before the lemmas: the libraries that they need, and the tactics."""
    return PREAMBLE.replace("{interval}", INTERVAL if any(goal.kind == "interval" for goal in goals) else "").strip()


def comment(words: str) -> str:
    """Words as a comment of Coq, which they cannot end, open anew, or leave by a string.

    >>> comment('a *) Axiom x : False. (* "b')
    "(* a ×) Axiom x : False. (× 'b *)"
    """
    return f"(* {clean(words).replace('*', '×').replace(chr(34), chr(39))} *)"


def _leaves(place: str, data: JSON) -> Iterator[tuple[str, JSON]]:
    parts = data.get("parts") if isinstance(data, Mapping) else None
    if not isinstance(parts, list):
        yield place, data
        return
    for name, part in parts:
        yield from _leaves(f"{place}: {name}", part)


def _free_name(claim: str, names: set[str]) -> str:
    stem, count = f"c_{plain(claim)}", 1
    while f"{stem}_{count}" in names:
        count += 1
    names.add(f"{stem}_{count}")
    return f"{stem}_{count}"


def _goal(data: JSON) -> Goal:
    kind = data.get("kind") if isinstance(data, Mapping) else None
    write = {"positive": _interval, "for-all": _decision, "identity": _identity}.get(str(kind))
    if write is None:
        raise NoCounterpartError(f"of kind {kind}")
    try:
        return write(data)
    except (KeyError, TypeError, IndexError, ValueError, RecursionError) as error:
        if isinstance(error, NoCounterpartError):
            raise
        raise NoCounterpartError(f"of kind {kind}, written in a way that is not known here") from error


def _interval(data: JSON) -> Goal:
    """A bound: the domain cut to a box on which Coq-Interval can work, the sides subtracted."""
    names, left_out, hypotheses, bisected = Names(), [], [], []
    for v in data["domain"]:
        if v["lower"] is None:
            raise NoCounterpartError("a bound without a lower end")
        name, lower = names.of(v["name"]), Fraction(v["lower"])
        upper = lower + REACH if v["upper"] is None else Fraction(v["upper"])
        if v["upper"] is None:
            left_out.append(f"{name} > {upper}")
        ends = [(lower, v["lower_open"]), (upper, v["upper_open"] and v["upper"] is not None)]
        inner = [lower, upper]
        for i, (end, _) in enumerate(ends):
            if lower < upper and len(data["domain"]) == 1 and _meets(data, v["name"], end):
                inner[i] = end + (1 - 2 * i) * (upper - lower) * _MARGIN
                ends[i] = (inner[i], False)
                left_out.append(f"{name} {'<' if i == 0 else '>'} {inner[i]}, next to {end}, where the sides meet or "
                                "have no value")
        hypotheses += [f"{number(ends[0][0])} {'<' if ends[0][1] else '<='} {name}",
                       f"{name} {'<' if ends[1][1] else '<='} {number(ends[1][0])}"]
        bisected += [f"i_bisect {name}"] if inner[0] < inner[1] else []
    head, left, right = data["relation"], data["lhs"], data["rhs"]
    if head in (">", ">="):
        head, left, right = "<" if head == ">" else "<=", right, left
    conclusion = f"{term(left, names)} {head} {term(right, names)}"
    options = ", ".join([*bisected, "i_prec 90", "i_depth 20"])
    tries = [f"interval with ({options})"]
    if len(bisected) == 1:  # Taylor models give up where a root has no derivative, and save bisections elsewhere
        tries.insert(0, f"interval with (i_taylor {bisected[0].split()[1]}, {options})")
    return Goal("", "interval", (), _quantified(names, hypotheses, conclusion),
                f"intros; apply {'Rminus_lt' if head == '<' else 'Rminus_le'}; first [ {' | '.join(tries)} ].",
                tuple(left_out))


def _meets(data: JSON, variable: str, end: Fraction) -> bool:
    """Whether the sides are exactly equal at an end, or one has no value there: no enclosure decides next to it."""
    try:
        values = [value_at(data[side], {variable: end}) for side in ("lhs", "rhs")]
    except ZeroDivisionError:
        return True
    return values[0] is not None and values[0] == values[1]


def _decision(data: JSON) -> Goal:
    """A statement of real arithmetic; what is divided by gets an inverse, for lra and nra see none."""
    found = heads(data["conclude"]).union(*map(heads, data["assume"]))
    for head in ("exp", "log", "sin", "cos", "pi", "fn", "root"):
        if head in found:
            raise NoCounterpartError(f"{head} in a decision")
    names = Names()
    hypotheses = [*_ranges(data["domain"], names), *(relation(a, names) for a in data["assume"])]
    conclusion = relation(data["conclude"], names)
    variables = [names.of(v["name"]) for v in data["domain"]]
    divided = list(dict.fromkeys(b for part in (*data["assume"], data["conclude"]) for b in denominators(part, names)))
    steps = ["intros.", *(f"inverse {b}." for b in divided)]
    if "abs" in found:
        steps.append("split_Rabs;")
    tries = ["arithmetic"]
    if 2 <= len(variables) <= _BRANCHING:
        squares = [f"pose proof (pow2_ge_0 ({x} {sign} {y}))"
                   for i, x in enumerate(variables) for y in variables[:i] for sign in "-+"]
        tries.append(f"{'; '.join(squares)}; nra")
    last = tries[0] if len(tries) == 1 else f"first [ {' | '.join(tries)} ]"
    proof = f"{' '.join(steps)} {last}."
    return Goal("", "decision", (), _quantified(names, hypotheses, conclusion), proof)


def _identity(data: JSON) -> Goal:
    """An identity, wherever what is divided by is not zero."""
    found = heads(data["lhs"]) | heads(data["rhs"])
    for head in ("root", "log", "sin", "cos", "exp", "abs"):
        if head in found:
            raise NoCounterpartError(f"{head} in an identity")
    names = Names()
    sides = [term(data[side], names) for side in ("lhs", "rhs")]
    divided = list(dict.fromkeys(b for side in ("lhs", "rhs") for b in denominators(data[side], names)))
    hypotheses = [*_ranges(data["domain"], names), *(f"{b} <> 0" for b in divided)]
    return Goal("", "identity", (), _quantified(names, hypotheses, f"{sides[0]} = {sides[1]}"),
                f"intros; {'pose proof PI_RGT_0; ' if 'pi' in found else ''}equal.")


def _ranges(domain: JSON, names: Names) -> Iterator[str]:
    for v in domain:
        name, (rest, modulus) = names.of(v["name"]), v["residue"]
        if v["lower"] is not None:
            yield f"{number(Fraction(v['lower']))} {'<' if v['lower_open'] else '<='} {name}"
        if v["upper"] is not None:
            yield f"{name} {'<' if v['upper_open'] else '<='} {number(Fraction(v['upper']))}"
        if v["integer"]:
            step = "z" if int(modulus) == 1 else f"({int(modulus)} * z + {int(rest)})"
            yield f"(exists z : Z, {name} = IZR {step})"


def _quantified(names: Names, hypotheses: Iterable[str], conclusion: str) -> str:
    variables = names.known()
    head = f"forall {' '.join(variables)} : R, " if variables else ""
    return head + " -> ".join([*hypotheses, conclusion])

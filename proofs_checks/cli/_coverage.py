"""earnshaw list --coverage: each item of the arXiv text, and the claims that settle it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.claims import Registry
    from verify.run import Ledger


def show_coverage(registry: "Registry", ledger: "Ledger | None") -> None:
    """Print the inventory, with the statuses of a ledger where there is one."""
    from proofs_checks.inventory import read_inventory
    from verify.report import counted, open_console, show

    inventory, console = read_inventory(), open_console()
    known = {claim_id for made in registry for claim_id in made.claim_ids}
    statuses = {} if ledger is None else {claim.id: f" ({claim.status})" for claim in ledger.claims}
    for section in inventory.sections:
        there = {None: "  [not in the published text]", section.number: ""}.get(
            section.published, f"  [published: {section.published}]")
        show(console, f"\n{section.number}  {section.title}{there}")
        for item in section.items:
            told = item.unsettled(known) or ", ".join(claim + statuses.get(claim, "") for claim in item.claims)
            show(console, f"  {item.place:8} {item.what}: {item.words}", f"  {'':8} {told}")
    missing = [item.place for item in inventory.items if item.unsettled(known)]
    show(console, f"\n{counted(len(inventory.items), 'item')} in {counted(len(inventory.sections), 'section')}; " + (
        f"without a claim: {', '.join(missing)}." if missing else "each is settled by claims."))

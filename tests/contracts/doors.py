"""The contract that a context is entered by its doors only."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output

DOORS = {"commands", "queries", "rules", "metrics"}
WORKPLACE = "catchball.workplace"


class DoorsContract(Contract):
    """Another context may be entered by commands, queries, rules and metrics."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        del verbose
        broken = []
        for importer in graph.find_descendants(WORKPLACE):
            if ".tests" in importer or ".migrations" in importer:
                continue
            for imported in graph.find_modules_directly_imported_by(importer):
                if not imported.startswith(f"{WORKPLACE}."):
                    continue
                context, _, room = imported.removeprefix(f"{WORKPLACE}.").partition(".")
                own = importer.removeprefix(f"{WORKPLACE}.").split(".")[0]
                if context != own and room.split(".")[0] not in DOORS:
                    broken.append(f"{importer} enters {imported} past its doors")
        return ContractCheck(kept=not broken, metadata={"broken": sorted(broken)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for sentence in check.metadata["broken"]:
            output.print_error(sentence)

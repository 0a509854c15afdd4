"""A kind of import contract that import-linter lacks: what of a foreign package a room may use.

To import-linter a foreign package is one thing, so its own contracts cannot let QtCore in and keep
QtWidgets out. Named in pyproject as ``contract_types``.
"""

import re

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules


class PartsContract(Contract):  # type: ignore[misc]  # import-linter declares its base as Any
    """Of ``package``, ``source_modules`` and what lies in them import ``allowed_parts`` only."""

    type_name = "parts"

    source_modules = fields.SetField(subfield=fields.ModuleExpressionField())
    package = fields.StringField()
    allowed_parts = fields.SetField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every line that imports the package."""
        modules = module_expressions_to_modules(graph, self.source_modules, as_packages=True)
        faults = []
        for importer in sorted(module.name for module in modules):
            if self.package not in graph.find_modules_directly_imported_by(importer):
                continue
            for line in graph.get_import_details(importer=importer, imported=self.package):
                parts = imported_parts(line["line_contents"], self.package)
                faults += [
                    f"{importer} -> {self.package}.{part} (l. {line['line_number']})"
                    for part in sorted(parts - self.allowed_parts)
                ]
        return ContractCheck(kept=not faults, metadata={"faults": faults})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which lines may not stand."""
        for fault in check.metadata["faults"]:
            output.print_error(f"- {fault}")


def imported_parts(line: str, package: str) -> set[str]:
    """Which parts of ``package`` an import's first line names; ``*`` where it does not say."""
    named = re.match(rf"\s*(?:from|import)\s+{re.escape(package)}\.(\w+)", line)
    if named:
        return {named[1]}
    listed = re.match(rf"\s*from\s+{re.escape(package)}\s+import\s+([\w ,]+)$", line)
    if listed:
        return {name.split()[0] for name in listed[1].split(",")}
    return {"*"}

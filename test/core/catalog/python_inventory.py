"""Prints, as JSON, the methods of the installed `openai` package and the arguments of those that name a service tier.

Reads the package's source without importing it, so that neither its dependencies nor its start-up matter.
"""
import ast
import json
import pathlib
import re
import sys


def client_path(file: pathlib.PurePath) -> str:
    parts = list(file.with_suffix("").parts)
    if len(parts) > 1 and parts[-1] == parts[-2]:
        parts.pop()
    return ".".join(parts)


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def literals(annotation: ast.AST) -> list:
    found = [node for node in ast.walk(annotation) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node.value for node in found]


def main(package: pathlib.Path) -> None:
    methods, tiers = set(), {}
    resources = package / "resources"
    for file in sorted(resources.rglob("*.py")):
        path = client_path(file.relative_to(resources))
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            # The file also holds raw-response wrappers and websocket helpers, which are no paths on the client.
            if not isinstance(node, ast.ClassDef) or snake(node.name.removeprefix("Async")) != file.stem:
                continue
            for method in node.body:
                if not isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)) or method.name.startswith("_"):
                    continue
                api = f"{path}.{method.name}"
                methods.add(api)
                for argument in [*method.args.args, *method.args.kwonlyargs]:
                    if argument.arg == "service_tier":
                        tiers.setdefault(api, set()).update(literals(argument.annotation) if argument.annotation else [])
    version = re.search(r'__version__ = "([^"]+)"', (package / "_version.py").read_text(encoding="utf-8"))
    print(
        json.dumps(
            {
                "version": version.group(1) if version else "?",
                "methods": sorted(methods),
                "withTier": [{"api": api, "values": sorted(values)} for api, values in sorted(tiers.items())],
            }
        )
    )


main(pathlib.Path(sys.argv[1]))

"""Executes a Python notebook without Jupyter: cells share their names, figures become SVG. Writes the notebook with its outputs to stdout."""

import ast
import contextlib
import io
import json
import os
import sys
import traceback

import matplotlib

matplotlib.use("svg")
# The same picture from the same numbers, whoever draws it.
matplotlib.rcParams.update({"svg.hashsalt": "crsim", "svg.fonttype": "path"})
import matplotlib.pyplot as plt


def lines(text):
    return text.splitlines(keepends=True)


def figures():
    """The figures that a cell has left open, as outputs."""
    for number in plt.get_fignums():
        svg = io.StringIO()
        plt.figure(number).savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(number)
        data = {"image/svg+xml": lines(svg.getvalue()), "text/plain": [f"<Figure {number}>"]}
        yield {"output_type": "display_data", "data": data, "metadata": {}}


def executed(path):
    with open(path, encoding="utf-8") as file:
        notebook = json.load(file)
    os.chdir(os.path.dirname(os.path.abspath(path)))
    names = {"__name__": "__main__"}
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        count += 1
        said = io.StringIO()
        try:
            code = compile(ast.parse("".join(cell["source"])), f"cell-{count}", "exec")
            with contextlib.redirect_stdout(said):
                exec(code, names)
        except BaseException as error:
            at = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == f"cell-{count}"]
            line = at[-1] if at else getattr(error, "lineno", 1)
            raise SystemExit(f"{os.path.basename(path)}, cell {count}, line {line}\n  {type(error).__name__}: {error}") from None
        text = said.getvalue()
        spoken = [{"output_type": "stream", "name": "stdout", "text": lines(text)}] if text else []
        cell["execution_count"] = count
        cell["outputs"] = [*spoken, *figures()]
    return notebook


if __name__ == "__main__":
    sys.stdout.write(json.dumps(executed(sys.argv[1]), indent=1, sort_keys=True, ensure_ascii=False) + "\n")

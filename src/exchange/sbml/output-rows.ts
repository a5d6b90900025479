import { children, type Expression, namesIn } from "../../language/expression.ts";
import { functions } from "../../language/functions.ts";
import type { Row } from "./rows.ts";

const makesSteps = (e: Expression): boolean =>
	(e.kind === "call" && functions[e.name]?.onlyInOutput === true) || children(e).some((child) => makesSteps(child));

/** Names of the flows that make steps, or read what does: they are for output only. */
export function outputRows(rows: readonly Row[]): ReadonlySet<string> {
	const outputs = new Set<string>();
	const flows = rows.filter((row) => row.kind === "flow");
	for (let before = -1; before < outputs.size; ) {
		before = outputs.size;
		for (const { name, is } of flows) if (makesSteps(is) || [...namesIn(is)].some((read) => outputs.has(read))) outputs.add(name);
	}
	return outputs;
}

/** Names of the rows that are integrated, or fixed at the start, and make steps or read what does. */
export function integratedSteps(rows: readonly Row[], outputs: ReadonlySet<string>): string[] {
	const isStep = (e: Expression) => makesSteps(e) || [...namesIn(e)].some((read) => outputs.has(read));
	return rows.flatMap((row) => {
		const read = row.kind === "state" ? [row.start, row.rate] : row.kind === "fixed" ? [row.start] : [];
		return read.some(isStep) ? [row.name] : [];
	});
}

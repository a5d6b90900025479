import type { Expression } from "../../language/expression.ts";
import { printExpression } from "../../language/print.ts";
import type { SbmlEquations } from "./equations.ts";
import type { Row } from "./rows.ts";

const quoted = (text: string) => JSON.stringify(text);
const shownAs = (row: Row) => (row.about === "" || row.about === row.name ? "" : `about: ${quoted(row.about)}, `);

/** How large a state is: what its absolute tolerance goes by. */
const sizeOf = (start: Expression) => (start.kind === "number" && start.value !== 0 ? Math.abs(start.value) : 1);

function section(name: string, lines: readonly string[]): string[] {
	return lines.length === 0 ? [] : [`${name}:`, ...lines.map((line) => `  ${line}`)];
}

/** The page of the model language that holds the equations; one unit of time of the file is `unit`. */
export function pageText(about: string, { rows, time }: SbmlEquations, unit: string): string {
	const parameters = rows.flatMap((row) =>
		row.kind === "parameter"
			? [`${row.name}: { ${shownAs(row)}value: ${quoted(String(row.value))}, source: the SBML file, evidence: assumed }`]
			: [],
	);
	const states = rows.flatMap((row) => {
		if (row.kind !== "state") return [];
		const rate = quoted(`(${printExpression(row.rate)}) / ${unit}`);
		const scale = quoted(String(sizeOf(row.start)));
		return [`${row.name}: { ${shownAs(row)}unit: "1", start: ${quoted(printExpression(row.start))}, scale: ${scale}, rate: ${rate} }`];
	});
	const clock = time === null ? [] : [`${time}: { about: Time in units of the file, unit: "1", is: ${quoted(`t / ${unit}`)} }`];
	const flows = rows.flatMap((row) =>
		row.kind === "flow" || row.kind === "fixed"
			? [`${row.name}: { ${shownAs(row)}unit: "1", is: ${quoted(printExpression(row.kind === "flow" ? row.is : row.start))} }`]
			: [],
	);
	return [
		`about: ${quoted(about)}`,
		...section("parameters", parameters),
		...section("states", states),
		...section("flows", [...clock, ...flows]),
		"",
	].join("\n");
}

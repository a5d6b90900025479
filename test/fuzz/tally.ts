import type { Verdict } from "./judge.ts";
import { causeOf } from "./reduce.ts";
import type { Input } from "./targets.ts";

interface Row {
	inputs: number;
	good: number;
	refused: number;
	wrong: number;
	runs: number;
}

/** What is known of all inputs so far. */
export interface Tally {
	readonly rows: Map<string, Row>;
	/** One input of each cause. */
	readonly causes: Map<string, { readonly number: number; readonly input: Input; readonly why: string; count: number }>;
}

export const newTally = (): Tally => ({ rows: new Map(), causes: new Map() });

/** Counts an input; true where it fails for a cause that is new. */
export function count(
	{ rows, causes }: Tally,
	{ number, input, verdict }: { readonly number: number; readonly input: Input; readonly verdict: Verdict },
): boolean {
	const row = rows.get(input.kind) ?? { inputs: 0, good: 0, refused: 0, wrong: 0, runs: 0 };
	rows.set(input.kind, row);
	row.inputs++;
	row[verdict.kind]++;
	if (verdict.kind === "good") row.runs += verdict.runs;
	if (verdict.kind !== "wrong") return false;
	const cause = `${input.kind}: ${causeOf(verdict.why)}`;
	const known = causes.get(cause);
	if (known) known.count++;
	else causes.set(cause, { number, input, why: verdict.why, count: 1 });
	return known === undefined;
}

/** The table by kind, with a line of sums. */
export function tableOf({ rows }: Tally): string {
	const heads = ["inputs", "good", "refused", "wrong", "runs"] as const;
	const sums = heads.map((head) => [...rows.values()].reduce((sum, row) => sum + row[head], 0));
	const lines = [...rows].sort().map(([kind, row]) => [kind, ...heads.map((head) => row[head])]);
	return [["kind", ...heads], ...lines, ["all", ...sums]]
		.map(([kind, ...cells]) => `${kind}`.padEnd(18) + cells.map((cell) => `${cell}`.padStart(10)).join(""))
		.join("\n");
}

import type { Oxygen } from "../chart/oxygen.ts";
import type { RateUnit } from "../chart/rate.ts";
import type { CellReading } from "./chart-cell.ts";
import { valueIn } from "./chart-cell.ts";
import type { ChartRow } from "./chart-rows.ts";

/** What a chart says was done. Hours since infusion. */
export type ChartedAct = { readonly time: number; readonly line: number } & (
	| { readonly kind: "given"; readonly drug: string /** As typed behind its name; empty: nothing was. */; readonly amount: string }
	/** Boluses for pressure, whatever the fluid. */
	| { readonly kind: "boluses"; readonly count: number }
	/** It runs at this rate from now on; 0: it is off. */
	| { readonly kind: "rate"; readonly drug: string; readonly rate: number; readonly unit: RateUnit }
	/** Connected from now on; null: room air. */
	| { readonly kind: "oxygen"; readonly oxygen: Oxygen | null }
	| { readonly kind: "death" }
);

/** `Actemra 560 mg iv`: what follows the name, as far as it is an amount. */
const amountIn = (word: string): string => /\s(\d[\d.,]*\s*[^\s\d.,][^\s]*)/.exec(word)?.[1]?.replace(",", ".") ?? "";

type Done = ChartedAct extends infer Act ? (Act extends unknown ? Omit<Act, "time" | "line"> : never) : never;

function givenIn(reading: CellReading): readonly Done[] {
	const names = (valueIn(reading) ?? []) as readonly string[];
	const typed = reading.kind === "value" ? (reading.typed ?? []) : [];
	return names.map((drug, i) => ({ kind: "given", drug, amount: amountIn(typed[i] ?? "") }));
}

function oxygenIn({ cells }: ChartRow): readonly Done[] {
	const parts = [...cells].flatMap(([{ use }, reading]) =>
		use.kind === "oxygen" && valueIn(reading) !== undefined ? [[use.part, valueIn(reading)] as const] : [],
	);
	const { device, ...settings } = Object.fromEntries(parts) as Partial<Oxygen>;
	if (device === undefined) return [];
	return [{ kind: "oxygen", oxygen: device === "none" ? null : { device, ...settings } }];
}

const deaths: ReadonlySet<string> = new Set(["dead_of_crs", "dead_of_icans", "dead_of_iechs"]);

function doneIn(row: ChartRow): readonly Done[] {
	const each = [...row.cells].flatMap(([{ name, use }, reading]): readonly Done[] => {
		const value = valueIn(reading);
		if (use.kind === "given") return givenIn(reading);
		if (use.kind === "bolus" && typeof value === "number" && value > 0) return [{ kind: "boluses", count: value }];
		if (use.kind === "rate" && typeof value === "number") return [{ kind: "rate", drug: use.drug, rate: value, unit: use.unit }];
		return deaths.has(name) && value === true ? [{ kind: "death" }] : [];
	});
	return [...each, ...oxygenIn(row)];
}

/** Of what runs only the changes: the rate or device that stood in the row before is no act. */
const standsAs = (done: Done): readonly [what: string, as: string] | null => {
	if (done.kind === "rate") return [done.drug, `${done.rate} ${done.unit}`];
	return done.kind === "oxygen" ? ["oxygen", JSON.stringify(done.oxygen)] : null;
};

/** What the rows of one patient say was given, changed and stopped. */
export function chartedActs(rows: readonly ChartRow[]): readonly ChartedAct[] {
	const standing = new Map<string, string>();
	return rows.flatMap((row) =>
		doneIn(row).flatMap((done): readonly ChartedAct[] => {
			const stands = standsAs(done);
			if (stands !== null && standing.get(stands[0]) === stands[1]) return [];
			const wasOff = stands !== null && !standing.has(stands[0]);
			if (stands !== null) standing.set(...(stands as [string, string]));
			const isOff = (done.kind === "rate" && done.rate === 0) || (done.kind === "oxygen" && done.oxygen === null);
			return wasOff && isOff ? [] : [{ time: row.time, line: row.line, ...done }];
		}),
	);
}

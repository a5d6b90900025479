import type { Library } from "../../treatment/library.ts";

/** A column that a bedside shows, and when it is known. */
export interface BedsideColumn {
	readonly name: string;
	/** Times of day at which it is measured; null: it is watched. */
	readonly at: readonly number[] | null;
}

/** What of a model is seen at a bedside; blood counts and the like come with the rounds of its ward. */
export interface BedsideView {
	readonly columns: readonly BedsideColumn[];
	/** Facts of the patient that are known, by name. */
	readonly facts: readonly string[];
	/** What happens by chance and is seen: what sets a clinical sign, and death. The others show in what follows from them. */
	readonly hazards: readonly string[];
	/** Time of day of the infusion, by which rounds go. */
	readonly infused: number;
}

/**
 * What a bedside shows of a model: what its ward charts, and without such a file the columns that are bound to clinical signs.
 *
 *     bedsideOf(library).columns   // [{ name: "temperature", at: null }, { name: "il6", at: [6] }, …]
 */
export function bedsideOf({ charting, bind, model }: Pick<Library, "charting" | "bind" | "model">): BedsideView {
	const facts = new Set(model.modules.flatMap((page) => page.covariates.map(({ name }) => name)));
	const known = [...new Set(Object.values(bind).flatMap(({ column }) => (facts.has(column) ? [column] : [])))];
	const bound = new Set(Object.values(bind).map(({ column }) => column));
	const hazards = model.modules
		.flatMap((page) => page.hazards)
		.filter(({ sets, dies }) => dies !== null || sets.some(({ input }) => bound.has(input)))
		.map(({ name }) => name);
	const signs = Object.values(bind).flatMap(({ column }) => (facts.has(column) ? [] : [{ name: column, at: null }]));
	if (charting === null) return { columns: [...new Map(signs.map((one) => [one.name, one])).values()], facts: known, hazards, infused: 0 };
	const columns = charting.columns.flatMap(({ name, round }) => {
		const found = charting.rounds.find((one) => one.name === round);
		// Rounds that come with every act are those of whoever stands at the bed.
		return found ? [{ name, at: found.withActs ? null : found.at }] : [];
	});
	return { columns, facts: known, hazards, infused: charting.infused };
}

/** The last hour since infusion at which a column was known, at or before another; null: not yet. */
export function knownAt(
	{ at }: BedsideColumn,
	hour: number,
	{ infused, from }: { readonly infused: number; readonly from: number },
): number | null {
	if (at === null) return hour;
	const clock = hour + infused;
	const midnight = Math.floor(clock / 24) * 24;
	const rounds = [midnight - 24, midnight].flatMap((start) => at.map((time) => start + time - infused));
	const known = rounds.filter((time) => time <= hour + 1e-9 && time >= from - 1e-9);
	return known.length === 0 ? null : Math.max(...known);
}

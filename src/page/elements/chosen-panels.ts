import type { Kit, KitPanel } from "../kit.ts";
import type { Findable } from "./find-words.ts";

/** As many panels are read at a glance. */
export const mostPanels = 9;

/** A panel of one column that stands in no panel of the kit. */
const own = (kit: Pick<Kit, "columns">, name: string): readonly KitPanel[] => {
	const column = kit.columns.find((one) => one.name === name);
	return column === undefined ? [] : [{ id: name, title: column.look.short, left: [name], right: [], labels: [], lines: [] }];
};

/** The panels of these ids, in their order; an id that names a column alone makes a panel of it. */
export const panelsOf = (kit: Pick<Kit, "panels" | "columns">, ids: readonly string[]): readonly KitPanel[] =>
	ids.flatMap((id) => {
		const known = kit.panels.find((one) => one.id === id);
		return known === undefined ? own(kit, id) : [known];
	});

/** Ids of the panels that show these columns, each column once: the first panel of the kit that has it, else one of its own. */
export function idsShowing(kit: Pick<Kit, "panels">, columns: readonly string[]): readonly string[] {
	const ids: string[] = [];
	const seen = new Set<string>();
	for (const column of columns) {
		if (seen.has(column)) continue;
		const panel = kit.panels.find(({ left, right }) => left.includes(column) || right.includes(column));
		ids.push(panel?.id ?? column);
		for (const one of panel === undefined ? [column] : [...panel.left, ...panel.right]) seen.add(one);
	}
	return ids;
}

/** All that can be shown, for a search: the panels of the kit, then the columns that have none. */
export function panelChoices(kit: Pick<Kit, "panels" | "columns">, shown: readonly string[]): readonly Findable[] {
	const covered = new Set(kit.panels.flatMap(({ left, right }) => [...left, ...right]));
	const note = (id: string) => (shown.includes(id) ? { note: "shown" } : {});
	const words = (names: readonly string[]) => names.flatMap((name) => kit.columns.find((one) => one.name === name)?.look.label ?? []);
	return [
		...kit.panels.map(({ id, title, left, right }) => ({
			name: id,
			label: title,
			about: words([...left, ...right]).join(", "),
			other: [...left, ...right],
			...note(id),
		})),
		...kit.columns
			.filter(({ name }) => !covered.has(name))
			.map(({ name, title, look }) => ({ name, label: look.short, about: title, ...note(name) })),
	];
}

/** Every column that is seen while something is dragged: the panels of these ids draw it, or the sentence of what changed tells of it. */
export function seenColumns(kit: Pick<Kit, "panels" | "columns">, ids: readonly string[]): readonly string[] {
	const drawn = panelsOf(kit, ids).flatMap(({ left, right }) => [...left, ...right]);
	const told = kit.columns.flatMap(({ name, look }) => (look.summary === undefined ? [] : [name]));
	return [...new Set([...drawn, ...told])];
}

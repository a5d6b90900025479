import { formatUnit, type Unit } from "../language/units.ts";
import type { Model, Module } from "./model.ts";
import type { ModelFigure, ModelPanel } from "./model-figure.ts";
import { usualReading } from "./usual-reading.ts";

/** Curves that one panel holds without a tangle. */
const mostCurves = 4;
/** Panels of a comparison: more would not fit on a page. */
const mostCompared = 8;

const bare = { reading: usualReading, days: "story", grades: [], treatments: "above", withoutQuiet: false, notes: [] } as const;

/** `cart-cells` as a heading: `Cart cells`. */
const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[-_]/g, " ");

/** A module's states and observables, those of one unit together. */
function panelsOf(page: Module, columns: ReadonlyMap<string, Unit>): readonly ModelPanel[] {
	const shown = [...page.states, ...page.observables].filter(({ name }) => columns.has(name));
	const units = [...new Set(shown.map(({ unit }) => formatUnit(unit)))];
	return units.flatMap((unit) => {
		const left = shown.filter((one) => formatUnit(one.unit) === unit).map(({ name }) => name);
		const panels = Array.from({ length: Math.ceil(left.length / mostCurves) }, (_, i) => left.slice(i * mostCurves, (i + 1) * mostCurves));
		return panels.map((some) => ({ ...(some.length > 1 ? { name: titleOf(page.name) } : {}), left: some, right: [], lines: [] }));
	});
}

/** What usual figures are made from. */
interface Drawable {
	/** Of a trajectory, with their units. */
	readonly columns: ReadonlyMap<string, Unit>;
	readonly hasTreatments: boolean;
}

/** The figures of a model whose folder has none: its states and observables by module, what was given, and courses compared. */
export function usualFigures({ modules }: Model, { columns, hasTreatments }: Drawable): readonly ModelFigure[] {
	const panels = modules.flatMap((page) => panelsOf(page, columns));
	const single = panels.flatMap(({ left }) => left).map((name): ModelPanel => ({ left: [name], right: [], lines: [] }));
	const of = (form: ModelFigure["form"], name: string, rest: Pick<ModelFigure, "title" | "about" | "panels">) => ({
		...bare,
		form,
		name,
		...rest,
	});
	return [
		of("panels", "course", { title: "The course", about: "States and observables of the model, in the order of its modules.", panels }),
		of("drugs", "drugs", { title: "What was given", about: "Doses, rates and concentrations.", panels: [] }),
		of("comparison", "comparison", {
			title: "Courses compared",
			about: "Several runs over each other.",
			panels: single.slice(0, mostCompared),
		}),
		of("patients", "fan-chart", {
			title: "Courses of all patients",
			about: "Median, middle half and middle 90 % of patients over the days.",
			panels: single.slice(0, mostCompared),
		}),
	].filter(({ form, panels: own }) => (form === "drugs" ? hasTreatments : own.length > 0));
}

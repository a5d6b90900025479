import { isTherapy } from "../chart/role.ts";
import type { ChartedOrder } from "../exchange/charted-orders.ts";
import type { LocatedYaml, Path } from "../input/located-yaml.ts";
import { InputError } from "../input/problem.ts";
import { readLayers } from "../scenario/extends.ts";
import { scenarioFrom } from "../scenario/parse-scenario.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Library, Models } from "../treatment/library.ts";
import { readAs } from "./kind-of-file.ts";
import { protocolsFor } from "./protocol-files.ts";
import { findScenario, scenarioTexts } from "./scenario-texts.ts";

/** A scenario in which a chart says what was given. */
export interface ChartedScenario {
	/** As it stands, without the chart. */
	readonly alone: Plan;
	readonly library: Library;
	/** Treatments of its own, therapies aside, that it does not give: the chart says what was given. */
	readonly dropped: number;
	/** With the orders of a chart, followed by some care, to an hour since infusion. */
	readonly planned: (care: string, until: number, orders: readonly ChartedOrder[]) => Plan;
}

/** A scenario whose treatments are those of a chart behind the therapies of its own: each problem of them is told at the line of the chart. */
function withTreatments(
	yaml: LocatedYaml,
	{ kept, orders, file }: { readonly kept: readonly number[]; readonly orders: readonly ChartedOrder[]; readonly file: string },
): LocatedYaml {
	const { care: _, treatments = [], ...rest } = yaml.value as Record<string, unknown> & { readonly treatments?: readonly unknown[] };
	const own = kept.map((i) => treatments[i]);
	const inChart = (path: Path) => path[0] === "treatments" && Number(path[1]) >= own.length;
	const lineOf = (path: Path) => ({ file, line: orders[Number(path[1]) - own.length]?.line ?? 1, column: 1 });
	const there = (path: Path): Path =>
		path[0] === "treatments" && typeof path[1] === "number" ? ["treatments", kept[path[1]] ?? 0, ...path.slice(2)] : path;
	return {
		file: yaml.file,
		text: yaml.text,
		value: { ...rest, treatments: [...own, ...orders.map(({ order }) => order)] },
		place: (path) => (inChart(path) ? lineOf(path) : yaml.place(there(path))),
		keyPlace: (path) => (inChart(path) ? lineOf(path) : yaml.keyPlace(there(path))),
		placeWithin: (path, offset) => (inChart(path) ? lineOf(path) : yaml.placeWithin(there(path), offset)),
	};
}

/** What is wrong with an order of a chart is told of its row. */
function ofRows(read: () => Plan, file: string): Plan {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		throw new InputError(error.problems.map((one) => (one.file === file ? { ...one, key: `row ${one.line}` } : one)));
	}
}

/**
 * Reads a scenario to which a chart (`file`) is to be held. Throws an InputError with every problem of the scenario itself.
 *
 *     chartedScenario("bulky-untreated", { models, file: "chart.csv" }).planned("p4", 240, orders)
 */
export function chartedScenario(given: string, { models, file }: { readonly models: Models; readonly file: string }): ChartedScenario {
	const texts = scenarioTexts(findScenario(given));
	const yaml = readAs("scenario", texts, () => readLayers(texts.text, { ...texts, yaml: models.yaml }));
	const alone = readAs("scenario", texts, () => scenarioFrom(yaml, { ...texts, models }));
	const library = models.get(alone.model)!;
	const { treatments = [] } = yaml.value as { readonly treatments?: readonly { readonly give?: unknown }[] };
	const isKept = (name: unknown) => typeof name === "string" && isTherapy(library.formulary[name]?.role ?? "");
	const kept = treatments.flatMap(({ give }, i) => (isKept(give) ? [i] : []));
	return {
		alone,
		library,
		dropped: treatments.length - kept.length,
		planned: (care, until, orders) => {
			const options = { ...texts, protocols: protocolsFor(texts.file, care), models, care, until };
			return ofRows(() => scenarioFrom(withTreatments(yaml, { kept, orders, file }), options), file);
		},
	};
}

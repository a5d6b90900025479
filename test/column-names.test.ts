import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { modelsAtHand } from "../src/node/scenario-files.ts";

const source = new URL("../src", import.meta.url).pathname;

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesIn(path) : path.endsWith(".ts") ? [path] : [];
	});
}

/** Chart and grading know what a clinical sign is. Nobody else may know what a model calls it. */
const mayName = (file: string) => /^(?:chart|grading)\//.test(file);

/** States, observables, inputs and slots of every shipped model, and whatever else it gives out. */
function columnNames(): Set<string> {
	const models = modelsAtHand();
	return new Set(
		[...models.keys()].flatMap((name) => {
			const { model } = models.get(name)!;
			const rows = model.modules.flatMap((page) => [...page.states, ...page.observables, ...page.inputs, ...page.slots]);
			return [...rows, ...model.outputs].map((one) => one.name);
		}),
	);
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$|\s\/\/ .*$/gm, "");

/** Words of a file that stand in quotes, or before a colon as the key of a table. */
function namesIn(text: string): Set<string> {
	const code = withoutComments(text);
	const quoted = [...code.matchAll(/(["'`])([a-z][a-z0-9_]*)\1/g)].map((found) => found[2]!);
	const keys = [...code.matchAll(/(?:^|[{,])\s*([a-z][a-z0-9_]*): /gm)].map((found) => found[1]!);
	return new Set([...quoted, ...keys]);
}

/**
 * What is left, by its reason. The list only shrinks: a name that is gone from the code must go from here.
 */
const reasons: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	"settings of a device are words of the format (`device: cpap, fio2: 0.6`), whatever a model calls its inputs": {
		"exchange/charted-orders.ts": ["fio2"],
		"exchange/csv.ts": ["fio2"],
		"exchange/run-facts.ts": ["fio2"],
		"population/cells.ts": ["fio2", "peep", "tocilizumab"],
		"simulate/ladder.ts": ["fio2", "peep"],
		"simulate/live-chart.ts": ["fio2"],
		"treatment/order-shape.ts": ["fio2", "peep"],
		"treatment/plausible-limits.ts": ["fio2"],
		"treatment/read-order.ts": ["fio2", "peep"],
		"treatment/read-rule.ts": ["fio2", "peep"],
		"page/elements/crsim-order.ts": ["fio2", "peep"],
		"page/elements/edit-wish.ts": ["fio2"],
		"page/kit-of-model.ts": ["peep"],
		"page/kit.ts": ["fio2", "peep"],
		"page/modes/gift-fields.ts": ["fio2", "peep"],
		"page/modes/gift-form.ts": ["fio2", "peep"],
		"page/wish-text.ts": ["fio2", "peep"],
		"treatment/treatment.ts": ["fio2", "peep"],
	},
	"a drug may be against hyperinflammation, the toxicity; and the ladder of severity sets a parameter of one scenario": {
		"node/severity-ladder.ts": ["hyperinflammation"],
		"treatment/read-medicine.ts": ["fio2", "hyperinflammation"],
		"treatment/treatment-shape.ts": ["fio2", "hyperinflammation", "peep"],
	},
	"fields of a typed chart and of a record have names of their own, which are those of signs": {
		"exchange/chart-columns.ts": ["capd", "consciousness", "creatinine", "fio2", "ice", "map", "sbp", "spo2", "temperature"],
		"exchange/grade-records.ts": ["capd", "ice"],
		"exchange/graded.ts": ["capd", "consciousness", "ferritin", "ice"],
		"exchange/chart-looks.ts": ["map", "sbp", "spo2"],
		"exchange/read-chart.ts": ["platelets"],
		"exchange/read-run-folder.ts": ["fio2", "platelets"],
		"exchange/write-chart.ts": ["consciousness"],
	},
	"a page's map of causes and effects has the name of a sign": {
		"page/elements/explore-body.ts": ["map"],
		"page/elements/views.ts": ["map"],
		"page/late-kit.ts": ["map"],
		"page/map/crsim-map.ts": ["map"],
		"page/map/draw-map.ts": ["map"],
		"page/map/map-layout.ts": ["map"],
	},
	"a dimension of the table of units": { "language/units.ts": ["temperature"] },
	"examples in a schema, in the words of the usual model": {
		"model/figure-shape.ts": ["il6", "map", "sbp", "tumor"],
		"lesson/lesson-shape.ts": ["il6", "temperature"],
		"lesson/teaching-figure-shape.ts": ["il6", "temperature"],
		"model/map-shape.ts": ["csf_il6", "gram_negatives", "il6", "il6_signal"],
		"population/study-shape.ts": ["il6", "map", "temperature"],
		"scenario/event-shape.ts": ["tocilizumab"],
		"treatment/protocol-shape.ts": ["dexamethasone", "fio2", "norepinephrine", "peep", "tocilizumab"],
	},
};
const left = Object.assign({}, ...Object.values(reasons));

test("no file but those of charts and grades names a column of a model, but for what is listed with its reason", () => {
	const columns = columnNames();
	const found = filesIn(source)
		.map((path) => ({ file: relative(source, path), names: namesIn(readFileSync(path, "utf8")) }))
		.filter(({ file }) => !mayName(file))
		.map(({ file, names }) => [file, [...names].filter((name) => columns.has(name)).sort()] as const)
		.filter(([, names]) => names.length > 0);
	expect(Object.fromEntries(found)).toEqual(left);
});

import type { Answer, AnswerEvent, GradeStrip } from "../../../src/page/answer.ts";
import type { Kit, KitColumn, KitTreatment } from "../../../src/page/kit.ts";
import type { Wish, WishedOrder } from "../../../src/page/wish.ts";
import { type Display, lookOf } from "../../../src/trajectory/display.ts";

/** A wish in which nothing is given. */
export const aWish = (more: Partial<Wish> = {}): Wish => ({
	scenario: "untreated",
	disease: "LBCL",
	product: "axi-cel",
	facts: {},
	individual: null,
	care: "none",
	infections: "none",
	orders: [],
	removed: [],
	without: [],
	knobs: {},
	until: 240,
	lesson: null,
	...more,
});

/** One dose at an hour. */
export const aDose = (treatment: string, at: number, value = 8, unit = "mg/kg"): WishedOrder => ({
	treatment,
	route: null,
	at,
	stretches: [{ gift: { kind: "dose", amount: { value, unit }, over: null }, every: null, lasts: null }],
	steady: false,
});

export const aColumn = (name: string, unit: string, display: Display = {}): KitColumn => ({
	name,
	unit,
	title: "",
	look: lookOf({ name, title: "", display }),
});

const aTreatment = (name: string, role: KitTreatment["role"], kind: KitTreatment["kind"], unit: string): KitTreatment => ({
	name,
	label: name,
	about: "",
	short: name,
	names: [],
	role,
	kind,
	units: [unit],
	usual: { value: 8, unit },
	cap: null,
	routes: ["iv"],
	devices:
		kind === "device" ? [{ name: "nasal_cannula", label: "nasal cannula", about: "", usual: { flow: 2 }, ranges: { flow: [1, 6] } }] : [],
	limits: [],
	column: null,
});

/** What a small page can choose from. */
export const aKit = (more: Partial<Kit> = {}): Kit => ({
	version: "0",
	disclaimer: "For teaching.",
	model: { name: "a-model", label: "a model", about: "", from: -144 },
	first: "untreated",
	scenarios: [{ name: "untreated", label: "Untreated", about: "", wish: aWish(), waiting: [], sets: [] }],
	protocols: [
		{ name: "none", label: "Nobody acts", about: "" },
		{ name: "p4", label: "p4", about: "" },
	],
	diseases: [{ name: "LBCL", label: "LBCL", about: "" }],
	products: [],
	facts: [{ name: "tumor_burden", label: "Tumor burden", about: "", unit: "1", value: 1, range: [0.1, 10] }],
	treatments: [
		aTreatment("tocilizumab", "interleukin-6 blocker", "dose", "mg/kg"),
		aTreatment("dexamethasone", "steroid", "dose", "mg"),
		aTreatment("norepinephrine", "vasopressor", "rate", "ug/kg/min"),
		aTreatment("oxygen", "oxygen", "device", "1"),
		aTreatment("cefepime", "antibiotic", "dose", "mg"),
		aTreatment("acetaminophen", "antipyretic", "dose", "mg"),
	],
	standing: [],
	parameters: [],
	columns: [
		aColumn("temperature", "degC", { label: "Temperature", usual: [36, 38], fineness: { decimals: 1 }, summary: "highest" }),
		aColumn("map", "mmHg", { label: "Mean arterial pressure", usual: [65, 105], fineness: { decimals: 0 }, summary: "lowest" }),
	],
	panels: [{ id: "temperature", title: "Temperature", left: ["temperature"], right: [], lines: [{ at: 38, say: "fever" }] }],
	shown: ["temperature"],
	toxicities: [
		{ name: "crs", label: "CRS", scale: "ASTCT_CRS", title: "CRS" },
		{ name: "icans", label: "ICANS", scale: "ASTCT_ICANS", title: "ICANS" },
	],
	figures: [],
	lessons: [],
	map: null,
	bedside: { columns: [], facts: [], hazards: [], infused: 0 },
	...more,
});

export const aStrip = (toxicity: string, worst: number | null, more: Partial<GradeStrip> = {}): GradeStrip => {
	const charted = [
		{ time: 0, grade: 0, least: 0, most: 0, because: "" },
		...(worst ? [{ time: 60, grade: worst, least: worst, most: worst, because: "fever 39.0 °C" }] : []),
	];
	return { toxicity, charted, attributed: charted, worst, onsetDay: worst ? 2.5 : null, resolvedDay: worst ? 6 : null, ...more };
};

export const anEvent = (more: Partial<AnswerEvent>): AnswerEvent => ({
	time: 0,
	what: "norepinephrine",
	kind: "rate",
	amount: 0.1,
	unit: "ug/kg/min",
	route: "iv",
	why: "hold the pressure",
	until: null,
	role: "vasopressor",
	by: "care",
	...more,
});

/** An exact answer over ten days of an undisturbed patient. */
export const anAnswer = (more: Partial<Answer> = {}): Answer => {
	const times = Float64Array.from({ length: 241 }, (_, hour) => hour);
	return {
		wish: aWish(),
		quality: "exact",
		times,
		columns: { temperature: times.map(() => 37), map: times.map(() => 85) },
		words: {},
		grades: [aStrip("crs", 0), aStrip("icans", 0)],
		events: [],
		outcome: { kind: "finished", died: null },
		summary: null,
		warnings: [],
		told: [],
		patient: {},
		kernel: "javascript",
		work: 0,
		lesson: null,
		...more,
	};
};

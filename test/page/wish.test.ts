import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readScenario } from "../../src/node/scenario-files.ts";
import { addressOf, wishOfAddress } from "../../src/page/address.ts";
import { answerer } from "../../src/page/answerer.ts";
import { wishCompiler } from "../../src/page/program-of-wish.ts";
import { readScenarioPart } from "../../src/page/read-scenario-part.ts";
import { validWish } from "../../src/page/valid-wish.ts";
import type { Wish, WishedOrder } from "../../src/page/wish.ts";
import { wishText } from "../../src/page/wish-text.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { loadProgram } from "../../src/simulate/engine.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compileProgram } from "../../src/simulate/program.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { inquiryBuilder } from "../../src/treatment/inquiry.ts";
import { type APage, aPage } from "./a-page.ts";
import { answeringOf, functionsOf } from "./code.ts";

let page: APage;
beforeAll(() => {
	page = aPage();
});

const wishOf = (name: string) => page.kit.scenarios.find((one) => one.name === name)!.wish;

const dexamethasone: WishedOrder = {
	treatment: "dexamethasone",
	route: "iv",
	at: 100.5,
	stretches: [
		{ gift: { kind: "dose", amount: { value: 10, unit: "mg" }, over: null }, every: 6, lasts: 48 },
		{ gift: { kind: "dose", amount: { value: 4, unit: "mg" }, over: null }, every: 12, lasts: 36 },
	],
	steady: false,
};
const norepinephrine: WishedOrder = {
	treatment: "norepinephrine",
	route: null,
	at: 130,
	stretches: [
		{ gift: { kind: "rate", rate: { value: 0.1, unit: "ug/kg/min" } }, every: null, lasts: 20 },
		{ gift: { kind: "rate", rate: { value: 0.05, unit: "ug/kg/min" } }, every: null, lasts: 10 },
	],
	steady: false,
};
const oxygen: WishedOrder = {
	treatment: "oxygen",
	route: null,
	at: 120,
	stretches: [
		{ gift: { kind: "device", device: "nasal_cannula", settings: { flow: 3 } }, every: null, lasts: 24 },
		{ gift: { kind: "device", device: "hfnc", settings: { fio2: 0.5, flow: 40 } }, every: null, lasts: null },
	],
	steady: false,
};
/** A wish with something of everything. */
const rich = (): Wish => ({
	...wishOf("demonstration"),
	disease: "B-ALL",
	product: "tisa-cel",
	facts: { weight: 24, age: 7, tumor_burden: 2 },
	care: "p0",
	infections: "none",
	orders: [dexamethasone, norepinephrine, oxygen],
	removed: [page.kit.scenarios.find((one) => one.name === "demonstration")!.waiting[0]!.id],
	without: ["fludarabine"],
	knobs: { il6_gain: 1.5, macrophage_response: 0.8 },
	until: 12 * 24,
});

describe("a wish as an address", () => {
	test("comes back the same: every shipped scenario, and one with everything changed", () => {
		const all = [...page.kit.scenarios.map(({ wish }) => wish), rich(), { ...rich(), individual: { seed: 7, patient: 4711 } }];
		for (const wish of all) {
			expect(validWish(wish, page.kit)).toEqual({ wish, notes: [] });
			expect(wishOfAddress(addressOf(wish, page.kit), page.kit)).toEqual({ wish, notes: [] });
		}
	});

	test("an untouched scenario is told by its name alone", () => {
		expect(addressOf(wishOf("untreated"), page.kit)).toBe("#scenario=untreated");
		expect(wishOfAddress("", page.kit)).toEqual({ wish: wishOf("demonstration"), notes: [] });
	});

	test("an old or broken one opens the nearest that is valid, and says so", () => {
		const broken =
			"#scenario=untreted&care=p44&disease=LBCL&fact.weight=9999&fact.shoe=43&knob.il6_gain=two&days=-3&orders=[{&patient=x&lesson=none/3";
		const { wish, notes } = wishOfAddress(broken, page.kit);
		expect(wish.scenario).toBe("untreated");
		expect(() => wishCompiler(page.parts)(wish)).not.toThrow();
		expect(notes).toMatchInlineSnapshot(`
			[
			  "what is given could not be read from the address: the scenario's own orders are shown",
			  "there is no scenario "untreted": untreated is shown",
			  "the virtual patient is not known: the nominal one is shown",
			  "there is no step 3 of a lesson "none": the course alone is shown",
			  "Weight 9999 is not plausible: 250 kg",
			  ""shoe" is no fact of the patient: it is left out",
			  "there is no protocol "p44": p4 is shown",
			  ""il6_gain" is no parameter that can be turned: it is left out",
			]
		`);
	});

	test("whatever stands there, the wish can be made into a program", () => {
		const compile = wishCompiler(page.parts);
		const whole = addressOf({ ...rich(), individual: { seed: 7, patient: 4711 } }, page.kit);
		const cut = fc.tuple(fc.nat(whole.length), fc.nat(12), fc.string({ maxLength: 6 }));
		fc.assert(
			fc.property(fc.array(cut, { maxLength: 4 }), (cuts) => {
				const text = cuts.reduce((all, [at, gone, put]) => all.slice(0, at) + put + all.slice(at + gone), whole);
				compile(wishOfAddress(text, page.kit).wish);
			}),
			{ numRuns: 200 },
		);
	});
});

describe("a wish as a scenario", () => {
	test("reads back to the same wish: every shipped scenario, and one with everything changed", () => {
		const { sources, kit, parts } = page;
		for (const wish of [...kit.scenarios.map((one) => one.wish), rich()]) {
			const text = wishText(wish, parts);
			const { shown } = readScenarioPart(
				{ name: wish.scenario, text, file: `${wish.scenario}.yaml`, models: sources.models, protocols: sources.protocols! },
				sources.library,
				inquiryBuilder(),
			);
			// Steps of a device are rows of their own in a scenario, and a route that was left out is the usual one.
			const plain = (one: Wish) => ({ ...one, removed: [], ...(wish.scenario === "demonstration" ? { orders: [] } : {}) });
			expect(plain(shown.wish), text).toEqual(plain(wish));
		}
	});

	test("the one with everything changed, word for word", () => {
		expect(wishText(rich(), page.parts)).toMatchInlineSnapshot(`
			"about: "The same lymphoma and the same team, with tocilizumab as soon as CRS reaches grade 2. As changed in a page of crsim."
			model: cart-crs
			patient: { disease: B-ALL, product: tisa-cel, weight: 24 kg, age: 7 year, tumor_burden: 2 }
			until: 12 day
			care: p0
			infections: none
			treatments:
			  - { give: oxygen, device: nasal_cannula, flow: 4 L/min, when: "spo2 < 92 percent", for: 4 day }
			  - { give: dexamethasone, dose: 10 mg, route: iv, at: 100.5 h, every: 6 h, for: 2 day, taper: [{ dose: 4 mg, every: 12 h, for: 36 h }] }
			  - { give: norepinephrine, rate: 0.1 ug/kg/min, at: 130 h, for: 20 h, taper: [{ rate: 0.05 ug/kg/min, for: 10 h }] }
			  - { give: oxygen, device: nasal_cannula, flow: 3 L/min, at: 5 day, for: 1 day }
			  - { give: oxygen, device: hfnc, flow: 40 L/min, fio2: 0.5, at: 6 day }
			without: [fludarabine]
			set:
			  il6_gain: 1.5x
			  macrophage_response: 0.8x
			"
		`);
	});

	test("the summary of an answer names the text that is saved and the model as a run of that text does", () => {
		const { sources, parts } = page;
		const wish = rich();
		const text = wishText(wish, parts);
		const { summary } = answeringOf(page).ask(wish, "exact").answer;
		const { protocols, models } = sources;
		const read = readScenario({ text, file: "crsim-demonstration.yaml", open: () => undefined, protocols: protocols! }, models);
		expect(summary?.scenario).toEqual({ file: "crsim-demonstration.yaml", title: read.plan.title, sha256: read.sha256 });
		expect(summary?.model).toEqual(read.model);
	});

	test.each([
		["demonstration", () => wishOf("demonstration")],
		["everything changed", rich],
		["with a care team that acts often", (): Wish => ({ ...wishOf("bulky-untreated"), care: "p4", until: 15 * 24 })],
		["a virtual patient", (): Wish => ({ ...wishOf("bulky-untreated"), until: 15 * 24, individual: { seed: 7, patient: 4711 } })],
	])("%s: run from its text, no column moves by more than 1e-5", (_, wished) => {
		const { sources, parts, code } = page;
		const wish = wished();
		const tools = { functions: functionsOf(code), clock: () => 0, version: "0.0.0" };
		const { run } = answerer(parts, tools).ask(wish, "exact");
		const plan = parseScenario(wishText(wish, parts), { file: "saved.yaml", models: sources.models, protocols: sources.protocols! });
		const program = compileProgram(plan);
		const patient = wish.individual === null ? nominalPatient(program) : virtualPatient(program, wish.individual);
		const again = simulate(loadProgram(program), patient);
		const told = ({ events }: typeof run) => events.map(({ what, amount }) => [what, amount]);
		expect(told(again)).toEqual(told(run));
		// Chance strikes a virtual patient where a summed hazard passes his draw, and other equations find that moment to the tolerance of the run.
		const apart = wish.individual === null ? 0 : 1e-6;
		expect(again.events.filter(({ time }, i) => !(Math.abs(time - run.events[i]!.time) <= apart))).toEqual([]);
		for (const [column, { kind, values }] of run.trajectory.columns) {
			const other = again.trajectory.columns.get(column);
			if (kind !== "number" || other?.kind !== "number") continue;
			const size = Math.max(...values.map((value) => Math.abs(value || 0)));
			const error = Math.max(...values.map((value, i) => (Number.isNaN(value) ? 0 : Math.abs(value - other.values[i]!))));
			expect({ column, small: error <= 1e-5 * size, error, size }).toMatchObject({ column, small: true });
		}
	});
});

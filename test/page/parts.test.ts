import { beforeAll, describe, expect, test } from "vitest";
import { loader } from "../../src/index.ts";
import { pageSources } from "../../src/node/page-sources.ts";
import { answerer } from "../../src/page/answerer.ts";
import { isEarlyWish, splitParts, withLateParts } from "../../src/page/late-kit.ts";
import { type ModelParts, type PageSources, partsOfModel } from "../../src/page/parts-of-model.ts";
import { wishCompiler } from "../../src/page/program-of-wish.ts";
import type { Wish } from "../../src/page/wish.ts";
import { wishText } from "../../src/page/wish-text.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compiler } from "../../src/simulate/program.ts";
import type { Run } from "../../src/simulate/run.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { functionsOf } from "./code.ts";

let sources: PageSources;
let made: ModelParts;
beforeAll(() => {
	sources = pageSources();
	made = partsOfModel(sources);
});

/** The program that a scenario's reader makes, with the equations of all treatments. */
const { compile } = compiler();
const readProgram = (name: string) => {
	const source = sources.scenarios.find((one) => one.name === name)!;
	return compile(parseScenario(source.text, { ...source, equations: "all" }));
};
const wishOf = (name: string) => made.scenarios.find(({ shown }) => shown.name === name)!.shown.wish;

/** All numbers of a run; the page saves more columns than a scenario does, which are left out by the names of those that count. */
const numbersOf = ({ trajectory, events, outcome, solver }: Run, names: Iterable<string> = trajectory.columns.keys()) => ({
	columns: [...names].map((name) => [name, [...trajectory.columns.get(name)!.values]]),
	times: [...trajectory.times],
	events: events.map(({ why: _, ...event }) => event),
	outcome,
	solver,
});

describe("programs of wishes", () => {
	test("have the values and spreads that the scenario's reader finds, in every shipped scenario", () => {
		const make = wishCompiler(made.parts);
		const names = made.scenarios.map(({ shown }) => shown.name);
		expect(names.length).toBeGreaterThan(50);
		for (const name of names) {
			const [read, { program }] = [readProgram(name), make({ ...wishOf(name), individual: { seed: 1, patient: 1 } })];
			expect({ name, values: program.values, from: program.from, until: program.until }).toEqual({
				name,
				values: read.values,
				from: read.from,
				until: read.until,
			});
			const spreads = (rows: typeof read.varying) => [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));
			expect({ name, varying: spreads(program.varying) }).toEqual({ name, varying: spreads(read.varying) });
			expect(program.orders.length, name).toBe(read.orders.length);
		}
	});

	test.each(["demonstration", "dexamethasone-tapered", "icans-ventilated", "sepsis-cefepime", "shock-norepinephrine", "kidney-injury"])(
		"%s: run to the same bits as the scenario that is read, without making code of a text",
		(name) => {
			const read = readProgram(name);
			const { program, patient } = wishCompiler(made.parts)(wishOf(name));
			const load = loader({ functions: functionsOf(made.code) });
			const right = simulate(loader()(read), nominalPatient(read));
			expect(numbersOf(simulate(load(program), patient), right.trajectory.columns.keys())).toEqual(numbersOf(right));
		},
	);

	test("a virtual patient is the one that the scenario's reader draws", () => {
		const individual = { seed: 7, patient: 4711 };
		const read = readProgram("bulky-untreated");
		const { patient } = wishCompiler(made.parts)({ ...wishOf("bulky-untreated"), individual });
		expect(patient.values).toEqual(virtualPatient(read, individual).values);
	});
});

describe("a scenario that names a population", () => {
	const text = `about: Two kinds of patients, as in a trial.
population: B-cell-defined-composition
until: 9 day
care: p0
treatments:
  - { give: tocilizumab, dose: 8 mg/kg, at: 5 day }
set:
  il6_gain: { value: 1.2x, spread: 0.8x }
`;
	test("has the groups that the scenario's reader finds, and draws its patients; its saved text names the population", () => {
		const source = { name: "trial", file: "trial.yaml", text, models: sources.models, protocols: sources.protocols! };
		const { parts, scenarios } = partsOfModel({ ...sources, scenarios: [source] });
		const { wish, sets } = scenarios[0]!.shown;
		const read = compile(parseScenario(text, { ...source, equations: "all" }));
		expect(read.population!.groups.length).toBeGreaterThan(3);
		expect(sets[0]).toEqual({ name: "population", to: "B-cell-defined-composition" });
		const byName = <T extends { readonly name: string }>(rows: readonly T[]) => [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));
		const told = ({ population }: typeof read) => ({
			...population,
			groups: population!.groups.map(({ orders, varying, follows, ...group }) => ({
				...group,
				orders: orders.map(({ treatment }) => treatment),
				varying: byName(varying),
				follows: byName(follows),
			})),
		});
		const make = wishCompiler(parts);
		expect(told(make(wish).program)).toEqual(told(read));
		for (const patient of [1, 2, 3, 4, 5]) {
			const individual = { seed: 7, patient };
			const { values, group } = virtualPatient(read, individual);
			expect(make({ ...wish, individual }).patient).toMatchObject({ values, group });
		}
		const saved = compile(parseScenario(wishText(wish, parts), { ...source, equations: "all" }));
		expect(told(saved)).toEqual(told(read));
		expect(make({ ...wish, disease: "MM", product: "cilta-cel" }).program.population).toBe(null);
	});
});

describe("what is loaded first", () => {
	test("runs the scenario that is shown first, with its dose moved too, to the bits of the whole; and is widened to the whole", () => {
		const opening = wishOf("tocilizumab-too-late");
		const { early, late } = splitParts(made.parts, opening);
		const tools = { functions: functionsOf(made.code), clock: () => 0, version: "0.0.0" };
		const [first, whole] = [answerer(early, tools), answerer(made.parts, tools)];
		const [order] = opening.orders;
		const moved: Wish = { ...opening, until: 8 * 24, orders: [{ ...order!, at: 100 }], facts: { weight: 60 }, knobs: { il6_gain: 1.2 } };
		for (const wish of [opening, moved]) {
			expect(isEarlyWish(wish, opening)).toBe(true);
			expect(first.ask(wish, "exact").answer).toEqual(whole.ask(wish, "exact").answer);
		}
		expect(withLateParts(early, late)).toEqual(made.parts);
		const virtual: Wish = { ...moved, individual: { seed: 7, patient: 4711 } };
		expect(first.widened(withLateParts(early, late)).ask(virtual, "exact").answer).toEqual(whole.ask(virtual, "exact").answer);
		const others: Wish[] = [
			virtual,
			{ ...opening, care: "p4" },
			{ ...opening, disease: "B-ALL", product: "tisa-cel" },
			{ ...opening, orders: [{ ...order!, treatment: "siltuximab" }] },
			wishOf("untreated"),
		];
		expect(others.filter((wish) => isEarlyWish(wish, opening))).toEqual([]);
	});
});

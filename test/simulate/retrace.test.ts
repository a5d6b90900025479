import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { protocolsFor } from "../../src/node/protocol-files.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { virtualPatient } from "../../src/population/draw-patient.ts";
import { parseScenario } from "../../src/scenario/parse-scenario.ts";
import type { PlannedOrder } from "../../src/scenario/plan.ts";
import { type Engine, loader } from "../../src/simulate/engine.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { compiler } from "../../src/simulate/program.ts";
import { retracer } from "../../src/simulate/retrace.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { byTier } from "../support/tiers.ts";

const models = modelsAtHand();
const file = join(home, "scenarios", "a-patient.yaml");

/** Orders of every kind that begin at known times, and one that waits; `stop: vasopressin` is a rule of every team. */
const text = `about: Something of everything.
patient: { tumor_burden: 5 }
until: 12 day
treatments:
  - { give: tocilizumab, dose: 8 mg/kg, at: 4 day }
  - { give: dexamethasone, dose: 10 mg, at: 5 day, every: 6 h, for: 2 day, taper: [{ dose: 4 mg, every: 12 h, for: 1 day }] }
  - { give: norepinephrine, rate: 0.1 ug/kg/min, at: 3 day, for: 20 h, taper: [{ rate: 0.05 ug/kg/min, for: 10 h }] }
  - { give: vasopressin, rate: 0.03 U/min, at: 6 day, for: 30 h }
  - { give: oxygen, device: nasal_cannula, flow: 3 L/min, at: 5 day, for: 24 h }
  - { give: levetiracetam, dose: 500 mg, at: 0 day, every: 12 h, ss: true }
  - { give: anakinra, dose: 100 mg, when: icans >= 1, repeat: { every: 6 h, at_most: 4 } }
`;
const { compile } = compiler();
const load = loader();
const engines = Object.fromEntries(
	["none", "p0", "p4"].map((care) => [care, load(compile(parseScenario(text, { file, models, protocols: protocolsFor(file), care })))]),
);

/** What is done to an order: which, by how many hours it is moved, and how long its first stretch is. */
interface Move {
	readonly order: number;
	readonly by: number;
	readonly longer: number;
}

function moved(orders: readonly PlannedOrder<number>[], { order, by, longer }: Move): readonly PlannedOrder<number>[] {
	const place = order % orders.length;
	return orders.map((one, i) => {
		if (i !== place || one.begins.kind !== "at") return one;
		const [first, ...more] = one.stretches;
		const lasts = first!.lasts === null ? null : first!.lasts * longer;
		return { ...one, begins: { kind: "at", time: Math.max(-100, one.begins.time + by) }, stretches: [{ ...first!, lasts }, ...more] };
	});
}

const withOrders = (engine: Engine, orders: readonly PlannedOrder<number>[], i: number): Engine => ({
	...engine,
	program: { ...engine.program, id: `${engine.program.id} ${i}`, orders, warnings: [`warning ${i}`] },
});

/** Programs that differ from one to the next in some orders, as a person drags them. */
function dragged(engine: Engine, moves: readonly (readonly Move[])[]): readonly Engine[] {
	let { orders } = engine.program;
	return moves.map((frame, i) => {
		for (const move of frame) orders = moved(orders, move);
		return withOrders(engine, orders, i);
	});
}

/** The same engine, counting how often the patient is observed. */
function counting(engine: Engine): { readonly engine: Engine; readonly observed: () => number } {
	let count = 0;
	const counted =
		(look: Engine["model"]["observe"]): Engine["model"]["observe"] =>
		(...all) => {
			count++;
			look(...all);
		};
	const { model } = engine;
	return {
		engine: { ...engine, model: { ...model, observe: counted(model.observe), watch: counted(model.watch) } },
		observed: () => count,
	};
}

const move = fc.record({
	order: fc.nat(20),
	// Whole and half hours as a lane gives them, any time, and less than a rounding.
	by: fc.oneof(
		fc.integer({ min: -96, max: 96 }).map((n) => n / 2),
		fc.double({ min: -40, max: 40, noNaN: true }),
		fc.constant(1e-9),
	),
	longer: fc.constantFrom(1, 1, 1, 0.5, 1.5),
});
const moves = fc.array(fc.array(move, { maxLength: 2 }), { minLength: 3, maxLength: 5 });
const who = fc.constantFrom(null, { seed: 7, patient: 4711 }, { seed: 3, patient: 12 });

describe("a run that goes on from what it shares with the one before", () => {
	test.each(Object.keys(engines))("care %s: is the run from the beginning, bit for bit", (care) => {
		fc.assert(
			fc.property(moves, who, fc.constantFrom(1e-4, 1e-6), (frames, individual, relativeTolerance) => {
				const again = retracer();
				for (const engine of dragged(engines[care]!, frames)) {
					const { program } = engine;
					const patient = individual === null ? nominalPatient(program) : virtualPatient(program, individual);
					const options = { relativeTolerance };
					expect(isDeepStrictEqual(again(engine, patient, options), simulate(engine, patient, options))).toBe(true);
				}
			}),
			{ seed: 20, numRuns: byTier({ fast: 2, usual: 5, long: 300 }) },
		);
	});

	test("another patient, other options or another program in between are run from the beginning", () => {
		const again = retracer();
		const [one, other] = [engines["p0"]!, engines["p4"]!];
		const individual = virtualPatient(one.program, { seed: 7, patient: 4711 });
		for (const [engine, patient, options] of [
			[one, nominalPatient(one.program), {}],
			[one, individual, {}],
			[other, nominalPatient(other.program), {}],
			[one, individual, { every: 2 }],
			[one, individual, { every: 2, columns: ["il6"] }],
			[one, individual, { every: 2, moments: [70.5, 90] }],
		] as const)
			expect(isDeepStrictEqual(again(engine, patient, options), simulate(engine, patient, options))).toBe(true);
	});

	test("a run that was handed out stays as it was when the next goes on from it", () => {
		const again = retracer();
		const [first, second] = dragged(engines["p0"]!, [[], [{ order: 0, by: 12, longer: 1 }]]);
		const run = again(first!, nominalPatient(first!.program));
		const before = structuredClone(run);
		again(second!, nominalPatient(second!.program));
		expect(run).toEqual(before);
	});

	test("computes only what lies behind the moved dose", () => {
		const { engine, observed } = counting(engines["p0"]!);
		const order = engine.program.orders.findIndex(({ treatment }) => treatment === "tocilizumab");
		const again = retracer();
		const frames = dragged(engine, [[], ...Array.from({ length: 6 }, (_, i) => [{ order, by: i < 3 ? 2 : -3, longer: 1 }])]);
		const counts = frames.map((one) => {
			const before = observed();
			again(one, nominalPatient(one.program));
			return observed() - before;
		});
		const [whole, ...rest] = counts;
		const share = Math.max(...rest) / whole!;
		// Of 18 days from the start of the run the dose leaves the last eight, which have most of what happens.
		expect(share).toBeLessThan(0.75);
	});
});

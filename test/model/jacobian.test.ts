import { describe, expect, test } from "vitest";
import { loadAlgebra } from "../../src/model/algebra.ts";
import type { FlatModel } from "../../src/model/flat-model.ts";
import { flatten } from "../../src/model/flatten.ts";
import { functionFromText } from "../../src/model/function-from-text.ts";
import { loadModel } from "../../src/model/model-engine.ts";
import { compileModel, modelId } from "../../src/model/model-program.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { aScenario } from "../support/a-scenario.ts";
import { shipped } from "../support/shipped.ts";

/** All compiled functions of a model with their arrays. */
function ready(flat: FlatModel) {
	const program = compileModel(flat, { machineCode: false });
	const compiled = loadModel(program);
	const linear = loadAlgebra(program.code.algebra, functionFromText);
	const size = flat.states.length;
	const p = Float64Array.from(flat.parameters, (parameter) => parameter.value);
	const u = Float64Array.from(flat.inputs, (input) => input.value);
	const k = new Float64Array(program.constantCount);
	const q = new Float64Array(linear.partCount);
	compiled.constants(p, k);
	linear.prepare(p, k, q);
	const rates = (t: number, y: Float64Array) => {
		const dy = new Float64Array(size);
		compiled.rates(t, y, p, u, k, dy);
		return dy;
	};
	const linearize = (t: number, y: Float64Array) => {
		const [dy, slope, j] = [new Float64Array(size), new Float64Array(size), new Float64Array(linear.places.length)];
		linear.linearize(t, y, p, u, k, q, dy, slope, j);
		const jacobian = Array.from({ length: size }, () => new Float64Array(size));
		linear.places.forEach(({ row, column }, i) => {
			jacobian[row]![column] = j[i]!;
		});
		return { dy, slope, jacobian };
	};
	return { size, rates, linearize, linear, u, implicit: () => compiled.implicit({ p, u, k }) };
}

/** Random numbers that are the same every time. */
function lehmer(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 48271) % 2147483647;
		return state / 2147483647;
	};
}

const cartCrs = modelsAtHand().get("cart-crs")!;
const withEverything = flatten(cartCrs.model, { treatments: [...cartCrs.treatments.values()].map((treatment) => treatment.equations) });
const models: readonly (readonly [string, FlatModel])[] = [
	["cart-crs with all treatments", withEverything],
	...["demonstration", "shock-norepinephrine"].map((name) => [name, shipped(name).plan.flat] as const),
];

/** Difference quotients from both sides at two distances, or undefined near a kink, where they disagree. */
function slope(value: (shift: number) => number, h: number): number | undefined {
	const [up, down] = [(value(h) - value(0)) / h, (value(0) - value(-h)) / h];
	const [upTwice, downTwice] = [(value(2 * h) - value(0)) / (2 * h), (value(0) - value(-2 * h)) / (2 * h)];
	const [near, far] = [(up + down) / 2, (upTwice + downTwice) / 2];
	const size = Math.abs(near) + Math.abs(value(0)) * 1e-6 + 1e-9;
	return Math.abs(near - far) < 1e-4 * size && Math.abs(up - down) < 0.02 * size ? near : undefined;
}

describe.each(models)("the generated Jacobian of %s", (_, flat) => {
	const { size, rates, linearize, linear, u } = ready(flat);
	const random = lehmer(11);
	const points = Array.from({ length: 25 }, () =>
		Float64Array.from(flat.states, ({ start, scale }) => (start === 0 ? scale * random() : start * (0.4 + 1.4 * random()))),
	);

	test("agrees with differences of the rates at random points, and says 0 only where they do", () => {
		let compared = 0;
		for (const y of points) {
			for (const [i, input] of flat.inputs.entries()) u[i] = input.value + random() * (Math.abs(input.value) || 0.3);
			const { jacobian, dy } = linearize(5, y);
			for (let column = 0; column < size; column++) {
				const scale = Math.max(Math.abs(y[column]!), 1e-2 * flat.states[column]!.scale);
				const around = new Map<number, Float64Array>();
				const ratesAt = (shift: number) => {
					const known = around.get(shift);
					if (known) return known;
					const moved = y.slice();
					moved[column]! += shift;
					const made = rates(5, moved);
					around.set(shift, made);
					return made;
				};
				for (let row = 0; row < size; row++) {
					const expected = slope((shift) => ratesAt(shift)[row]!, 2e-4 * scale);
					if (expected === undefined) continue;
					compared++;
					// What rounding can do to a difference of rates of this size.
					const noise = (1e-9 * Math.abs(dy[row]!)) / scale;
					const error = Math.abs(jacobian[row]![column]! - expected);
					if (error <= 2e-4 * Math.abs(expected) + noise + 1e-12) continue;
					expect.fail(`d(${flat.states[row]!.name})/d(${flat.states[column]!.name}): ${jacobian[row]![column]} and ${expected}`);
				}
			}
		}
		expect(compared).toBeGreaterThan(0.8 * points.length * size * size);
	});

	test("comes with exactly the rates that the right-hand side gives", () => {
		for (const y of points) expect(linearize(5, y).dy).toEqual(rates(5, y));
	});

	test("is sparse, and its elimination fills in little", () => {
		expect(linear.places.length).toBeLessThan(0.2 * size * size);
		expect(linear.memory).toBeLessThan(1.2 * linear.places.length + size);
	});
});

describe("generated code", () => {
	test("other values of parameters leave the id of the equations as it is; another equation does not", () => {
		const { flat } = shipped("untreated").plan;
		const doubled: FlatModel = { ...flat, parameters: flat.parameters.map((one) => ({ ...one, value: one.value * 2 })) };
		expect(modelId(doubled)).toBe(modelId(flat));
		const changed: FlatModel = {
			...flat,
			states: flat.states.map((state, i) => (i === 0 ? { ...state, rate: flat.states[1]!.rate } : state)),
		};
		expect(modelId(changed)).not.toBe(modelId(flat));
	});

	test("the time in an equation has its own derivative", () => {
		const { flat } = aScenario("until: 24 h");
		const { linearize, size } = ready(flat);
		const at = flat.states.findIndex((state) => state.name === "wave");
		const { slope: byTime, jacobian } = linearize(2, new Float64Array(size).fill(1));
		expect(byTime[at]).toBeCloseTo((0.02 * Math.cos(2 / 5)) / 5, 14);
		expect(jacobian[at]![at]).toBe(-0.05);
		expect(byTime.filter((value) => value !== 0)).toHaveLength(1);
	});

	test("a derivative that is infinite is dropped, so that the matrix can still be used", () => {
		const page = "about: A root.\nstates:\n  depth: { unit: percent, start: 0 percent, rate: 10 percent/h * sqrt(depth) }\n";
		const scenario = aScenario("until: 24 h", {
			model: {
				"model.yaml": "about: Two pages.\nfrom: -24 h\nmodules: [body, root]\ndefaults: { disease: calm, product: plain }\n",
				"modules/root.yaml": page,
			},
		});
		const implicit = ready(scenario.flat).implicit();
		const size = scenario.flat.states.length;
		const { linearize, size: same } = ready(scenario.flat);
		expect(linearize(0, new Float64Array(same)).jacobian.flatMap((row) => [...row])).toContain(Number.POSITIVE_INFINITY);
		const [dy, byTime, b] = [new Float64Array(size), new Float64Array(size), new Float64Array(size).fill(1)];
		implicit.linearize(0, new Float64Array(size), dy, byTime);
		expect(implicit.factorize(10)).toBe(true);
		implicit.solve(b);
		// As if nothing but the shift stood in that row.
		expect(b[scenario.flat.states.findIndex((state) => state.name === "depth")]).toBe(0.1);
	});
});

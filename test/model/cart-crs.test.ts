import { join } from "node:path";
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { evaluateWithMathjs } from "../../src/language/mathjs.ts";
import { flatten } from "../../src/model/flatten.ts";
import { compileModel } from "../../src/model/model-program.ts";
import { home, readModelTexts } from "../../src/node/model-files.ts";
import { readLibrary } from "../../src/treatment/library.ts";
import { engineFor, given, type Point, pointOf, quickly, slowly } from "./numbers-of.ts";

const library = readLibrary(readModelTexts("cart-crs", join(home, "models", "cart-crs")));
const treatments = [...library.treatments.values()].map((treatment) => treatment.equations);
const flat = flatten(library.model, { treatments });

/** States, parameters and inputs around their usual sizes, now and then at zero. */
function aPoint(seed: number): Point {
	const random = seedrandom.alea(`point ${seed}`);
	const near = pointOf(flat);
	const scatter = (values: Float64Array, size: (i: number) => number) =>
		values.map((value, i) => (random() < 0.1 ? 0 : (value || size(i)) * Math.exp(random() * 2 - 1)));
	return {
		t: 720 * random(),
		y: scatter(near.y, (i) => flat.states[i]!.scale),
		p: near.p.map((value) => value * Math.exp(random() * 0.4 - 0.2)),
		u: scatter(near.u, () => 0.1),
	};
}

/** Every flow and rate by mathjs itself, in order. */
function byMathjs(point: Point): Map<string, number> {
	const values = Object.fromEntries(given(flat, point));
	for (const { name, is } of [...flat.flows, ...flat.observables]) values[name] = evaluateWithMathjs(is, values);
	return new Map([
		...Object.entries(values),
		...flat.states.map(({ name, rate }) => [`d(${name})`, evaluateWithMathjs(rate, values)] as const),
	]);
}

function expectAlike(found: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>, seed: number) {
	for (const [name, value] of found) {
		const other = right.get(name)!;
		if (Object.is(other, value)) continue;
		// Differences of large terms lose digits: what counts is the size of the terms.
		const state = flat.states.find((one) => `d(${one.name})` === name);
		const size = Math.max(Math.abs(other), state?.scale ?? 0, 1e-6);
		expect(Math.abs(value - other) / size, `${name} at point ${seed}: ${value} and ${other}`).toBeLessThan(1e-10);
	}
}

describe("the generated code of the shipped model with all its treatments", () => {
	test("equals slow evaluation of every rate, flow and observable at 200 points", () => {
		for (let seed = 0; seed < 200; seed++) expectAlike(quickly(flat, aPoint(seed)), slowly(flat, aPoint(seed)), seed);
	});

	test("equals mathjs itself at 10 points", () => {
		for (let seed = 0; seed < 10; seed++) expectAlike(quickly(flat, aPoint(seed)), byMathjs(aPoint(seed)), seed);
	});

	test("is at least 30 times faster than evaluating expressions", () => {
		const compiled = engineFor(flat);
		const point = aPoint(1);
		const k = new Float64Array(compiled.program.constantCount);
		const dy = new Float64Array(flat.states.length);
		compiled.constants(point.p, k);
		const timeOf = (runs: number, work: () => void) => {
			for (let i = 0; i < runs / 2; i++) work();
			const before = performance.now();
			for (let i = 0; i < runs; i++) work();
			return (performance.now() - before) / runs;
		};
		const fast = Math.min(...[1, 2, 3].map(() => timeOf(20_000, () => compiled.rates(point.t, point.y, point.p, point.u, k, dy))));
		const slow = Math.min(...[1, 2, 3].map(() => timeOf(100, () => void slowly(flat, point))));
		console.info(
			`right-hand side: ${(fast * 1000).toFixed(2)} us generated, ${(slow * 1000).toFixed(0)} us evaluated, ratio ${(slow / fast).toFixed(0)}`,
		);
		expect(slow / fast).toBeGreaterThanOrEqual(30);
	});

	test("has the same text whenever it is made, and no name of a file in it", () => {
		expect(structuredClone(flat)).toEqual(flat);
		const texts = [flat, structuredClone(flat)].map((one) => compileModel(one, { machineCode: false }).code);
		expect(texts[1]).toEqual(texts[0]);
		for (const word of ["il6", "tocilizumab", "macrophages"]) expect(JSON.stringify(texts[0])).not.toContain(word);
	});
});

describe("the pages of the shipped model", () => {
	const parameters = [...library.model.modules, ...treatments].flatMap((page) =>
		page.parameters.map((row) => ({ ...row, file: page.file })),
	);

	test("every parameter has a source", () => {
		expect(parameters.filter(({ source }) => source.trim() === "").map(({ name }) => name)).toEqual([]);
	});

	test("nothing is called measured whose source is assumed", () => {
		expect(parameters.filter(({ source, evidence }) => evidence === "measured" && /^assumed/.test(source)).map(({ name }) => name)).toEqual(
			[],
		);
	});
});

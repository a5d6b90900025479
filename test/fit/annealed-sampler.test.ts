import { describe, expect, test } from "vitest";
import { type Annealing, anneal, effectiveNumber } from "../../src/fit/annealed-sampler.ts";

/** Some coordinates are measured with a known error, the others not at all: the posterior is normal and known. */
const told = { count: 6, at: 1, sd: 0.2 } as const;
const free = 14;
const posterior = { mean: told.at / (1 + told.sd ** 2), sd: told.sd / Math.sqrt(1 + told.sd ** 2) } as const;

const aSearch = (more: Partial<Annealing> = {}): Annealing => ({
	dimensions: told.count + free,
	members: 80,
	seed: 1,
	data: told.count,
	misfits: async (points) => points.map((point) => point.slice(0, told.count).reduce((sum, x) => sum + ((x - told.at) / told.sd) ** 2, 0)),
	...more,
});

const rms = (values: readonly number[]) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

function momentsOf({ points, weights }: Awaited<ReturnType<typeof anneal>>, d: number) {
	const mean = points.reduce((sum, point, j) => sum + point[d]! * weights[j]!, 0);
	return { mean, sd: Math.sqrt(points.reduce((sum, point, j) => sum + (point[d]! - mean) ** 2 * weights[j]!, 0)) };
}

describe("points drawn from a posterior that is known", () => {
	test("lie around its mean, as widely as it does; what is not told stays as wide as before any data", async () => {
		const found = await anneal(aSearch());
		const each = Array.from({ length: told.count + free }, (_, d) => momentsOf(found, d));
		const [known, unknown] = [each.slice(0, told.count), each.slice(told.count)];
		expect(found.power).toBe(1);
		// A mean of some 50 points of equal weight lies within a few sevenths of a standard deviation.
		expect(rms(known.map(({ mean }) => (mean - posterior.mean) / posterior.sd))).toBeLessThan(0.5);
		expect(rms(known.map(({ sd }) => sd)) / posterior.sd).toBeGreaterThan(0.8);
		expect(rms(known.map(({ sd }) => sd)) / posterior.sd).toBeLessThan(1.3);
		expect(rms(unknown.map(({ mean }) => mean))).toBeLessThan(0.5);
		expect(rms(unknown.map(({ sd }) => sd))).toBeGreaterThan(0.8);
	});

	test("are the same for the same seed, and others for another", async () => {
		const points = async (seed: number) => (await anneal(aSearch({ seed, members: 30 }))).points;
		expect(await points(1)).toEqual(await points(1));
		expect(await points(1)).not.toEqual(await points(2));
	});

	test("have weights that add up to 1, and say what they are worth", async () => {
		const { weights, effective, points } = await anneal(aSearch({ members: 40 }));
		expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
		expect(effective).toBeLessThanOrEqual(points.length + 1e-9);
		expect(effectiveNumber([1, 1, 1, 1])).toBe(4);
		expect(effectiveNumber([1, 0, 0, 0])).toBe(1);
	});

	test("where nobody is as near as the errors allow, the likelihood counts less, as if they were larger", async () => {
		// Twenty more data, each of which everybody misses by three standard deviations.
		const { misfits } = aSearch();
		const far = await anneal(
			aSearch({ data: told.count + 20, misfits: async (points) => (await misfits(points)).map((one) => one + 20 * 9) }),
		);
		const times = (20 * 9) / (told.count + 20);
		expect(far.power).toBeGreaterThan(0.6 / times);
		expect(far.power).toBeLessThan(1.1 / times);
	});
});

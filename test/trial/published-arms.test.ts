import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { home } from "../../src/node/model-files.ts";
import { protocolsFor } from "../../src/node/protocol-files.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import { shippedTrials } from "../../src/node/trial-texts.ts";
import type { Endpoint, Seen } from "../../src/trial/endpoint.ts";
import { parseTrial } from "../../src/trial/parse-trial.ts";
import type { Trial } from "../../src/trial/trial.ts";
import { skipped } from "../support/skipped.ts";

const models = modelsAtHand();

function shippedTrial(name: string): Trial {
	const file = join(home, `scenarios/trials/${name}.yaml`);
	return parseTrial(readFileSync(file, "utf8"), { file, models, protocols: protocolsFor(file), patients: 4, seed: 1 });
}

const trials = new Map(shippedTrials().map((name) => [name, shippedTrial(name)]));
const endpoints = [...trials.values()].flatMap((trial) => trial.endpoints);

/** A row of the list of what was published, from which the trials were written. */
interface Target {
	readonly id: string;
	readonly x?: number;
	readonly n?: number;
	readonly pct?: number;
	readonly value?: number;
	readonly lo?: number | null;
	readonly hi?: number | null;
	readonly lohi?: string;
	readonly tag: string;
	readonly use?: string;
}

describe("the published arms", () => {
	test.each([...trials])("%s says of each endpoint how the model counts it, or why it cannot", (_, { endpoints: rows, study }) => {
		for (const { stated, unstated } of rows) expect([stated === null, unstated === null].filter(Boolean)).toHaveLength(1);
		expect(study === null).toBe(rows.every(({ stated }) => stated === null));
	});

	test.each([...trials].filter(([, { study }]) => study !== null))("%s is of a population, under a care", (_, { population, care }) => {
		expect(population).not.toBeNull();
		expect(care).not.toBe("none");
	});

	test("no endpoint stands in two of them", () => {
		const ids = endpoints.map(({ id }) => id);
		expect(ids.filter((id, i) => id !== null && ids.indexOf(id) < i)).toEqual([]);
	});

	test("all can be stated", () => {
		const unstated = endpoints.filter(({ stated }) => stated === null).map(({ id }) => id);
		expect(unstated).toEqual([]);
	});
});

const list = join(home, "../shared/science/calibration-targets.json");
const isThere = existsSync(list);
if (!isThere) skipped("the trials against the list of what was published: ../shared/science/calibration-targets.json is not here");

describe.skipIf(!isThere)("beside the list of what was published", () => {
	const targets: readonly Target[] = isThere ? (JSON.parse(readFileSync(list, "utf8")) as Target[]) : [];
	const byId = new Map<string, Endpoint>(endpoints.flatMap((one) => (one.id === null ? [] : [[one.id, one]])));

	test("each row stands in one trial, and nothing that is no row", () => {
		expect([...byId.keys()].sort()).toEqual(targets.map(({ id }) => id).sort());
	});

	test.each(targets.map((target) => [target.id, target] as const))("%s is the row's", (id, target) => {
		const { seen, evidence, use } = byId.get(id)!;
		expect(evidence).toBe(target.tag.startsWith("V") ? "measured" : target.tag.startsWith("K") ? "recalled" : "assumed");
		expect(use === "anchor").toBe(target.use !== undefined);
		expectSeen(seen, target);
	});
});

const besides: Readonly<Record<string, string>> = { range: "range", IQR: "quartiles", "95% CI": "interval" };

function expectSeen(seen: Seen, { x, n, pct, value, lo, hi, lohi }: Target): void {
	if (seen.kind === "band") expect([100 * seen.from, 100 * seen.to]).toEqual([lo, hi]);
	else if (seen.kind === "number") {
		expect(seen.value).toBeCloseTo(value!, 9);
		const beside = lo === null || lo === undefined ? null : { of: besides[lohi!], from: lo, to: hi };
		expect(seen.beside).toEqual(beside);
	} else if (x !== undefined) expect(seen).toEqual({ kind: "share", count: x, n });
	// A share of which the count is not printed: as near as a count of so many patients comes.
	else expect(Math.abs((100 * seen.count) / seen.n - (pct ?? value)!)).toBeLessThan(0.1);
}

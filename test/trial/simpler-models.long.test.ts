import { beforeAll, describe, expect, test } from "vitest";
import { runTrials } from "../../src/node/run-trials.ts";
import { shippedTrials } from "../../src/node/trial-texts.ts";
import type { EndpointResult } from "../../src/trial/result.ts";
import { byTier, tier } from "../support/tiers.ts";
import { loadedFor, rivals, settingsOf } from "./simpler-models.ts";

/*
 * How far each model is from what trials saw, on virtual patients that no fit met: the share of endpoints inside the 95 % predictive interval, and the
 * mean squared miss in variances of what chance leaves (a miss beyond 5 standard deviations counts as 5). The usual tier holds two trials and few
 * patients against the null model alone: what products differ in shows in more of both.
 */
const names = byTier({ fast: [], usual: ["eliana", "zuma-1"], long: shippedTrials() });
const patients = byTier({ fast: 0, usual: 40, long: 200 });
const most = 5;
const nullModel = "no drug of care acts";
const simpler = byTier({ fast: [], usual: [nullModel], long: Object.keys(rivals).filter((rival) => rival !== "the model") });

interface Score {
	readonly rival: string;
	readonly inside: number;
	readonly of: number;
	readonly misfit: number;
}

const scores = new Map<string, Score>();

function scoreOf(rival: string, endpoints: readonly EndpointResult[]): Score {
	const known = endpoints.filter(({ verdict }) => verdict !== "not known");
	const squares = known.map(({ miss }) => Math.min(Math.abs(miss?.sds ?? most), most) ** 2);
	return {
		rival,
		inside: known.filter(({ verdict }) => verdict === "inside").length,
		of: known.length,
		misfit: squares.reduce((sum, one) => sum + one, 0) / squares.length,
	};
}

beforeAll(async () => {
	for (const rival of ["the model", ...simpler]) {
		const { trials } = await runTrials(loadedFor(rival, names, patients), settingsOf(rival, patients), {
			workers: 2,
			onProgress: () => {},
		});
		scores.set(
			rival,
			scoreOf(
				rival,
				trials.flatMap(({ endpoints }) => endpoints),
			),
		);
	}
}, 7_200_000);

const ours = () => scores.get("the model")!;
describe("simpler models are clearly worse than the model", () => {
	test.each(simpler)("%s: farther from what was seen", (rival) => {
		expect(scores.get(rival)!.misfit).toBeGreaterThan(1.2 * ours().misfit);
		expect(scores.get(rival)!.inside).toBeLessThan(ours().inside);
	});

	test.runIf(tier === "long")("all of them in one table", async () => {
		const rows = [...scores.values()].map(
			({ rival, inside, of, misfit }) => `| ${rival} | ${inside} of ${of} (${Math.round((100 * inside) / of)} %) | ${misfit.toFixed(1)} |`,
		);
		const table = ["| model | inside the 95 % predictive interval | mean squared miss, in variances |", "| --- | --- | --- |", ...rows];
		await expect(`${table.join("\n")}\n`).toMatchFileSnapshot("../golden/simpler-models.md");
	});
});

import { numbers } from "../../src/random/stream.ts";
import type { Endpoint, EndpointKind, EndpointUse, Seen, Statistic } from "../../src/trial/endpoint.ts";
import { judged } from "../../src/trial/judge.ts";
import { predict } from "../../src/trial/predict.ts";
import type { TrialResult, TrialsResult } from "../../src/trial/result.ts";

interface Told {
	readonly name: string;
	readonly kind: EndpointKind;
	readonly use?: EndpointUse;
	readonly unit?: string;
	readonly seen: Seen;
	/** What virtual patients have, by set of parameters; a text says why the model cannot say it. */
	readonly virtual: string | { readonly statistic: Statistic; readonly values: readonly (readonly number[])[] };
}

export const share = (count: number, n: number): Seen => ({ kind: "share", count, n });

/** So many of a thousand virtual patients, and a little more and less by two further sets of parameters. */
export const having = (percent: number): Told["virtual"] => ({
	statistic: "share",
	values: [percent, percent - 4, percent + 4].map((p) => Array.from({ length: 1000 }, (_, i) => Number((i * 7) % 1000 < 10 * p))),
});

/** Five hundred numbers around a middle, skewed as days are. */
export const around = (middle: number, spread = 0.8): Told["virtual"] => ({
	statistic: "median",
	values: [1, 0.94, 1.06].map((by) => Array.from({ length: 500 }, (_, i) => by * middle * Math.exp(spread * (i / 250 - 1)))),
});

export function endpoint({ name, kind, use = "check", unit = "1", seen, virtual }: Told): Endpoint {
	return {
		name,
		id: null,
		kind,
		use,
		evidence: "measured",
		source: "doi:10.1056/NEJMoa1707447",
		unit,
		seen,
		stated: typeof virtual === "string" ? null : { statistic: virtual.statistic, is: "asked of each", among: null },
		about: "",
		unstated: typeof virtual === "string" ? virtual : null,
	};
}

export function trial(name: string, { title, told }: { title: string; told: readonly Told[] }): TrialResult {
	const endpoints = told.map((one) => {
		const { virtual, seen } = one;
		if (typeof virtual === "string") return judged(endpoint(one), null);
		const n = seen.kind === "band" ? null : seen.n;
		return judged(endpoint(one), predict(virtual.values, { statistic: virtual.statistic, n, next: numbers(1, `${name}/${one.name}`) }));
	});
	return { name, title, source: "doi:10.1056/NEJMoa1707447", population: "LBCL-third-line-axi-cel", care: "p2", until_days: 60, endpoints };
}

/** Two made-up trials with a bit of everything; `crs` is the percent of virtual patients with grave CRS. */
export const someTrials = ({ crs = 13 }: { crs?: number } = {}): TrialsResult => ({
	model: { name: "cart-crs", sha256: "0123456789abcdef".repeat(4) },
	patients: 1000,
	seed: 1,
	sets: 3,
	changes: { "model.il6_gain": "1.2" },
	trials: [
		trial("zuma-1", {
			title: "ZUMA-1, cohorts 1 and 2: axi-cel in refractory large B-cell lymphoma.",
			told: [
				{ name: "CRS of any grade", kind: "CRS", use: "fit", seen: share(94, 101), virtual: having(91) },
				{ name: "CRS of grade 3 or more", kind: "CRS", use: "fit", seen: share(13, 101), virtual: having(crs) },
				{ name: "neurologic event, grade 3 or more", kind: "neurologic", seen: share(28, 101), virtual: having(17) },
				{ name: "tocilizumab", kind: "treatment", seen: share(43, 101), virtual: having(40) },
				{ name: "corticosteroids", kind: "treatment", seen: share(27, 101), virtual: having(45) },
				{
					name: "CRS onset",
					kind: "onset",
					unit: "day",
					seen: { kind: "number", value: 2, n: 94, beside: { of: "range", from: 1, to: 12 } },
					virtual: around(2.2),
				},
				{
					name: "CRS length",
					kind: "length",
					unit: "day",
					use: "fit",
					seen: { kind: "number", value: 7, n: 94, beside: { of: "range", from: 2, to: 58 } },
					virtual: around(5.2),
				},
				{
					name: "peak ferritin",
					kind: "marker",
					unit: "ng/mL",
					seen: { kind: "number", value: 3001, n: 101, beside: { of: "quartiles", from: 1200, to: 8400 } },
					virtual: around(2700, 1.4),
				},
				{ name: "death without relapse", kind: "death", seen: { kind: "band", from: 0.005, to: 0.015 }, virtual: having(5) },
				{ name: "complete response", kind: "response", use: "anchor", seen: share(54, 101), virtual: having(55) },
				{ name: "septic shock", kind: "infection", seen: share(3, 101), virtual: "the model has no cause of death" },
			],
		}),
		trial("eliana", {
			title: "ELIANA: tisa-cel in children and young adults with acute lymphoblastic leukemia.",
			told: [
				{ name: "CRS of any grade", kind: "CRS", seen: share(58, 75), virtual: having(83) },
				{ name: "CRS of grade 3 or more", kind: "CRS", seen: share(35, 75), virtual: having(30) },
				{
					name: "CRS onset",
					kind: "onset",
					unit: "day",
					seen: { kind: "number", value: 3, n: 58, beside: { of: "range", from: 1, to: 22 } },
					virtual: around(3.1),
				},
				{
					name: "days in intensive care",
					kind: "support",
					unit: "day",
					seen: { kind: "number", value: 7, n: 35, beside: { of: "interval", from: 5, to: 10 } },
					virtual: around(8),
				},
			],
		}),
	],
	failures: { count: 1, first: [{ trial: "eliana", patient: 17, set: 2, why: "too many steps at day 9.2" }] },
});

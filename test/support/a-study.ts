import { exactShare } from "../../src/population/binomial-interval.ts";
import { meanEstimate } from "../../src/population/mean-estimate.ts";
import { pairedShareDifference } from "../../src/population/paired-difference.ts";
import { pairedShareRatio } from "../../src/population/paired-ratio.ts";
import type {
	Band,
	Benefit,
	CellSummary,
	Coordinate,
	Difference,
	Estimate,
	GradeFlow,
	Influence,
	SensitivitySummary,
	StudySummary,
} from "../../src/population/study-summary.ts";

/** A varied path with its points as written. */
export interface Varied {
	readonly path: string;
	readonly unit: string;
	readonly labels: readonly string[];
}

/** How the made-up study differs from the usual one. Every key may be left out. */
export interface StudyWishes {
	readonly title?: string;
	readonly arms?: readonly string[];
	readonly vary?: readonly Varied[];
	readonly patients?: number;
	/** Factor on the risk of severe CRS; 0: nobody has it. */
	readonly severity?: number;
	readonly failed?: number;
	/** The first arm is not varied: one cell, against which all others stand. */
	readonly still?: boolean;
	/** Bands and flows over the days; only small studies keep them. */
	readonly days?: number;
}

export const starts: Varied = {
	path: "tocilizumab.at",
	unit: "day",
	labels: ["1 day", "2 day", "3 day", "4 day", "5 day", "6 day", "7 day", "8 day", "10 day"],
};
export const doses: Varied = { path: "tocilizumab.dose", unit: "mg/kg", labels: ["2 mg/kg", "4 mg/kg", "6 mg/kg", "8 mg/kg", "12 mg/kg"] };
export const teams: Varied = { path: "care", unit: "", labels: ["p0", "p4", "p6"] };

const coordinate = ({ path, unit }: Varied, label: string): Coordinate => {
	const value = Number.parseFloat(label);
	return { path, label, value: Number.isFinite(value) ? value : null, unit };
};

const grid = (vary: readonly Varied[]): readonly (readonly Coordinate[])[] =>
	vary.reduce<readonly (readonly Coordinate[])[]>(
		(points, varied) => points.flatMap((point) => varied.labels.map((label) => [...point, coordinate(varied, label)])),
		[[]],
	);

const bump = (day: number, peak: number, width: number): number => Math.exp(-(((day - peak) / width) ** 2) / 2);

/** 0 harmless to 1 severe: later and smaller doses leave more of it, further arms less. */
function risk(vary: readonly Coordinate[], arm: number): number {
	const start = vary.find(({ path }) => path.endsWith(".at"))?.value ?? 4;
	const dose = vary.find(({ path }) => path.endsWith(".dose"))?.value ?? 8;
	return 0.08 + 0.5 * (1 / (1 + Math.exp(-(start - 4.2)))) * (1 - 0.06 * dose) + 0.32 * Math.exp(-arm) * (1 / (1 + start / 6));
}

const mean = (value: number, { sd, n }: { sd: number; n: number }): Estimate =>
	meanEstimate({ n, shift: value, sum: 0, squares: sd * sd * Math.max(0, n - 1) });

function aCell(wishes: Required<StudyWishes>, arm: number, vary: readonly Coordinate[]): CellSummary {
	const n = wishes.patients - wishes.failed;
	const p = Math.min(1, risk(vary, arm) * wishes.severity);
	const shrinkage = 82 - 9 * arm + 8 * p;
	return {
		arm: wishes.arms[arm]!,
		vary,
		finished: n,
		failed: wishes.failed,
		outcomes: [
			share("severe_crs", { is: "worst(crs) >= 3", n, p }),
			number("tumor_shrinkage", { is: "1 - last(tumor) / first(tumor)", unit: "percent", n, value: shrinkage, sd: 15 }),
			share("died", { is: "died", n, p: p * 0.06 }),
			number("days_at_grade_2", { is: "days(crs >= 2)", unit: "day", n, value: 0.4 + 6 * p, sd: 2 }),
			number("peak_il6", { is: "peak(il6)", unit: "pg/mL", n, value: 900 + 9000 * p, sd: 6200 }),
		],
		...overDays(wishes, { arm, p, n }),
	};
}

const share = (name: string, { is, n, p }: { is: string; n: number; p: number }) => {
	const count = Math.round(p * n);
	return { kind: "probability" as const, name, is, patients: n, count, share: exactShare(count, n) };
};

const number = (name: string, { is, unit, n, value, sd }: { is: string; unit: string; n: number; value: number; sd: number }) => ({
	kind: "number" as const,
	name,
	is,
	unit,
	patients: n,
	mean: mean(value, { sd, n }),
	meanBy: "t" as const,
	median: { value, interval: [value - (1.25 * 1.96 * sd) / Math.sqrt(n), value + (1.25 * 1.96 * sd) / Math.sqrt(n)] as const },
	sd,
	quantiles: { 5: value - 1.6 * sd, 25: value - 0.7 * sd, 50: value, 75: value + 0.7 * sd, 95: value + 1.6 * sd },
});

const spreads = { 5: -1.64, 25: -0.67, 50: 0, 75: 0.67, 95: 1.64 } as const;

type Course = (day: number, z: number) => number;

const band = (column: string, unit: string, { days, course }: { days: readonly number[]; course: Course }): Band => ({
	column,
	title: column,
	unit,
	quantiles: Object.fromEntries(
		Object.entries(spreads).map(([q, z]) => [
			q,
			days.map((day) => course(day, column === "map" || column === "spo2" ? -z : z)).map((v) => Math.round(v * 1000) / 1000),
		]),
	) as Record<keyof typeof spreads, number[]> as unknown as Band["quantiles"],
});

function overDays(
	{ days: last }: Required<StudyWishes>,
	{ arm, p, n }: { arm: number; p: number; n: number },
): Pick<CellSummary, "days" | "bands" | "flows"> {
	const days = Array.from({ length: last }, (_, i) => i);
	const storm: Course = (day, z) => Math.exp(0.8 * z) * p * bump(day, 5 + 0.3 * arm, 2.2);
	const of = (column: string, unit: string, course: Course) => band(column, unit, { days, course });
	return {
		days,
		bands:
			last === 0
				? []
				: [
						of("il6", "pg/mL", (d, z) => 3 * Math.exp(0.3 * z) + 4000 * storm(d, z)),
						of("temperature", "degC", (d, z) => 36.8 + 0.2 * z + Math.min(3.9, 4 * storm(d, z) ** 0.6)),
						of("map", "mmHg", (d, z) => 88 - 5 * z * 0.5 - 40 * Math.min(1, storm(d, z))),
						of("spo2", "percent", (d, z) => Math.min(100, 97.5 - 12 * Math.min(1, storm(d, z)))),
					],
		flows: last === 0 ? [] : ["crs", "icans"].map((grade) => flow(grade, { days, n, p: grade === "crs" ? p : p / 2 })),
	};
}

function flow(grade: string, { days, n, p }: { days: readonly number[]; n: number; p: number }): GradeFlow {
	const counts = days.map((day) => {
		const now = bump(day, grade === "crs" ? 5 : 8, 2.4);
		const shares = [0, 0.3 * now, 0.3 * now * (0.3 + p), 0.4 * p * now, 0.35 * p * now, (0.1 * p) / (1 + Math.exp(7 - day))];
		const whole = shares.map((s) => Math.round(s * n));
		const unknown = grade === "icans" ? Math.round(0.25 * p * now * n) : 0;
		return [n - whole.reduce((a, b) => a + b, 0) - unknown, ...whole.slice(1), unknown];
	});
	return { grade, counts };
}

/** A study with every part filled, as `summary.json` holds it. */
export function aStudy(wishes: StudyWishes = {}): StudySummary {
	const full: Required<StudyWishes> = {
		title: "When to give tocilizumab",
		arms: ["no_tocilizumab", "tocilizumab"],
		vary: [],
		patients: 400,
		severity: 1,
		failed: 0,
		still: false,
		days: (wishes.vary ?? []).length === 0 ? 22 : 0,
		...wishes,
	};
	const points = grid(full.vary);
	const cells = full.arms.flatMap((_, arm) => (full.still && arm === 0 ? [[]] : points).map((vary) => aCell(full, arm, vary)));
	const against = full.still ? 1 : points.length;
	const differences = cells.flatMap((_, cell) => (cell < against ? [] : differencesOf(cells, { cell, against: cell % against })));
	return {
		title: full.title,
		about: "The later the first dose, the less it prevents; the tumor pays little.",
		seed: 7,
		patients: full.patients,
		cells,
		differences,
		benefits: differences.filter(({ outcome }) => ["severe_crs", "days_at_grade_2"].includes(outcome)).flatMap(benefitsOf),
		failures: {
			count: full.failed * cells.length,
			first: full.failed > 0 ? [{ patient: 17, cell: 0, why: "step-too-small at 96.2 h in il6" }] : [],
		},
		warnings: [],
	};
}

function differencesOf(cells: readonly CellSummary[], { cell, against }: { cell: number; against: number }): Difference[] {
	const [here, there] = [cells[cell]!, cells[against]!];
	return here.outcomes.map((outcome, i) => {
		const other = there.outcomes[i]!;
		const common = { outcome: outcome.name, kind: outcome.kind, cell, against, pairs: outcome.patients };
		if (outcome.kind === "number" && other.kind === "number")
			return {
				...common,
				unit: outcome.unit,
				ratio: null,
				difference: mean(outcome.mean.value - other.mean.value, { sd: outcome.sd * 0.7, n: outcome.patients }),
			};
		if (outcome.kind === "number" || other.kind === "number") throw new Error("cells differ in their outcomes");
		const both = Math.min(outcome.count, other.count) - Math.floor(Math.min(outcome.count, other.count) * 0.1);
		const counts = {
			both,
			onlyHere: outcome.count - both,
			onlyThere: other.count - both,
			neither: outcome.patients - outcome.count - other.count + both,
		};
		return { ...common, unit: "1", difference: pairedShareDifference(counts), ratio: pairedShareRatio(counts) };
	});
}

function benefitsOf({ pairs, difference, ratio: _, ...rest }: Difference): Benefit[] {
	return [
		["tumor_burden", "1", [0.08, 0.45, 0.9, 1.8, 6.2]],
		["age", "year", [22, 51, 60, 68, 84]],
		["ferritin_baseline", "ng/mL", [40, 210, 520, 1130, 9800]],
	].map(([covariate, covariateUnit, edges]) => ({
		...rest,
		covariate: covariate as string,
		covariateUnit: covariateUnit as string,
		quarters: [0, 1, 2, 3].map((quarter) => {
			const factor = covariate === "tumor_burden" ? [0.1, 0.5, 1.2, 2.2][quarter]! : covariate === "age" ? 1 : 0.7 + 0.2 * quarter;
			const value = difference.value * factor;
			const half = (difference.interval[1] - difference.interval[0]) * (0.8 + 0.2 * factor);
			return {
				from: quarter === 0 && covariate === "age" ? Number.NEGATIVE_INFINITY : (edges as number[])[quarter]!,
				to: quarter === 3 && covariate === "age" ? Number.POSITIVE_INFINITY : (edges as number[])[quarter + 1]!,
				pairs: Math.floor(pairs / 4),
				difference: pairs < 40 && quarter === 3 ? null : { value, interval: [value - half, value + half] as const, error: half / 2 },
			};
		}),
	}));
}

const estimate = (value: number, error: number): Estimate => ({ value, interval: [value - 1.96 * error, value + 1.96 * error], error });

/** What decides severe CRS, most influential first. */
export function aSensitivity({ parameters = 12, design = "sobol" as SensitivitySummary["design"], long = false } = {}): SensitivitySummary {
	const names = [
		"tumor_burden",
		"il6_gain",
		"cart_expansion",
		"macrophage_gain",
		"il6_clearance",
		"leak_gain",
		"weight",
		"ifn_gamma_gain",
		"fever_gain",
		"age",
		"renal_function",
		"il1_gain",
	];
	const influences = Array.from({ length: parameters }, (_, i): Influence => {
		const rank = (i % 3 === 1 ? -1 : 1) * 0.78 * 0.72 ** i;
		return {
			parameter: `${names[i % names.length]}${i >= names.length ? `_${i}` : ""}${long ? "_of_the_endothelium_after_the_second_week" : ""}`,
			rank: estimate(rank, 0.03),
			partialRank: rank * 1.1,
			first: design === "sobol" ? estimate(0.42 * 0.6 ** i - 0.004, 0.02) : null,
			total: design === "sobol" ? estimate(0.5 * 0.62 ** i + 0.01, 0.03) : null,
		};
	});
	return {
		title: "What decides the worst grade",
		about: "Which numbers of the patient decide how severe CRS becomes.",
		outcome: "worst_crs",
		is: "worst(crs)",
		design,
		runs: 14_336,
		failed: 3,
		influences,
	};
}

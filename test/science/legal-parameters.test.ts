import { expect, test } from "vitest";
import { revalued } from "../../src/model/flatten.ts";
import { drawsOf } from "../../src/random/stream.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { nominalPatient } from "../../src/simulate/patient.ts";
import { simulate } from "../../src/simulate/simulate.ts";
import { engineOf } from "../support/run-plan.ts";
import { byTier } from "../support/tiers.ts";
import { deathless, models, patientWith } from "./support.ts";

const library = models.get("cart-crs")!;
const pages = [...library.model.modules, ...[...library.treatments.values()].map(({ equations }) => equations)];
const rows = new Map(pages.flatMap(({ parameters }) => parameters.map((row) => [row.name, row] as const)));

/** What a scenario may set without a warning, as multiples of the value; where a page gives no range, half to twice, and no share above 1. */
function legal(name: string): readonly [number, number] {
	const { value, range, unit } = rows.get(name)!;
	if (value === 0) return [1, 1];
	if (range !== null) return [range[0] / value, range[1] / value];
	const share = Object.keys(unit.parts).length === 0 && value <= 1;
	return [0.5, share ? Math.min(2, 1 / value) : 2];
}

/** Somewhere in the legal range, often at its ends. */
function chosen([least, most]: readonly [number, number], chance: number): number {
	if (chance < 0.15) return least;
	if (chance > 0.85) return most;
	return least + ((chance - 0.15) / 0.7) * (most - least);
}

const care = [
	"give: crystalloid, dose: 15 mL/kg, at: 80 h, every: 12 h, for: 2 day",
	"give: norepinephrine, rate: 0.3 ug/kg/min, at: 90 h, for: 60 h",
	"give: tocilizumab, dose: 8 mg/kg, at: 100 h",
	"give: dexamethasone, dose: 10 mg, at: 110 h, every: 6 h, for: 3 day",
	"give: dialysis, rate: 30 mL/kg/h, at: 120 h, for: 5 day",
	"give: blood_draws, rate: 2 mL/kg/day, at: 0 h, for: 20 day",
	"give: red_cells, dose: 8 mL/kg, at: 10 day",
	"give: albumin, dose: 0.5 g/kg, at: 5 day",
	"give: bacteremia, dose: 0.001, at: 6 day",
	"give: oxygen, device: invasive, fio2: 0.8, peep: 12 cmH2O, at: 100 h, for: 4 day",
];

/** All parameters of the model at once at random within what is legal. */
function withLegalParameters(plan: Plan, seed: number): Plan {
	const chance = drawsOf({ seed, patient: 0 });
	const values = plan.flat.parameters.flatMap(({ name, value }) =>
		rows.has(name) ? [[name, value * chosen(legal(name), chance(name))] as const] : [],
	);
	return { ...plan, flat: revalued(plan.flat, new Map(values)) };
}

// Veins hold what plasma has gained, to within what rounds the corner: a hundredth of a liter.
const twoSigns = new Set(["vein_relaxation"]);

const seeds = Array.from({ length: byTier({ fast: 8, usual: 24, long: 400 }) }, (_, seed) => seed + 1);

test.each([
	["untreated", []],
	["treated", care],
])("no state falls below zero for legal parameters, all of them at once at random (%s)", (_, treatments) => {
	const plan = deathless(patientWith({ patient: "tumor_burden: 3", until: "20 day", treatments: [...treatments] }));
	const columns = plan.flat.states.map(({ name }) => name);
	for (const seed of seeds) {
		const changed = withLegalParameters({ ...plan, flat: { ...plan.flat, columns } }, seed);
		const engine = engineOf(changed);
		const run = simulate(engine, nominalPatient(engine.program), { every: 2 });
		expect(`seed ${seed}: ${run.outcome.kind}`).toBe(`seed ${seed}: finished`);
		const below = changed.flat.states.flatMap(({ name, scale }) => {
			const column = run.trajectory.columns.get(name);
			const least = column?.kind === "number" ? Math.min(...column.values) : Number.NaN;
			return !twoSigns.has(name) && !(least >= -1e-4 * scale) ? [`${name} ${least}`] : [];
		});
		expect(`seed ${seed}: ${below.join(", ")}`).toBe(`seed ${seed}: `);
	}
});

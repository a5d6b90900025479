import { allowedHint } from "../input/nearest.ts";
import { inUnit, readQuantity } from "../language/quantity.ts";
import { sameDimension } from "../language/units.ts";
import { virtualPatient } from "../population/draw-patient.ts";
import { plannedCharting } from "../population/planned-charting.ts";
import { momentsOf } from "../population/read-of-runs.ts";
import { outcomesReader } from "../population/read-outcomes.ts";
import type { Cell, Study } from "../population/study.ts";
import { toleranceOf } from "../population/study-work.ts";
import { loadProgram } from "../simulate/engine.ts";
import { nominalPatient } from "../simulate/patient.ts";
import { simulate } from "../simulate/simulate.ts";
import { type Asked, onCommandLine, refuse } from "./asked.ts";
import { type Ran, ran } from "./outputs.ts";
import { prepareStudy } from "./prepare-study.ts";
import type { RunToWrite } from "./run-scenario.ts";
import type { CheckedSettings } from "./run-settings.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { findStudy } from "./study-texts.ts";
import type { RunWriters } from "./write-run.ts";

/** Which of a study's cells, as a person names it. */
export interface CellWishes {
	/** Name of an arm; left out where there is one alone. */
	readonly arm?: string | undefined;
	/** `tocilizumab.at=1 day` for each path that is varied. */
	readonly cell?: readonly string[] | undefined;
}

const pointOf = ({ path, label }: Cell["vary"][number]) => `${path}=${label}`;

/** Whether a written value is that of a point, however it is spelled: `24 h` is `1 day`. */
function isAt(written: string, label: string): boolean {
	if (written.trim() === label.trim()) return true;
	const [a, b] = [readQuantity(written), readQuantity(label)];
	if (!("quantity" in a && "quantity" in b) || !sameDimension(a.quantity.unit, b.quantity.unit)) return false;
	return Math.abs(inUnit(a.quantity, b.quantity.unit) - b.quantity.value) <= 1e-9 * Math.abs(b.quantity.value);
}

/** The cell that a person means. Throws an InputError that names what there is. */
function cellMeant({ cells }: Study, { arm, cell: points = [] }: CellWishes, asked: Asked): number {
	const arms = [...new Set(cells.map((one) => one.arm))];
	if (arm === undefined && arms.length > 1)
		refuse(asked, "arm", "the study has several arms", `name one of them: ${arms.map((name) => `"${name}"`).join(", ")}`);
	if (arm !== undefined && !arms.includes(arm)) refuse(asked, "arm", `the study has no arm "${arm}"`, allowedHint(arm, arms));
	const isOfSet = points.some((point) => /^\s*set\s*=/.test(point));
	// Without a set of the ensemble the parameters in use are meant.
	const ofArm = cells.filter((one) => (arm === undefined || one.arm === arm) && (one.set === undefined) !== isOfSet);
	const has = (one: Cell, point: string) => {
		const [path, ...value] = point.split("=");
		if (path?.trim() === "set") return String(one.set) === value.join("=").trim();
		return one.vary.some((coordinate) => coordinate.path === path?.trim() && isAt(value.join("="), coordinate.label));
	};
	const allPoints = [...new Set(ofArm.flatMap(({ vary }) => vary.map(pointOf)))];
	const sets = Math.max(0, ...cells.map(({ set }) => set ?? 0));
	if (isOfSet && ofArm.length === 0) refuse(asked, "cell", "the study has no ensemble", "ensemble: NAME in its file; or leave the set out");
	if (sets > 0) allPoints.push(`set=1 to set=${sets}`);
	const there = allPoints.length === 0 ? "nothing is varied in it" : `allowed: ${allPoints.join(", ")}`;
	for (const point of points) if (!ofArm.some((one) => has(one, point))) refuse(asked, "cell", `the arm has no point "${point}"`, there);
	const meant = ofArm.filter((one) => points.every((point) => has(one, point)));
	if (meant.length !== 1) {
		const left = `${meant.length === 0 ? "no cell has all of these" : `${meant.length} cells of the arm are meant`}`;
		// Of paths that move together one tells the others.
		const leading = ofArm.flatMap(({ vary }) => vary.filter(({ follows }) => follows === undefined).map(({ path }) => path));
		refuse(asked, "cell", left, `say each of ${[...new Set(leading)].join(", ")} once: ${there}`);
	}
	return cells.indexOf(meant[0]!);
}

/**
 * Runs one patient of one cell of a study again, with everything that a run of its own has: the same numbers to the bit as in the study's table. The nominal
 * patient where none is named. Throws an InputError for a cell that there is not.
 *
 *     const { one } = await replay("early-or-late-both", { arm: "both early" }, { settings, asked });
 *     one.study.outcomes.severe   // 1
 */
export async function replay(
	file: string,
	wishes: CellWishes,
	{
		settings: { run: asWished, scenario },
		models,
		asked = onCommandLine,
		writers,
		charted,
	}: {
		readonly settings: CheckedSettings;
		readonly models?: string | undefined;
		readonly asked?: Asked;
		readonly writers?: RunWriters | undefined;
		/** Whether it is to be charted. */
		readonly charted?: boolean | undefined;
	},
): Promise<RunToWrite> {
	for (const option of ["until", "care"] as const)
		if (scenario[option] !== undefined) refuse(asked, option, "a study says this itself", "leave it out, or run a scenario");
	const { seed } = asWished;
	const { study, work, textSha256, model } = await prepareStudy(findStudy(file), { models, ...(seed === undefined ? {} : { seed }) });
	const options = { ...toleranceOf(work), ...asWished, seed: study.seed };
	const cell = cellMeant(study, wishes, asked);
	const { arm, vary, set, plan } = study.cells[cell]!;
	const program = work.programs[cell]!;
	const write = writers?.([{ plan, program }]);
	const individual = scenario.individual && { seed: study.seed, patient: scenario.individual.patient };
	const patient = individual ? virtualPatient(program, individual) : nominalPatient(program);
	const run = simulate(loadProgram(program), patient, { ...options, moments: momentsOf(work, program) });
	const values = outcomesReader(study.outcomes).read(run);
	const found: Ran["study"] = {
		arm,
		vary: Object.fromEntries([...vary.map(({ path, label }) => [path, label]), ...(set === undefined ? [] : [["set", String(set)]])]),
		outcomes: study.outcomes.map(({ name, is, kind, unit }, i) => ({
			name,
			is,
			unit: kind === "probability" ? "" : unit,
			value: Number.isNaN(values[i]!) ? null : kind === "probability" ? values[i] === 1 : values[i]!,
		})),
	};
	const charting = charted === true ? plannedCharting(modelsAtHand(models).get(plan.model)!, plan) : null;
	return {
		one: { ...ran({ plan, patient, sha256: textSha256, model, charting }, run, options), study: found },
		write,
	};
}

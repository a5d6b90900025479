import { type GradeColumn, gradeColumnsOf } from "../grading/toxicities.ts";
import type { FlatModel } from "../model/flat-model.ts";
import type { Plan } from "../scenario/plan.ts";
import type { Display } from "../trajectory/display.ts";
import { quantileOf } from "./draw-patient.ts";
import type { Outcome } from "./outcome.ts";
import type { Study, StudyEnsemble } from "./study.ts";
import type { Coordinate } from "./study-summary.ts";

/** A covariate or parameter written beside the outcomes. */
export interface HeadCovariate {
	readonly name: string;
	readonly unit: string;
	/** The three values between its quarters among all patients that could be drawn; null when it does not vary everywhere. */
	readonly quarters: readonly [number, number, number] | null;
}

/** An outcome without its expressions. */
export interface HeadOutcome extends Omit<Outcome, "expression" | "one" | "among" | "least"> {
	/** The patients that count, as written; left out: all. */
	readonly among?: string;
	/** No patient can have less; left out where nothing forbids it. */
	readonly least?: 0;
}

/** A study without its scenarios: all that is needed to put its parts together and to say what was found. Plain data. */
export interface StudyHead {
	readonly title: string;
	readonly about: string;
	readonly seed: number;
	readonly patients: number;
	/** As in the study: those with the parameters in use first. */
	readonly cells: readonly { readonly arm: string; readonly vary: readonly Coordinate[]; readonly set?: number }[];
	readonly against: readonly (number | null)[];
	readonly outcomes: readonly HeadOutcome[];
	readonly covariates: readonly HeadCovariate[];
	readonly bands: readonly { readonly column: string; readonly title: string; readonly unit: string; readonly display?: Display }[];
	/** Days since infusion on which bands and grades are counted. */
	readonly days: readonly number[];
	/** Grades whose flow over those days is kept. */
	readonly grades: readonly Pick<GradeColumn, "toxicity" | "column">[];
	readonly trajectories: Study["trajectories"];
	/** How its work is cut; left out: as usual. */
	readonly blocks?: NonNullable<Study["blocks"]>;
	/** With what the patients of its first cell differ in, by name. */
	readonly ensemble?: StudyEnsemble & { readonly varying: readonly string[] };
	/** What is doubtful in the study itself, in plain sentences. */
	readonly warnings: readonly string[];
}

function titledColumn(flat: FlatModel, column: string): Omit<StudyHead["bands"][number], "column"> {
	const { states, flows, observables, inputs } = flat;
	const found = [...states, ...flows, ...observables, ...inputs].find(({ name }) => name === column);
	const display = flat.display[column];
	return {
		title: found && "title" in found && found.title !== "" ? found.title : column,
		unit: found?.unit ?? "1",
		...(display === undefined ? {} : { display }),
	};
}

function quartersOf({ cells }: Study, name: string): HeadCovariate["quarters"] {
	const drawn = cells.flatMap(({ plan }): readonly Pick<Plan, "varying">[] => plan.population?.groups ?? [plan]);
	const spreads = drawn.map(({ varying }) => varying.find((one) => one.name === name));
	const first = spreads[0];
	const alike = first && first.cv > 0 && spreads.every((one) => one?.value === first.value && one.cv === first.cv);
	if (!alike) return null;
	const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantileOf(first, share));
	return [low!, middle!, high!];
}

/** What virtual patients differ in, in any group. */
const varyingIn = ({ population, varying }: Plan): readonly string[] => [
	...new Set((population?.groups ?? [{ varying }]).flatMap((group) => group.varying.map(({ name }) => name))),
];

/** How many cells of a study have the parameters in use; they come first. */
export const cellsInUse = ({ cells }: Pick<StudyHead, "cells">): number => cells.filter(({ set }) => set === undefined).length;

/** Where the days of a cell are counted: with the parameters in use by cell, behind those over all sets together. */
export const dayPlaces = (head: Pick<StudyHead, "cells">): readonly number[] => {
	const inUse = cellsInUse(head);
	return head.cells.map(({ set }, cell) => (set === undefined ? cell : inUse + (cell % inUse)));
};

export function headOf(study: Study): StudyHead {
	const { plan } = study.cells[0]!;
	const until = Math.min(...study.cells.map((cell) => cell.plan.until));
	return {
		title: study.title,
		about: study.about,
		seed: study.seed,
		patients: study.patients,
		cells: study.cells.map(({ plan: _, ...cell }) => cell),
		against: study.against,
		outcomes: study.outcomes.map(({ name, is, kind, unit, among, least }) => ({
			name,
			is,
			kind,
			unit,
			...(among === null ? {} : { among: among.is }),
			...(least === null ? {} : { least }),
		})),
		covariates: study.covariates.map(({ name, unit }) => ({ name, unit, quarters: quartersOf(study, name) })),
		bands: study.bands.map((column) => ({ column, ...titledColumn(plan.flat, column) })),
		days: study.bands.length === 0 ? [] : Array.from({ length: Math.floor(until / 24) + 1 }, (_, day) => day),
		grades: gradeColumnsOf(plan.toxicities).map(({ toxicity, column }) => ({ toxicity, column })),
		trajectories: study.trajectories,
		...(study.blocks === undefined ? {} : { blocks: study.blocks }),
		...(study.ensemble === undefined ? {} : { ensemble: { ...study.ensemble, varying: varyingIn(plan) } }),
		warnings: study.warnings,
	};
}

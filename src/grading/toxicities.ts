import type { RunAct } from "../chart/chart.ts";
import { entryOf } from "../input/entry-of.ts";
import { astctCrs } from "./astct-crs.ts";
import { astctIcans } from "./astct-icans.ts";
import { ctcaeNeuro } from "./ctcae-neuro.ts";
import { otherCrsScales } from "./other-crs-scales.ts";

/** A toxicity that a model has. */
export interface Toxicity {
	/** As people write it: `CRS`. */
	readonly label: string;
	/** Id of the scale that grades it; null: nobody grades it, it can only be died of. */
	readonly scale: string | null;
	/** Ids of scales that grade it as well. */
	readonly beside: readonly string[];
}

/** The toxicities of a model, by the names under which conditions, columns, figures and outcomes find them. Plain data. */
export type Toxicities = Readonly<Record<string, Toxicity>>;

const crsScales = [astctCrs, ...otherCrsScales].map(({ id }) => id);
/** Scales that grade each look by itself; those of the blood count days. */
const lookScales = [...crsScales, astctIcans.id, ctcaeNeuro.id];

/** Scales that can grade a toxicity of a model. */
export const toxicityScales: readonly string[] = [...lookScales, "IECHS_GRADE", "ICAHT"];

/** Names that toxicities and scales go by in most models. */
export const usualNames: readonly string[] = ["crs", "icans", "iec_hs", "icaht", ...toxicityScales.map((id) => id.toLowerCase())];

/**
 * Scales by the names that conditions use: that of each toxicity by its name, and those beside it by their ids in lower case.
 *
 *     scalesByName(toxicities).get("penn_crs")   // "PENN_CRS"
 */
export function scalesByName(toxicities: Toxicities): ReadonlyMap<string, string> {
	const graded = Object.entries(toxicities).flatMap(([name, { scale }]) => (scale === null ? [] : [[name, scale] as const]));
	const beside = Object.values(toxicities).flatMap((one) => one.beside.map((id) => [id.toLowerCase(), id] as const));
	return new Map([...beside, ...graded]);
}

/** The grades that conditions may read, by the names they use. */
export const gradeNamesOf = (toxicities: Toxicities): readonly string[] => {
	const names = scalesByName(toxicities);
	const own = Object.keys(toxicities).filter((name) => names.has(name));
	return [...new Set([...own, ...names.keys()])];
};

/** Whether a toxicity of a model is graded by the encephalopathy score ICE. */
export const gradesByIce = (toxicities: Toxicities): boolean => Object.values(toxicities).some(({ scale }) => scale === astctIcans.id);

/** A toxicity with a column of its own: that of its grade at each saved time. */
export interface GradeColumn {
	readonly toxicity: string;
	readonly column: string;
	readonly scale: string;
	readonly title: string;
	/** Without the signs that have another cause; left out: as charted. */
	readonly as?: "attributed";
}

/** The column of a toxicity's grade: `crs_grade`. */
export const gradeColumn = (toxicity: string): string => `${toxicity}_grade`;

/** The columns of grades: of each toxicity that is graded look by look. */
export const gradeColumnsOf = (toxicities: Toxicities): readonly GradeColumn[] =>
	Object.entries(toxicities).flatMap(([toxicity, { label, scale }]) =>
		scale === null || !lookScales.includes(scale)
			? []
			: [{ toxicity, column: gradeColumn(toxicity), scale, title: `${label} grade (${scale.split("_")[0]})` }],
	);

/** The columns of the same grades as attributed: `crs_grade_attributed`. */
export const attributedColumnsOf = (toxicities: Toxicities): readonly GradeColumn[] =>
	gradeColumnsOf(toxicities).map(({ column, title, ...rest }) => ({
		...rest,
		column: `${column}_attributed`,
		title: `${title}, as attributed`,
		as: "attributed",
	}));

/** The names of all columns of grades that a run may have: they are no signs. */
export const allGradeColumns = (toxicities: Toxicities): readonly string[] =>
	[...gradeColumnsOf(toxicities), ...attributedColumnsOf(toxicities)].map(({ column }) => column);

/** As what the tables count a death of this toxicity; undefined: as none. */
function deathOf({ scale }: Toxicity): RunAct["died"] {
	if (scale === null) return undefined;
	if (crsScales.includes(scale)) return "crs";
	if (scale === "IECHS_GRADE") return "iec_hs";
	return scale === astctIcans.id ? "icans" : undefined;
}

/** An event as a run or its table has it: a death says which toxicity of the model it is put down to. */
export type DatedAct = Omit<RunAct, "died"> & { readonly died?: string | undefined };

/** An event with a death as the tables count it. */
export function withDeath({ died, ...act }: DatedAct, toxicities: Toxicities): RunAct {
	const toxicity = died === undefined ? undefined : entryOf(toxicities, died);
	return toxicity === undefined ? act : { ...act, died: deathOf(toxicity) };
}

/** What to answer who asks for a toxicity or scale that other models have; undefined for a name that none is known to have. */
export function lackingGrade(name: string, has: readonly string[]): { readonly message: string; readonly hint: string } | undefined {
	if (!usualNames.includes(name) || has.includes(name)) return undefined;
	const hint = has.length === 0 ? "it has no graded toxicity; add it to toxicities: in its model.yaml" : `it has ${has.join(", ")}`;
	return { message: `this model has no ${name}`, hint };
}

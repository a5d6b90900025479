import { type Path, readYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { InputError, type Problem, throwIfAny } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import type { Library, Models } from "../treatment/library.ts";
import type { Fit } from "./fit.ts";
import { fitShape } from "./fit-shape.ts";
import type { Knob } from "./knob.ts";

export interface FitOptions {
	/** What to call the text in messages. */
	readonly file: string;
	readonly models: Models;
}

const defaults = { model: "cart-crs", seed: 1, lots: 1, steps: 4, discrepancy: 0.1, uses: ["fit"] } as const;

/** Every parameter that a scenario may set, of pages and treatments. */
export const parametersOf = ({ model, treatments }: Library): ReadonlySet<string> =>
	new Set(
		[...model.modules, ...[...treatments.values()].map(({ equations }) => equations)].flatMap(({ parameters }) =>
			parameters.map(({ name }) => name),
		),
	);

const numberIn = (multiple: string): number => Number(multiple.replace(/x\s*$/, ""));

type Body = ShapeOf<typeof fitShape>;

/** What a fit says of one parameter, of all patients or of those of one group. */
interface NamedRow {
	readonly name: string;
	readonly group: string | null;
	readonly path: Path;
	readonly row: Body["parameters"][string];
}

function rowsOf({ parameters, groups = {} }: Body): readonly NamedRow[] {
	const ofAll = Object.entries(parameters).map(([name, row]) => ({ name, group: null, path: ["parameters", name], row }));
	const ofSome = Object.entries(groups).flatMap(([group, rows]) =>
		Object.entries(rows).map(([name, row]) => ({ name, group, path: ["groups", group, name], row })),
	);
	return [...ofAll, ...ofSome];
}

function readKnob(read: PartReader, { name, group, path: start, row }: NamedRow, of: Knob["of"]): readonly Knob[] {
	const key = of === "value" ? "between" : "spread";
	const between = row[key];
	if (between === undefined) return [];
	const [least, most] = [numberIn(between[0]), numberIn(between[1])];
	const path = [...start, key];
	if (!(least > 0)) read.wrong([...path, 0], `"${between[0]}" is not above zero`, 'for example "0.5x"');
	else if (!Number.isFinite(most)) read.wrong([...path, 1], `"${between[1]}" is not a finite multiple`, 'for example "2x"');
	else if (!(least < 1 && most > 1))
		read.wrong(
			path,
			`1x does not lie between ${between[0]} and ${between[1]}`,
			'the value in use is where a fit begins: for example ["0.5x", "2x"]',
		);
	return [{ name, group, of, least, most, because: row.because }];
}

/**
 * Reads a fit with all that can be checked before anything runs. Throws an InputError with every problem.
 *
 *     const fit = parseFit(text, { file: "scenarios/fits/four-trials.yaml", models });
 */
export function parseFit(text: string, { file, models }: FitOptions): Fit {
	const yaml = readYaml(text, file);
	const problems: Problem[] = [];
	const body = checkShape(yaml, fitShape, problems);
	if (!body) throw new InputError(problems);
	const read = partReader(yaml, problems);
	const model = body.model ?? defaults.model;
	const library = models.get(model);
	if (!library) read.wrong(["model"], `unknown model "${model}"`, `${allowedHint(model, models.keys())} See: crsim list models`);
	const known = library && parametersOf(library);
	const groups = library && [...library.model.diseases.keys(), ...library.model.products.keys()];
	for (const group of Object.keys(body.groups ?? {}))
		if (groups && !groups.includes(group))
			read.wrongKey(["groups", group], `unknown disease or product "${group}"`, allowedHint(group, groups));
	const knobs = rowsOf(body).flatMap((one) => {
		const { name, path, row } = one;
		if (known && !known.has(name))
			read.wrongKey(path, `unknown parameter "${name}"`, `${allowedHint(name, known)} See: crsim list parameters`);
		if (row.between === undefined && row.spread === undefined)
			read.wrong(path, "nothing of it may move", 'give bounds of its value or its spread: between: ["0.5x", "2x"]');
		return (["value", "spread"] as const).flatMap((of) => readKnob(read, one, of));
	});
	if (rowsOf(body).length === 0)
		read.wrong(["parameters"], "nothing may move", 'name a parameter: { il6_gain: { between: ["0.5x", "2x"], because: assumed } }');
	for (const [i, name] of body.trials.entries())
		if (body.trials.indexOf(name) < i) read.wrong(["trials", i], `"${name}" is named twice`, "name each trial once");
	throwIfAny(problems);
	return {
		about: body.about,
		model,
		seed: body.seed ?? defaults.seed,
		...(body.rtol === undefined ? {} : { rtol: body.rtol }),
		patients: body.patients,
		lots: body.lots ?? defaults.lots,
		members: body.members,
		steps: body.steps ?? defaults.steps,
		discrepancy: body.discrepancy ?? defaults.discrepancy,
		knobs,
		trials: body.trials,
		uses: body.use ?? defaults.uses,
	};
}

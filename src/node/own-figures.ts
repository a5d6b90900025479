import { basename } from "node:path";
import { roles } from "../chart/role.ts";
import { figuresFor } from "../figures/figures.ts";
import { gradeNamesOf } from "../grading/toxicities.ts";
import { InputError, type Problem } from "../input/problem.ts";
import { yamlReader } from "../input/yaml-reader.ts";
import { unitOf } from "../language/units.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import { readFigureFile } from "../model/read-figures.ts";
import type { Program } from "../simulate/program.ts";
import { type Asked, refuse } from "./asked.ts";
import { readRegular } from "./read-regular.ts";

/** A figure is a page of text at most. */
const largestFile = 100_000;

/** Whether a figure is asked for by its file rather than by its name. */
export const isFigureFile = (name: string): boolean => /\.ya?ml$/i.test(name);

/**
 * Reads figures of one's own: panels as data, as in `models/cart-crs/figures/`. Its columns are those of the programs. Throws an InputError with every problem of a file,
 * and for a figure that does not show so many runs.
 */
export function ownFigures(files: readonly string[], programs: readonly Program[], asked: Asked): readonly ModelFigure[] {
	return files.map((file) => {
		const figure = ownFigure(file, programs);
		if (figuresFor([figure], programs.length).length === 0)
			refuse(
				asked,
				"plots",
				`${file} is a figure of the form ${figure.form}, which does not show ${programs.length === 1 ? "one run" : `${programs.length} runs`}`,
				programs.length === 1 ? "form: panels, drugs or scales shows one run" : "form: comparison shows several runs",
			);
		return figure;
	});
}

function ownFigure(file: string, programs: readonly Program[]): ModelFigure {
	const name = basename(file).replace(/\.ya?ml$/i, "");
	const text = readRegular(file, { most: largestFile, hint: "name the file of a figure" }).toString("utf8");
	const problems: Problem[] = [];
	const path = `figures/${name}.yaml`;
	const texts = { name, folder: "", texts: new Map([[path, text]]), called: new Map([[path, file]]) };
	const columns = new Map(programs.flatMap(({ model }) => model.columns.map((column) => [column.name, unitOf(column.unit)] as const)));
	const grades = [...new Set(programs.flatMap(({ toxicities }) => gradeNamesOf(toxicities)))];
	const figure = readFigureFile({ files: texts, yaml: yamlReader(), problems }, name, { columns, grades, roles });
	if (figure === undefined || problems.length > 0) throw new InputError(problems);
	return figure;
}

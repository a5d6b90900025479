import { eventsCsv, trajectoryCsv } from "../exchange/csv.ts";
import { trajectoryMetadata } from "../exchange/csvw.ts";
import { type FigureName, figures } from "../plots/figures.ts";
import type { Spec } from "../plots/spec-types.ts";
import type { ReportFigure } from "../report/html-report.ts";
import { type Summary, type SummaryFacts, summaryOf } from "../report/summary.ts";
import { defaultOptions, type RunOptions } from "../simulate/options.ts";
import type { Run } from "../simulate/run.ts";
import { version } from "./program.ts";
import type { LoadedScenario } from "./scenario-files.ts";
import { phase } from "./times.ts";
import type { Files } from "./write-files.ts";

/** A scenario that was run. */
export interface Ran {
	readonly loaded: LoadedScenario;
	readonly run: Run;
	readonly options: RunOptions;
}

export function ran(loaded: LoadedScenario, run: Run, given: Partial<RunOptions>): Ran {
	return { loaded, run, options: { ...defaultOptions, ...given } };
}

/** Where a run came from and how it was asked for. */
export function factsOf({ loaded: { scenario, sha256, model }, options }: Ran): SummaryFacts {
	const { every, method, relativeTolerance, maxSteps, seed } = options;
	return {
		scenario: { file: scenario.file, title: scenario.title, sha256 },
		model,
		version: version(),
		seed,
		options: {
			start_h: scenario.from,
			until_h: scenario.until,
			care: scenario.care?.name ?? "none",
			every_h: every,
			method,
			relative_tolerance: relativeTolerance,
			max_steps: maxSteps,
			seed,
			patient: scenario.individual?.patient ?? null,
		},
	};
}

export function summary(one: Ran): Summary {
	return summaryOf(one.run, factsOf(one));
}

const json = (value: unknown) => `${JSON.stringify(value, null, "\t")}\n`;

/** The tables and the summary of one run. */
export function tableFiles(one: Ran): Files {
	const { run } = one;
	const metadata = trajectoryMetadata(run.trajectory, { title: run.title, url: "trajectory.csv" });
	return new Map([
		["trajectory.csv", trajectoryCsv(run.trajectory)],
		["trajectory.csv-metadata.json", json(metadata)],
		["events.csv", eventsCsv(run.events)],
		["summary.json", json(summary(one))],
	]);
}

interface Drawn {
	readonly files: Files;
	readonly figures: readonly ReportFigure[];
	readonly warnings: readonly string[];
}

/** Figures as specification, SVG and PNG. */
export async function drawFigures(names: readonly FigureName[], runs: readonly Run[]): Promise<Drawn> {
	const { renderPng, renderSvg } = await import("./render-figure.ts");
	const files = new Map<string, string | Uint8Array>();
	const drawn: ReportFigure[] = [];
	const warnings: string[] = [];
	// The pixels are made beside this thread, while it draws the next figure.
	const images: (readonly [path: string, png: Promise<Uint8Array>])[] = [];
	for (const name of names) {
		const { title, about, spec } = figures[name];
		const specification: Spec = spec(runs);
		const { svg, warnings: said } = await renderSvg(specification);
		files.set(`plots/${name}.vl.json`, json(specification));
		files.set(`plots/${name}.svg`, svg);
		images.push([`plots/${name}.png`, renderPng(svg)]);
		drawn.push({ name, title, about, svg });
		warnings.push(...said.map((words) => `figure ${name}: ${words}`));
	}
	phase("figures drawn as SVG");
	for (const [path, png] of images) files.set(path, await png);
	phase("figures drawn as PNG");
	return { files, figures: drawn, warnings };
}

/** The report page of one run or several. */
export async function reportFile(runs: readonly Ran[], drawn: readonly ReportFigure[], title?: string): Promise<string> {
	const [{ htmlReport }, { interDataUris }] = await Promise.all([import("../report/html-report.ts"), import("./fonts.ts")]);
	const parts = { runs: runs.map((one) => ({ run: one.run, facts: factsOf(one) })), figures: drawn, fonts: interDataUris() };
	return htmlReport(title === undefined ? parts : { ...parts, title });
}

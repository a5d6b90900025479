import { createHash } from "node:crypto";
import type { FigureSpec } from "../figures/figure-spec.ts";
import type { FigureWishes } from "../figures/figure-wishes.ts";
import { figuresOf } from "../figures/figures.ts";
import { sensitivityFigures, studyFigures } from "../figures/study-figures.ts";
import { studyPages } from "../figures/study-pages.ts";
import { config } from "../figures/theme.ts";
import { allowedHint } from "../input/nearest.ts";
import { type Asked, inCall, refuse } from "./asked.ts";
import { drawableOfRun, type PossibleWishes, wishesFor } from "./check-figure-options.ts";
import type { Comparison } from "./compare-scenarios.ts";
import { figureRenderer } from "./render-figure.ts";
import type { ScenarioRun } from "./run-scenario.ts";
import { runsOf } from "./runs-of.ts";
import type { StudyFound, StudyRun } from "./whole-study.ts";

/** What a Jupyter kernel asks a value for when a cell ends with it. */
const shown: unique symbol = Symbol.for("Jupyter.display");

/** A figure. A notebook shows it when it is the last value of a cell. */
export interface Drawing {
	readonly name: string;
	readonly title: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	/** The figure as a Vega-Lite v6 specification with its data inside. */
	readonly spec: FigureSpec;
	readonly svg: string;
	/** What Vega had to say about it, and which wish could not be met whole. */
	readonly warnings: readonly string[];
	/** The figure by media type. */
	readonly [shown]: () => Readonly<Record<string, string>>;
}

/** What can be drawn. */
export type Drawn = ScenarioRun | Comparison | StudyRun;

interface ToDraw {
	readonly name: string;
	readonly title: string;
	readonly about: string;
	readonly hasSomethingToShow: boolean;
	readonly spec: () => FigureSpec;
}

function ofStudy({ summary, sensitivity }: StudyFound): readonly ToDraw[] {
	const pages = studyPages(summary);
	const others = Object.entries(studyFigures).filter(([, { has }]) => !has(summary));
	const { tornado } = sensitivityFigures;
	return [
		...pages.map((page) => ({ ...page, hasSomethingToShow: true })),
		...others.map(([name, { title, about, spec }]) => ({ name, title, about, hasSomethingToShow: false, spec: () => spec(summary) })),
		{
			name: "tornado",
			...tornado,
			hasSomethingToShow: sensitivity !== null && tornado.has(sensitivity),
			spec: () => tornado.spec(sensitivity!),
		},
	];
}

const figuresIn = (found: Drawn, wishes: FigureWishes): readonly ToDraw[] => {
	const runs = runsOf(found);
	return runs === undefined ? ofStudy(found as StudyRun) : figuresOf(runs, { ...wishes, charted: (found as ScenarioRun).over });
};

/** What can be drawn of a run or a comparison, with what is to be said of the rest. A study has its figures whole. */
function possible(found: Drawn, { days, ...wishes }: FigureWishes, asked: Asked): PossibleWishes {
	const courses = runsOf(found)?.map(drawableOfRun);
	return courses === undefined ? { wishes, said: [] } : wishesFor({ wishes, days }, courses, asked);
}

/** Numbers of the picture to a tenth of a pixel: a third less text, and nobody sees it. */
const short = (svg: string): string =>
	svg.replace(/="[^"]*"/g, (value) => value.replace(/\d+\.\d{2,}(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10)));

async function drawingOf({ name, title, about, spec: made }: Omit<ToDraw, "hasSomethingToShow">): Promise<Drawing> {
	const spec = made();
	const { svg, warnings } = await (await figureRenderer()).svg(spec);
	const sum = createHash("sha256").update(JSON.stringify(spec)).digest("hex").slice(0, 12);
	// Whoever compares outputs sees by the sum that a number has changed which no pixel shows.
	const display = () => ({ "image/svg+xml": short(svg), "text/plain": `${title} (figure ${name}, sha256 of its specification ${sum}…)` });
	return { name, title, about, spec, svg, warnings, [shown]: display };
}

/**
 * Draws a figure of a run, a comparison or a study, by its name. Throws an InputError for a figure that there is not, or that has nothing to show.
 *
 *     const { svg, spec } = await draw(await runScenario("untreated"), "cascade");
 *     await draw(await runStudy("tocilizumab-timing", { patients: 20 }), "timing-map");
 *     await draw(await compare(["untreated", "bulky-untreated"]), "comparison", { columns: ["ferritin", "ice"], days: { from: 0, to: 20 } });
 */
export async function draw(found: Drawn, name: string, wishes: FigureWishes = {}): Promise<Drawing> {
	const asked = inCall("draw");
	const { wishes: drawn, said } = possible(found, wishes, asked);
	const figures = figuresIn(found, drawn);
	const having = figures.filter(({ hasSomethingToShow }) => hasSomethingToShow).map((one) => one.name);
	const figure = figures.find((one) => one.name === name);
	if (figure === undefined) return refuse(asked, "name", `unknown figure "${name}"`, allowedHint(name, having));
	if (!figure.hasSomethingToShow)
		return refuse(asked, "name", `the figure "${name}" has nothing to show here`, `those that have: ${having.join(", ")}`);
	const drawing = await drawingOf(figure);
	return { ...drawing, warnings: [...said, ...drawing.warnings] };
}

/**
 * Draws every figure of a run, a comparison or a study that has something to show.
 *
 *     for (const { name, svg } of await drawAll(await runScenario("untreated"))) writeFileSync(`${name}.svg`, svg);
 */
export async function drawAll(found: Drawn): Promise<readonly Drawing[]> {
	const drawings: Drawing[] = [];
	for (const figure of figuresIn(found, {})) if (figure.hasSomethingToShow) drawings.push(await drawingOf(figure));
	return drawings;
}

/**
 * Draws a Vega-Lite figure of your own with the look of ours.
 *
 *     const data = { values: [{ day: 1, il6: 20 }, { day: 2, il6: 300 }] };
 *     await drawSpec({ data, mark: "line", encoding: { x: { field: "day", type: "quantitative" }, y: { field: "il6", type: "quantitative" } } });
 */
export async function drawSpec(spec: Readonly<Record<string, unknown>>): Promise<Drawing> {
	const { title } = spec as { title?: unknown };
	const words = typeof title === "string" ? title : String((title as { text?: unknown } | undefined)?.text ?? "A figure");
	const own = (spec["config"] ?? {}) as object;
	return drawingOf({ name: "own", title: words, about: "", spec: () => ({ ...(spec as FigureSpec), config: { ...config, ...own } }) });
}

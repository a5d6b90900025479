import type { ShownColumn } from "../chart/charting.ts";
import type { Formulary } from "../chart/formulary.ts";
import { notesOfChart } from "../exchange/graded.ts";
import { laidOver } from "../exchange/lay-over.ts";
import { readCharts } from "../exchange/read-chart.ts";
import { formatProblems } from "../input/format-problems.ts";
import { InputError } from "../input/problem.ts";
import { yamlReader } from "../input/yaml-reader.ts";
import { distanceHead, distanceReading, distanceRows } from "../report/chart-distances.ts";
import type { PlannedOrder } from "../scenario/plan.ts";
import type { Run } from "../simulate/run.ts";
import { inquiryBuilder } from "../treatment/inquiry.ts";
import { type Library, type Models, readLibrary } from "../treatment/library.ts";
import type { LaidCourse, Reading } from "./answer.ts";
import { turnsOf } from "./answer-of-run.ts";
import { movedInquiry, movedOrder, type SharedPlaces } from "./moved-orders.ts";
import type { PartOrder } from "./parts.ts";
import { readScenarioPart, type ScenarioPart } from "./read-scenario-part.ts";

/** The texts that a page brings along for who opens a file in it. Plain data. */
export interface PageTexts {
	readonly model: { readonly name: string; readonly folder: string; readonly texts: readonly (readonly [path: string, text: string])[] };
	/** By name, with what to call each in messages. */
	readonly protocols: Readonly<Record<string, { readonly file: string; readonly text: string }>>;
	/** Shipped scenarios, which one that is opened may extend. */
	readonly scenarios: Readonly<Record<string, string>>;
	/** What charts may name. */
	readonly formulary: Formulary;
	readonly shown: readonly ShownColumn[];
}

/** What a reading worker is asked for. */
export type ReadRequest =
	| { readonly kind: "start"; readonly texts: PageTexts }
	| { readonly kind: "scenario"; readonly text: string; readonly name: string; readonly shared: SharedPlaces }
	| { readonly kind: "chart"; readonly text: string; readonly name: string; readonly run: Run };

/** What it gives. */
export interface ReadReplies {
	readonly start: null;
	readonly scenario: Reading<ScenarioPart>;
	readonly chart: Reading<LaidCourse>;
}

/** What came of a text, or every problem of it with its lines. */
function reading<T>(read: () => T, sources: Readonly<Record<string, string>>): Reading<T> {
	try {
		return { ok: true, value: read() };
	} catch (error) {
		if (!(error instanceof InputError)) throw error;
		return { ok: false, problems: error.problems, words: formatProblems(error.problems, (file) => sources[file]) };
	}
}

/** A scenario of a text: its conditions stand as trees behind those of the page. */
function ownScenario({ shown, part }: ScenarioPart, builder: ReturnType<typeof inquiryBuilder>, shared: SharedPlaces): ScenarioPart {
	const { questions } = builder.inquiry();
	const waiting = Object.entries(part.waiting).map(([id, { orders, row }]): [string, PartOrder] => [
		id,
		{ row, orders: orders.map((order) => movedOrder(order, shared)) },
	]);
	const inquiry = movedInquiry(questions, builder.trees(), shared);
	const moved = (orders: readonly PlannedOrder<number>[]) => orders.map((order) => movedOrder(order, shared));
	const groups = part.population?.groups.map((group) => ({ ...group, standing: moved(group.standing) }));
	const population = part.population && groups && { population: { ...part.population, groups } };
	return { shown, part: { ...part, waiting: Object.fromEntries(waiting), inquiry, ...population } };
}

function chartOver({ text, name, run }: Extract<ReadRequest, { kind: "chart" }>, { formulary, shown }: PageTexts): LaidCourse {
	const charts = readCharts(text, { file: name, formulary, shown });
	const [first] = charts;
	const laid = laidOver(first!, run, first!.id === "" ? name : `${name}, patient ${first!.id}`);
	const others = charts.length > 1 ? [`the chart holds ${charts.length} patients: the first is drawn`] : [];
	const grades = Object.entries(run.toxicities).flatMap(([toxicity, { scale }]) => {
		const course = scale === null ? undefined : laid.courses[scale];
		if (course === undefined) return [];
		const charted = turnsOf(course);
		const day = (hours: number | null) => (hours === null ? null : hours / 24);
		return [
			{ toxicity, charted, attributed: charted, worst: course.worst, onsetDay: day(course.onset), resolvedDay: day(course.resolved) },
		];
	});
	return {
		name: laid.name,
		points: laid.values,
		grades,
		to: laid.to,
		distances: { head: ["", ...distanceHead], rows: distanceRows(run, laid), reading: distanceReading },
		notes: [...others, ...notesOfChart(first!), ...laid.notes],
	};
}

/** What reads texts for a page. The model's own texts are read when the first scenario is. */
export function readDesk() {
	let texts: PageTexts | undefined;
	let models: (Models & { readonly library: Library }) | undefined;
	const known = (): PageTexts => {
		if (texts === undefined) throw new Error("the reader was asked before it was started");
		return texts;
	};
	const modelsOf = ({ model }: PageTexts): Models & { readonly library: Library } => {
		if (models !== undefined) return models;
		const yaml = yamlReader();
		const library = readLibrary({ ...model, texts: new Map(model.texts) }, yaml);
		models = { library, yaml, keys: () => [model.name].values(), get: (name) => (name === model.name ? library : undefined) };
		return models;
	};
	const scenario = ({ text, name, shared }: Extract<ReadRequest, { kind: "scenario" }>): Reading<ScenarioPart> => {
		const { protocols, scenarios } = known();
		const read = modelsOf(known());
		const builder = inquiryBuilder();
		const part = reading(
			() =>
				readScenarioPart(
					{
						name,
						text,
						file: name,
						models: read,
						open: (file) => scenarios[file],
						protocols: { names: () => Object.keys(protocols), open: (protocol) => protocols[protocol] },
					},
					read.library,
					builder,
				),
			{ [name]: text, ...scenarios },
		);
		return part.ok ? { ok: true, value: ownScenario(part.value, builder, shared) } : part;
	};
	return <K extends ReadRequest["kind"]>(request: Extract<ReadRequest, { readonly kind: K }>): ReadReplies[K] => {
		const reply = (): ReadReplies[keyof ReadReplies] => {
			const asked: ReadRequest = request;
			switch (asked.kind) {
				case "start":
					texts = asked.texts;
					return null;
				case "scenario":
					return scenario(asked);
				case "chart":
					return reading(() => chartOver(asked, known()), { [asked.name]: asked.text });
			}
		};
		return reply() as ReadReplies[K];
	};
}

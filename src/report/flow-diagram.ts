import { type Expression, namesIn } from "../language/expression.ts";
import { printExpression } from "../language/print.ts";
import type { Model, Module, State } from "../model/model.ts";
import type { Treatment } from "../treatment/treatment.ts";
import { escapeHtml } from "./escape-html.ts";

/** What a diagram needs besides its own page: the other pages and treatments, to say who reads what. */
export interface Surroundings {
	readonly model: Model;
	readonly treatments: ReadonlyMap<string, Treatment>;
}

/** A term of a state's rate. */
interface Stream {
	readonly into: boolean;
	readonly label: string;
	/** A flow of its own, which treatments and tests can name. */
	readonly named: boolean;
}

interface Neighbor {
	readonly title: string;
	readonly names: readonly string[];
}

const width = 980;
const column = 200;
const gap = 28;
const line = 15;
const mostNames = 7;

/** The additive terms of a rate with their signs. */
function terms(e: Expression, into: boolean): { readonly into: boolean; readonly term: Expression }[] {
	if (e.kind === "binary" && e.operator === "+") return [...terms(e.left, into), ...terms(e.right, into)];
	if (e.kind === "binary" && e.operator === "-") return [...terms(e.left, into), ...terms(e.right, !into)];
	if (e.kind === "negate") return terms(e.of, !into);
	return [{ into, term: e }];
}

const clipped = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Names that multiply the whole of a term; what stands inside of parentheses is only part of it. */
function factorNames(e: Expression): string[] {
	if (e.kind === "binary" && e.operator === "*") return [...factorNames(e.left), ...factorNames(e.right)];
	return e.kind === "name" ? [e.name] : [];
}

/** Streams in and out of a state: a term that is a named flow, alone or times something, carries its name. */
function streamsOf(state: State, page: Module): Stream[] {
	const flows = new Set(page.flows.map((flow) => flow.name));
	return terms(state.rate.expression, true).map(({ into, term }) => {
		if (term.kind === "name") return { into, label: term.name, named: true };
		const own = factorNames(term).filter((name) => flows.has(name));
		return { into, label: own.length === 1 ? own[0]! : printExpression(term), named: own.length === 1 };
	});
}

const formulasOf = (page: Module): Expression[] => [
	...page.states.flatMap((state) => [state.rate.expression, state.start.expression]),
	...[...page.flows, ...page.observables].map((flow) => flow.is.expression),
	...page.hazards.map((hazard) => hazard.rate.expression),
	...page.writes.map((write) => write.is.expression),
];

const namesOf = (page: Module): string[] =>
	[page.states, page.flows, page.observables, page.inputs, page.slots, page.covariates].flatMap((rows) => rows.map((one) => one.name));

const namesRead = (page: Module): Set<string> => new Set(formulasOf(page).flatMap((e) => [...namesIn(e)]));

/** Pages that this one reads, each with the names it takes from there. Parameters are not shown: they are everywhere. */
function readFrom(page: Module, { model, treatments }: Surroundings): Neighbor[] {
	const read = namesRead(page);
	const pages = model.modules
		.filter((other) => other.name !== page.name)
		.map((other) => ({ title: other.name, names: namesOf(other).filter((name) => read.has(name)) }));
	const slots = new Set(page.slots.map((slot) => slot.name));
	const writers = [...treatments.values()].flatMap((one) =>
		one.equations.writes.filter((write) => slots.has(write.slot)).map((write) => `${one.name} → ${write.slot}`),
	);
	return [...pages, { title: "treatments write", names: writers }].filter((one) => one.names.length > 0);
}

/** Pages that read this one, and the slots it writes. */
function readBy(page: Module, { model, treatments }: Surroundings): Neighbor[] {
	const own = new Set(namesOf(page));
	const readers = (others: readonly Module[]) =>
		others
			.filter((other) => other.name !== page.name)
			.map((other) => ({ title: other.name, names: [...namesRead(other)].filter((name) => own.has(name)) }));
	const drugs = readers([...treatments.values()].map((one) => one.equations)).filter((one) => one.names.length > 0);
	const drugNames = drugs.map((one) => `${one.title}: ${one.names.join(", ")}`);
	return [
		...readers(model.modules),
		{ title: "read by treatments", names: drugNames },
		{ title: "writes the slots", names: page.writes.map((write) => write.slot) },
	].filter((one) => one.names.length > 0);
}

const text = (x: number, y: number, words: string, { kind = "", anchor = "start" }: { kind?: string; anchor?: string } = {}): string =>
	`<text x="${x}" y="${y}" text-anchor="${anchor}"${kind === "" ? "" : ` class="${kind}"`}>${escapeHtml(words)}</text>`;

const box = (kind: string, { x, y, w, h }: { x: number; y: number; w: number; h: number }): string =>
	`<rect class="${kind}" x="${x}" y="${y}" width="${w}" height="${h}" rx="7"/>`;

const arrow = (x1: number, x2: number, y: number, kind: string): string =>
	`<path class="${kind}" d="M${x1} ${y}H${x2 - 6}"/><path class="${kind}-tip" d="M${x2} ${y}l-8 -4v8z"/>`;

const neighborHeight = ({ names }: Neighbor): number =>
	26 + line * (Math.min(names.length, mostNames) + (names.length > mostNames ? 1 : 0));

/** The boxes of one side, stacked from the top. */
function neighborColumn(neighbors: readonly Neighbor[], x: number, heading: string): { markup: string; height: number } {
	let y = 30;
	const parts = neighbors.length === 0 ? [] : [text(x, 16, heading, { kind: "heading" })];
	for (const neighbor of neighbors) {
		const h = neighborHeight(neighbor);
		parts.push(box("page", { x, y, w: column, h }), text(x + 10, y + 17, neighbor.title, { kind: "title" }));
		const shown = neighbor.names.slice(0, mostNames).map((name) => clipped(name, 33));
		if (neighbor.names.length > mostNames) shown.push(`… and ${neighbor.names.length - mostNames} more`);
		shown.forEach((name, i) => void parts.push(text(x + 10, y + 33 + i * line, name, { kind: "small" })));
		y += h + 10;
	}
	return { markup: parts.join(""), height: y };
}

/** One state with its arrows in and out. */
function stateRow(
	state: State,
	streams: readonly Stream[],
	{ x, y, w }: { x: number; y: number; w: number },
): { markup: string; height: number } {
	const into = streams.filter((stream) => stream.into);
	const out = streams.filter((stream) => !stream.into);
	const height = Math.max(1, into.length, out.length) * 19 + 12;
	const boxWidth = 150;
	const left = x + (w - boxWidth) / 2;
	const middle = y + height / 2;
	const label = (stream: Stream, i: number, count: number, side: "in" | "out"): string => {
		const at = middle + (i - (count - 1) / 2) * 19;
		const kind = stream.named ? "flow" : "term";
		const clippedLabel = clipped(stream.label, stream.named ? 22 : 26);
		return side === "in"
			? arrow(left - 26, left, at, kind) + text(left - 31, at + 4, clippedLabel, { kind, anchor: "end" })
			: arrow(left + boxWidth, left + boxWidth + 26, at, kind) + text(left + boxWidth + 31, at + 4, clippedLabel, { kind });
	};
	const markup = [
		...into.map((stream, i) => label(stream, i, into.length, "in")),
		...out.map((stream, i) => label(stream, i, out.length, "out")),
		box("state", { x: left, y: y + 2, w: boxWidth, h: height - 4 }),
		text(left + boxWidth / 2, middle + 4, clipped(state.name, 23), { kind: "name", anchor: "middle" }),
	].join("");
	return { markup, height };
}

/** Flows that are in no rate: what the page computes for others. */
function signalsOf(page: Module, streams: readonly Stream[]): string[] {
	const used = new Set(streams.filter((stream) => stream.named).map((stream) => stream.label));
	return [...page.flows, ...page.observables].map((flow) => flow.name).filter((name) => !used.has(name));
}

/** Names set side by side in lines of at most `most` characters. */
function wrappedNames(names: readonly string[], most: number): string[] {
	const lines: string[] = [];
	for (const name of names) {
		const last = lines.at(-1);
		if (last === undefined || last.length + name.length + 3 > most) lines.push(name);
		else lines[lines.length - 1] = `${last} · ${name}`;
	}
	return lines;
}

/**
 * The flows of a page as an SVG drawing: what it reads on the left, its states with arrows in and out in the middle, who reads it on the
 * right. Bold labels are named flows; thin ones are terms that stand in the rate itself.
 */
export function flowDiagram(page: Module, surroundings: Surroundings): string {
	const x = column + gap;
	const w = width - 2 * (column + gap);
	const left = neighborColumn(readFrom(page, surroundings), 0, "reads");
	const right = neighborColumn(readBy(page, surroundings), width - column, "is read by");
	const streams = page.states.map((state) => streamsOf(state, page));
	const parts: string[] = [];
	let y = 40;
	page.states.forEach((state, i) => {
		const drawn = stateRow(state, streams[i]!, { x, y, w });
		parts.push(drawn.markup);
		y += drawn.height + 6;
	});
	const signals = wrappedNames(signalsOf(page, streams.flat()), 88);
	if (signals.length > 0) {
		parts.push(text(x + 12, y + 16, page.states.length > 0 ? "computed from these" : "computed", { kind: "heading" }));
		signals.forEach((names, i) => void parts.push(text(x + 12, y + 34 + i * line, names, { kind: "small" })));
		y += 34 + signals.length * line;
	}
	const height = Math.max(left.height, right.height, y + 12);
	const frame = box("own", { x, y: 30, w, h: Math.max(y - 24, 40) });
	const joints = [
		...(left.height > 40 ? [arrow(column + 4, x - 2, 48, "link")] : []),
		...(right.height > 40 ? [arrow(x + w + 2, width - column - 4, 48, "link")] : []),
	];
	const title = `Flows of ${page.name}: ${page.states.length} states`;
	return `<svg class="flows" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}"><title>${escapeHtml(title)}</title>${text(x, 16, page.name, { kind: "heading" })}${frame}${joints.join("")}${parts.join("")}${left.markup}${right.markup}</svg>`;
}

import type { Formulary } from "../chart/formulary.ts";
import { allowedHint } from "../input/nearest.ts";
import type { Problem } from "../input/problem.ts";
import { checkShape, type ShapeOf } from "../input/shape.ts";
import type { YamlReader } from "../input/yaml-reader.ts";
import { inUnit, readQuantity, wrongDimension } from "../language/quantity.ts";
import { type PartReader, partReader } from "../language/read-parts.ts";
import { sameDimension, unitOf } from "../language/units.ts";
import { gathering } from "../model/read-model.ts";
import { type LeftOut, leftOutAt, type Protocol, type Rule } from "./protocol.ts";
import { protocolShape } from "./protocol-shape.ts";
import { readRule, treatmentNamed } from "./read-rule.ts";
import type { Treatment } from "./treatment.ts";

/** The protocols at hand, by name; whoever opens files hands them in. */
export interface ProtocolTexts {
	readonly names: () => Iterable<string>;
	/** By name or file name; undefined when there is none. */
	readonly open: (name: string) => { readonly file: string; readonly text: string } | undefined;
}

interface ReadContext {
	readonly texts: ProtocolTexts;
	readonly treatments: ReadonlyMap<string, Treatment>;
	readonly formulary: Formulary;
	/** Whether a name that the model lacks is known to others, and so not misspelled. */
	readonly isKnownElsewhere: (name: string) => boolean;
	readonly yaml: YamlReader;
	readonly problems: Problem[];
	/** Files that are being read, the outermost first. */
	readonly above: readonly string[];
}

type Body = ShapeOf<typeof protocolShape>;

const hour = unitOf("h");
const mostLayers = 8;
const mostRules = 500;
const usualLook = 1;

/** `p4` for `p4.yaml`. */
const plain = (name: string) => name.replace(/\.ya?ml$/, "");

/** The time between looks: `1 h` or `every 1 h`. */
function readLook(read: PartReader, body: Body): number | null {
	if (body.look === undefined) return null;
	const written = String(body.look);
	const found = readQuantity(written.replace(/^every\s+/, ""), "1 h");
	const wrong = (message: string, hint = 'for example "1 h"') => {
		read.wrong(["look"], message, hint);
		return null;
	};
	if (!("quantity" in found)) return wrong(found.message, found.hint);
	if (!sameDimension(found.quantity.unit, hour)) return wrong(wrongDimension(written, found.quantity.unit, hour, "1 h"));
	const hours = inUnit(found.quantity, hour);
	return hours >= 1 / 60 && hours <= 24 ? hours : wrong(`"${written}" is not between 1 min and 24 h`);
}

/** Rules of one layer laid over those before: a name that stands there already is replaced in its place. */
function laidOver(under: readonly Rule[], over: readonly Rule[]): Rule[] {
	const replaced = under.map((rule) => over.find((one) => one.name === rule.name) ?? rule);
	return [...replaced, ...over.filter((rule) => !under.some((one) => one.name === rule.name))];
}

/** What `without` leaves of the rules that were taken over. */
function leftOf(read: PartReader, body: Body, rules: readonly Rule[], leftOut: readonly LeftOut[]): Rule[] {
	const named = rules.flatMap((rule) => [rule.name, ...(rule.group === null ? [] : [rule.group])]);
	const names = new Set([...named, ...leftOut.map(({ name }) => name)]);
	(body.without ?? []).forEach((name, i) => {
		if (!names.has(name)) read.wrong(["without", i], `there is no rule or group "${name}" to leave out`, allowedHint(name, names));
	});
	const isOut = (name: string | null) => name !== null && (body.without ?? []).includes(name);
	return rules.filter((rule) => !isOut(rule.name) && !isOut(rule.group));
}

function checkNames(read: PartReader, rows: NonNullable<Body["rules"]>, treatments: ReadonlyMap<string, Treatment>): void {
	rows.forEach(({ name }, i) => {
		const at = ["rules", i, "name"];
		const first = rows.findIndex((row) => row.name === name);
		if (first < i) read.wrong(at, `the name "${name}" is already used by rules[${first}]`, "give each rule a name of its own");
		if (treatments.has(name))
			read.wrong(at, `"${name}" is a treatment; conditions could not tell the two apart`, "give the rule another name");
	});
}

/** The protocols that a layer extends, one after the other. */
function basesOf(read: PartReader, body: Body, context: ReadContext): Protocol[] {
	const names = body.extends === undefined ? [] : [body.extends].flat();
	return names.flatMap((name, i) => {
		const at = typeof body.extends === "string" ? ["extends"] : ["extends", i];
		const opened = context.texts.open(name);
		if (!opened) {
			read.wrong(at, `unknown protocol "${name}"`, `${allowedHint(plain(name), context.texts.names())} See: crsim list protocols`);
			return [];
		}
		if (context.above.includes(opened.file)) {
			const circle = [...context.above.slice(context.above.indexOf(opened.file)), opened.file];
			read.wrong(at, `protocols extend each other in a circle: ${circle.join(" -> ")}`, "remove extends: from one of them");
			return [];
		}
		if (context.above.length >= mostLayers) {
			read.wrong(at, `more than ${mostLayers} files extend each other`, "combine some of them");
			return [];
		}
		return readLayer(plain(name), opened, context) ?? [];
	});
}

function readLayer(name: string, { file, text }: { file: string; text: string }, context: ReadContext): Protocol | undefined {
	const own: Problem[] = [];
	const yaml = gathering(context.problems, () => context.yaml(text, file));
	const body = yaml && checkShape(yaml, protocolShape, own);
	context.problems.push(...own);
	if (!yaml || !body) return undefined;
	const read = partReader(yaml, context.problems);
	const bases = basesOf(read, body, { ...context, above: [...context.above, file] });
	const lacking = bases.flatMap((base) => base.leftOut);
	const taken = leftOf(
		read,
		body,
		bases.reduce<Rule[]>((rules, base) => laidOver(rules, base.rules), []),
		lacking,
	);
	checkNames(read, body.rules ?? [], context.treatments);
	const { treatments, formulary } = context;
	const optional = body.optional ?? false;
	const isLeft = (row: NonNullable<Body["rules"]>[number]) => {
		const treatment = treatmentNamed(row);
		return optional && treatment !== undefined && !treatments.has(treatment) && context.isKnownElsewhere(treatment);
	};
	const leftOut = (body.rules ?? []).flatMap((row, i) =>
		isLeft(row) ? [leftOutAt(yaml.place(["rules", i]), row.name, `the model has no ${treatmentNamed(row)}`)] : [],
	);
	const rules = (body.rules ?? []).flatMap((row, i) =>
		isLeft(row) ? [] : (readRule(read, ["rules", i], row, { treatments, formulary, optional }) ?? []),
	);
	const look = readLook(read, body) ?? (bases.length === 0 ? usualLook : Math.min(...bases.map((base) => base.look)));
	if (taken.length + rules.length > mostRules) read.wrong(["rules"], `there are more than ${mostRules} rules`);
	const all = [...lacking.filter(({ name: rule }) => !body.without?.includes(rule)), ...leftOut];
	return { name, file, about: body.about, look, rules: laidOver(taken, rules), leftOut: all };
}

/** A protocol and what is wrong with it; undefined when there is no such protocol or nothing usable in it. */
export interface ReadProtocol {
	readonly protocol: Protocol | undefined;
	readonly problems: readonly Problem[];
}

/**
 * Reads a protocol with those it extends laid under it, each rule with the place where it really stands.
 *
 *     const { protocol, problems } = readProtocol("p4", { texts, treatments: library.treatments, formulary: library.formulary, isKnownElsewhere: () => false, yaml: readYaml });
 */
export function readProtocol(name: string, context: Omit<ReadContext, "above" | "problems">): ReadProtocol {
	const problems: Problem[] = [];
	const opened = context.texts.open(name);
	return { protocol: opened && readLayer(plain(name), opened, { ...context, problems, above: [] }), problems };
}

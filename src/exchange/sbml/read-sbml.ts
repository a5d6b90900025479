import { throwIfAny } from "../../input/problem.ts";
import { readEvents } from "./read-events.ts";
import { readXml, type XmlElement } from "./read-xml.ts";
import { type Refusals, refusals } from "./refusals.ts";
import type { SbmlModel, SbmlReaction, SbmlReference } from "./sbml-model.ts";
import { timeUnitOf } from "./time-unit.ts";

const core = /^http:\/\/www\.sbml\.org\/sbml\/level(?:2\/version[45]|3\/version[12]\/core)$/;

const child = ({ children }: XmlElement, name: string) => children.find((one) => one.name === name);
const mathIn = (at: XmlElement) => child(at, "math")?.children[0];

/** Reads the attributes of SBML elements; what is missing or no number is refused. */
function attributeReader({ refuse }: Refusals) {
	const word = (at: XmlElement, name: string): string => {
		const value = at.attributes[name];
		if (value === undefined) refuse(at, `${name} is missing`);
		return value ?? "";
	};
	const value = (at: XmlElement, name: string): number | undefined => {
		const written = at.attributes[name]?.trim();
		if (written === undefined) return undefined;
		const read = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(written) ? Number(written) : Number.NaN;
		if (!Number.isFinite(read)) refuse(at, `${name} "${written}" is not a finite number`, "crsim computes with finite numbers only");
		return Number.isFinite(read) ? read : 0;
	};
	const truth = (at: XmlElement, name: string, otherwise: boolean) => {
		const written = at.attributes[name];
		return written === undefined ? otherwise : written === "true" || written === "1";
	};
	return { word, value, truth };
}

type AttributeReader = ReturnType<typeof attributeReader>;

function referencesOf(reaction: XmlElement, level: number, { word, value }: AttributeReader): SbmlReference[] {
	const inList = (list: string, sign: 1 | -1) =>
		(child(reaction, list)?.children ?? [])
			.filter(({ name }) => name === "speciesReference")
			.map((at): SbmlReference => {
				const inside = child(at, "stoichiometryMath");
				return {
					at,
					species: word(at, "species"),
					id: at.attributes["id"],
					stoichiometry: value(at, "stoichiometry") ?? (level === 2 ? 1 : undefined),
					math: inside && mathIn(inside),
					sign,
				};
			});
	return [...inList("listOfReactants", -1), ...inList("listOfProducts", 1)];
}

function reactionOf(at: XmlElement, level: number, read: AttributeReader, { refuse }: Refusals): SbmlReaction {
	if (read.truth(at, "fast", false))
		refuse(
			at,
			"this reaction is fast: its balance is an equation without a rate",
			"give it a rate, or write what it holds in balance as a rule",
		);
	const law = child(at, "kineticLaw");
	const locals = (law?.children ?? [])
		.filter(({ name }) => name === "listOfParameters" || name === "listOfLocalParameters")
		.flatMap(({ children }) => children)
		.map((one) => ({ id: read.word(one, "id"), at: one, value: read.value(one, "value"), constant: true }));
	return { id: read.word(at, "id"), at, references: referencesOf(at, level, read), law: law && mathIn(law), locals };
}

/** The model of an SBML file, and what is refused of it as a whole. */
function modelIn(root: XmlElement, { refuse }: Refusals): XmlElement | undefined {
	if (root.name !== "sbml") refuse(root, `expected an SBML file, found <${root.name}>`);
	else if (!core.test(root.space))
		refuse(
			root,
			`SBML level ${root.attributes["level"] ?? "?"} version ${root.attributes["version"] ?? "?"} is not read`,
			"read: level 2 version 4 and 5, level 3 version 1 and 2",
		);
	else {
		const model = child(root, "model");
		if (!model) refuse(root, "there is no model in this file");
		return model;
	}
	return undefined;
}

/** What the reader knows nothing of, though it decides the numbers. */
function refuseUnread(root: XmlElement, model: XmlElement, { refuse }: Refusals): void {
	for (const [name, value] of Object.entries(root.attributes)) {
		const needed = /^(\w+):required$/.exec(name)?.[1];
		if (needed !== undefined && value === "true") refuse(root, `the package "${needed}" decides what this model means, and is not read`);
	}
	for (const list of model.children) {
		if (list.name === "listOfConstraints" || list.space !== model.space) continue;
		for (const one of list.children) {
			if (one.name === "algebraicRule")
				refuse(one, "an algebraic rule is an equation to be solved at every instant, which crsim does not do");
		}
	}
}

/**
 * Reads the core of an SBML file (level 2 version 4 to level 3 version 2). Throws an InputError with everything that cannot be read.
 *
 *     readSbml(text, "goldbeter.xml").species.map(({ id }) => id)
 */
export function readSbml(text: string, file: string): SbmlModel {
	const root = readXml(text, file);
	const gathered = refusals(file);
	const model = modelIn(root, gathered);
	throwIfAny(gathered.problems);
	const at = model!;
	const level = Number(root.attributes["level"]);
	const read = attributeReader(gathered);
	const { word, value, truth } = read;
	const rows = (name: string) => child(at, name)?.children ?? [];
	refuseUnread(root, at, gathered);
	const result: SbmlModel = {
		name: at.attributes["name"] ?? at.attributes["id"] ?? "",
		at,
		level,
		compartments: rows("listOfCompartments").map((one) => ({
			id: word(one, "id"),
			at: one,
			size: value(one, "size"),
			constant: truth(one, "constant", true),
			isPoint: one.attributes["spatialDimensions"] === "0",
		})),
		species: rows("listOfSpecies").map((one) => ({
			id: word(one, "id"),
			at: one,
			compartment: word(one, "compartment"),
			amount: value(one, "initialAmount"),
			concentration: value(one, "initialConcentration"),
			isAmount: truth(one, "hasOnlySubstanceUnits", false),
			boundary: truth(one, "boundaryCondition", false),
			constant: truth(one, "constant", false),
			conversionFactor: one.attributes["conversionFactor"],
		})),
		parameters: rows("listOfParameters").map((one) => ({
			id: word(one, "id"),
			at: one,
			value: value(one, "value"),
			constant: truth(one, "constant", true),
		})),
		reactions: rows("listOfReactions").map((one) => reactionOf(one, level, read, gathered)),
		rules: rows("listOfRules").flatMap((one) =>
			one.name === "algebraicRule"
				? []
				: [{ at: one, kind: one.name === "rateRule" ? "rate" : "assignment", variable: word(one, "variable"), math: mathIn(one) }],
		),
		assignments: rows("listOfInitialAssignments").map((one) => ({ at: one, symbol: word(one, "symbol"), math: mathIn(one) })),
		functions: rows("listOfFunctionDefinitions").map((one) => {
			const lambda = mathIn(one);
			const parts = lambda?.children ?? [];
			const bound = parts.filter(({ name }) => name === "bvar").map(({ children }) => children[0]?.texts[0]?.trim() ?? "");
			return { id: word(one, "id"), at: one, arguments: bound, body: parts.find(({ name }) => name !== "bvar") };
		}),
		events: readEvents(rows("listOfEvents")),
		conversionFactor: at.attributes["conversionFactor"],
		timeUnit: timeUnitOf(at, level),
	};
	throwIfAny(gathered.problems);
	return result;
}

import { join } from "node:path";
import { figures } from "../figures/figures.ts";
import { scales } from "../grading/scales.ts";
import { readYaml } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import { type Asker, functionsOf, runFunction, signatureOf } from "../language/run-functions.ts";
import { defaultMethod, methods } from "../ode/methods.ts";
import { outcomeFacts } from "../population/outcome-functions.ts";
import { type Asked, inCall, refuse, refuseOthers } from "./asked.ts";
import { type ListKind, listKinds } from "./list-kinds.ts";
import type { ListOptions, ModelListings, Named } from "./list-model.ts";
import { home } from "./model-files.ts";
import { oneLine } from "./one-line.ts";
import { protocolsFor } from "./protocol-files.ts";
import { readText, shippedScenarios } from "./read-text.ts";
import { findStudy, shippedStudies } from "./study-texts.ts";

/** One line of each list. */
export interface Listings extends ModelListings {
	readonly scenarios: Named;
	readonly protocols: Named;
	readonly studies: Named;
	readonly outcomes: Named;
	readonly conditions: Named;
	readonly plots: { readonly name: string; readonly title: string; readonly about: string };
	readonly scales: { readonly id: string; readonly title: string; readonly source: string };
	readonly methods: { readonly name: string; readonly standing: "default" | "" };
}

type Lines<K extends ListKind> = readonly Listings[K][];

const aboutOf = (text: string, file: string): string => oneLine((readYaml(text, file).value as { about?: string } | null)?.about ?? "");

function functionsFor(asker: Asker): Named[] {
	return functionsOf(asker).map((name) => ({ name: signatureOf(name, asker), about: runFunction(name, asker)!.about }));
}

const ofProgram: { readonly [K in Exclude<ListKind, keyof ModelListings>]: () => Lines<K> } = {
	scenarios: () =>
		shippedScenarios().map((file) => {
			const path = join(home, "scenarios", file);
			return { name: file.replace(/\.yaml$/, ""), about: aboutOf(readText(path), path) };
		}),
	protocols: () => {
		const texts = protocolsFor(join(home, "scenarios", "any.yaml"));
		return [...texts.names()].map((name) => {
			const { file, text } = texts.open(name)!;
			return { name, about: aboutOf(text, file) };
		});
	},
	studies: () =>
		shippedStudies().map((name) => {
			const path = findStudy(name);
			return { name, about: aboutOf(readText(path), path) };
		}),
	outcomes: () => [...functionsFor("outcome"), ...Object.entries(outcomeFacts).map(([name, { about }]) => ({ name, about }))],
	conditions: () => functionsFor("condition"),
	plots: () => Object.entries(figures).map(([name, { title, about }]) => ({ name, title, about })),
	scales: () => Object.values(scales).map(({ id, title, source }) => ({ id, title, source })),
	methods: () => Object.keys(methods).map((name) => ({ name, standing: name === defaultMethod ? "default" : "" })),
};

const isOfProgram = (kind: ListKind): kind is keyof typeof ofProgram => Object.hasOwn(ofProgram, kind);

/** The lines of a list; problems of the options are told in the words of whoever asked. */
export async function listOf<K extends ListKind>(kind: K, options: ListOptions, asked: Asked): Promise<Lines<K>> {
	if (!listKinds.includes(kind)) refuse(asked, "kind", `"${kind}" cannot be listed`, allowedHint(kind, listKinds));
	if (isOfProgram(kind)) return (ofProgram[kind] as () => Lines<K>)();
	// Whatever reads models (mathjs, zod) is loaded when it is needed: it takes as long as all the rest.
	const { listOfModel } = await import("./list-model.ts");
	return listOfModel(kind, options, asked) as Lines<K>;
}

/**
 * Lists everything of a kind that can be named, like `crsim list`: scenarios, protocols, studies, treatments, parameters, columns, scales, …
 * Throws an InputError for a kind or a model that there is not.
 *
 *     const scenarios = await listAll("scenarios");
 *     for (const { name, value, unit } of await listAll("parameters", { model: "cart-crs" })) console.log(name, value, unit);
 */
export async function listAll<K extends ListKind>(kind: K, options: ListOptions = {}): Promise<readonly Listings[K][]> {
	const asked = inCall("listAll");
	refuseOthers(asked, options, ["model", "models"]);
	return listOf(kind, options, asked);
}

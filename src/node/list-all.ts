import { allowedHint } from "../input/nearest.ts";
import { type Asked, inCall, refuse, refuseOthers } from "./asked.ts";
import type { FileListings } from "./list-files.ts";
import { type ListKind, listKinds } from "./list-kinds.ts";
import type { ListOptions, ModelListings } from "./list-model.ts";
import type { ProgramListings } from "./list-program.ts";

/** One line of each list. */
export interface Listings extends FileListings, ProgramListings, ModelListings {}

/** The lines of a list; problems of the options are told in the words of whoever asked. */
export async function listOf<K extends ListKind>(kind: K, options: ListOptions, asked: Asked): Promise<readonly Listings[K][]> {
	if (!listKinds.includes(kind)) refuse(asked, "kind", `"${kind}" cannot be listed`, allowedHint(kind, listKinds));
	const lines = await linesOf(kind, options, asked);
	return lines as readonly Listings[K][];
}

/** Only what a list needs is loaded: to know the scenarios nobody has to read a model, which takes ten times as long. */
async function linesOf(kind: ListKind, options: ListOptions, asked: Asked): Promise<readonly Listings[ListKind][]> {
	switch (kind) {
		case "scenarios":
		case "protocols":
		case "studies":
		case "trials":
		case "fits":
		case "ensembles":
		case "lessons":
		case "figures":
			return (await import("./list-files.ts")).listsOfFiles[kind]();
		case "outcomes":
		case "conditions":
		case "scales":
		case "methods":
			return (await import("./list-program.ts")).listsOfProgram[kind]();
		default:
			return (await import("./list-model.ts")).listOfModel(kind, options, asked);
	}
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

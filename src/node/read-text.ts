import { readdirSync } from "node:fs";
import { join } from "node:path";
import { allowedHint } from "../input/nearest.ts";
import { home } from "./model-files.ts";
import { readRegular } from "./read-regular.ts";

/** Bytes of a scenario, protocol or study. */
const largestFile = 1_000_000;

/** Names of the scenarios that come with the program. */
export function shippedScenarios(): string[] {
	const folder = join(home, "scenarios");
	return readdirSync(folder)
		.filter((name) => name.endsWith(".yaml"))
		.sort();
}

/** The text of a file that a person named; an InputError says why it cannot be read. */
export function readText(file: string): string {
	const missing = () => `${allowedHint(file, shippedScenarios())} See: crsim list scenarios`;
	return readRegular(file, { most: largestFile, hint: "name a .yaml file", missing }).toString("utf8");
}

import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../input/problem.ts";
import { discard } from "./discard.ts";
import { version } from "./program.ts";
import { type Files, writeFiles, writingInto } from "./write-files.ts";

/** What stands beside results and says which files are ours, each with its hash. */
export const manifestFile = "manifest.json";
/** What a folder of a study says of itself. */
export const studyFile = "study.json";

export const hashOf = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** The hash of a file; undefined where no plain file stands. */
function hashAt(path: string): string | undefined {
	return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? hashOf(readFileSync(path)) : undefined;
}

/** A path that stays inside its folder, whatever a manifest says that somebody else has written. */
const staysInside = (path: string): boolean => /^[^/\\]/.test(path) && path.split(/[/\\]/).every((part) => part !== ".." && part !== "");

/** The files that a manifest lists, with the hash that each had when it was written; none where there is no manifest. */
function listedIn(folder: string): ReadonlyMap<string, string> {
	try {
		const { files } = JSON.parse(readFileSync(join(folder, manifestFile), "utf8")) as { files?: Record<string, unknown> };
		const rows = Object.entries(files ?? {}).filter((row): row is [string, string] => typeof row[1] === "string" && staysInside(row[0]));
		return new Map(rows);
	} catch {
		return new Map();
	}
}

const some = (paths: readonly string[]) =>
	paths.length > 3 ? `${paths.slice(0, 3).join(", ")} and ${paths.length - 3} more` : paths.join(", ");

export function refuseFolder(folder: string, message: string, hint: string): never {
	throw new InputError([{ file: folder, line: 1, column: 1, key: "", message, hint }]);
}

/** Refuses to write over files that are not ours, or that somebody has changed since. */
export function refuseForeign(folder: string, paths: readonly string[]): void {
	if (paths.length === 0) return;
	const what = paths.length === 1 ? "is not a result of crsim, or was changed since" : "are not results of crsim, or were changed since";
	refuseFolder(folder, `${some(paths)} ${what}`, "give another folder with --out, or overwrite with --force");
}

/** How a folder is to be written. */
export interface Overwriting {
	/** Also over files that are not results, or that somebody has changed. */
	readonly force?: boolean | undefined;
}

function removeEmpty(folder: string): void {
	if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/**
 * Writes the results of a run, or of several side by side, so that the folder holds these and nothing of those before: results that stood there
 * and are not among the new ones are removed, and their paths given back. Files of anybody else are let be; in the way of a result they are
 * refused, unless forced. Throws an InputError.
 */
export function writeResultFolder(folder: string, files: Files, { force = false }: Overwriting): readonly string[] {
	if (existsSync(join(folder, studyFile))) refuseFolder(folder, "this folder holds parts of a study", "give another folder with --out");
	const listed = listedIn(folder);
	const hashes = new Map([...files].map(([path, content]) => [path, hashOf(content)]));
	const standing = writingInto(folder, () =>
		[...new Set([...listed.keys(), ...hashes.keys()])].flatMap((path) => {
			const found = hashAt(join(folder, path));
			return found === undefined ? [] : [{ path, isOurs: found === listed.get(path) || found === hashes.get(path) }];
		}),
	);
	const manifest = `${JSON.stringify({ version: version(), files: Object.fromEntries(hashes) }, null, "\t")}\n`;
	const hasOther = listed.size === 0 && hashAt(join(folder, manifestFile)) !== undefined;
	if (!force)
		refuseForeign(
			folder,
			[...standing.filter(({ isOurs }) => !isOurs).map(({ path }) => path), ...(hasOther ? [manifestFile] : [])].sort(),
		);
	writeFiles(folder, new Map([...files, [manifestFile, manifest]]));
	const stale = standing.map(({ path }) => path).filter((path) => !hashes.has(path));
	for (const path of stale) {
		discard(join(folder, path));
		if (dirname(path) !== ".") removeEmpty(join(folder, dirname(path)));
	}
	return stale.sort();
}

/** Adds files to those that the manifest of a study lists. */
export function addToManifest(folder: string, files: Files): void {
	const path = join(folder, manifestFile);
	if (!existsSync(path)) return;
	const manifest = JSON.parse(readFileSync(path, "utf8")) as { files: Record<string, string> };
	const added = Object.fromEntries([...files].map(([name, content]) => [name, hashOf(content)]));
	writeFiles(folder, new Map([[manifestFile, `${JSON.stringify({ ...manifest, files: { ...manifest.files, ...added } }, null, "\t")}\n`]]));
}

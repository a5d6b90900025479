import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { InputError } from "../input/problem.ts";
import { discard } from "./discard.ts";
import { makeFolder } from "./make-folder.cjs";
import { replaceFile } from "./replace-file.ts";

/** Files by their path inside a folder. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

const reasons: Readonly<Record<string, string>> = {
	EACCES: "there is no permission to write into this folder",
	EPERM: "there is no permission to write into this folder",
	EROFS: "this folder is read-only",
	ENOSPC: "the disk is full",
	ENOTDIR: "a part of this path is a file, not a folder",
	EEXIST: "expected a folder, found a file",
	EISDIR: "expected a file, found a folder",
	ENOENT: "the folder cannot be made",
	ENAMETOOLONG: "the path is too long",
	EMFILE: "too many files are open",
	ENFILE: "too many files are open",
	EBUSY: "a file there is open in another program",
};

/** What the system refused, as a problem of the folder; anything else as it came. */
function refusal(folder: string, error: unknown): unknown {
	const { code, message } = error as { code?: string; message: string };
	if (code === undefined) return error;
	return new InputError([
		{
			file: folder,
			line: 1,
			column: 1,
			key: "--out",
			message: `cannot write: ${reasons[code] ?? message}`,
			hint: "give another folder: --out results",
		},
	]);
}

/** Does work that writes into a folder. Throws an InputError that names the reason when the system refuses it. */
export function writingInto<T>(folder: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw refusal(folder, error);
	}
}

/** The same for work that waits. */
export async function writingIntoLater<T>(folder: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw refusal(folder, error);
	}
}

/**
 * Writes files into a folder, made if it is missing. Each is written aside first, under a name that nobody can foresee, and then renamed, so
 * that it appears whole or not at all, and in place of a link that stands there; when one cannot be written none is. Throws an InputError that
 * names the reason.
 */
export function writeFiles(folder: string, files: Files): void {
	const whole = resolve(folder);
	const aside: { from: string; to: string }[] = [];
	try {
		for (const [path, content] of files) {
			const to = join(whole, path);
			if (!to.startsWith(whole.endsWith(sep) ? whole : whole + sep)) throw new Error(`${path} is outside of the folder`);
			// Hidden: who reads all tables of a folder passes over it.
			const from = join(dirname(to), `.${basename(to)}.${randomUUID()}.part`);
			makeFolder(dirname(to));
			aside.push({ from, to });
			writeFileSync(from, content, { flag: "wx" });
		}
		for (const { from, to } of aside) replaceFile(from, to);
	} catch (error) {
		for (const { from } of aside) discard(from);
		throw refusal(folder, error);
	}
}

import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { InputError } from "../input/problem.ts";

/** How a file is read, and what to say where it cannot be. */
export interface Reading {
	/** Most bytes. */
	readonly most: number;
	/** What to do about it; a row of its own for a file that is not there. */
	readonly hint?: string;
	readonly missing?: () => string;
}

const reasons: Readonly<Record<string, string>> = {
	ENOENT: "there is no such file",
	ENOTDIR: "there is no such file",
	EISDIR: "this is a folder, not a file",
	EMFILE: "too many files are open",
	ENFILE: "too many files are open",
};

/** Why the system does not open a file, by its code, and what to do. */
export function whyUnread(code: string): { readonly message: string; readonly hint?: string } {
	const reason = reasons[code];
	return reason === undefined ? { message: `the file cannot be read (${code})`, hint: "check its permissions" } : { message: reason };
}

/** Bytes of an open file up to its end; undefined when there are more than `most`. What its size says is not believed: a device has none. */
function upTo(handle: number, most: number, size: number): Buffer | undefined {
	let bytes = Buffer.alloc(Math.min(size, most) + 1);
	for (let length = 0; ; ) {
		const read = readSync(handle, bytes, length, bytes.length - length, null);
		length += read;
		if (length > most) return undefined;
		if (read === 0) return bytes.subarray(0, length);
		if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(length * 2, most + 1));
	}
}

/**
 * The bytes of a regular file. Throws an InputError that says why not: no such file, a folder, a pipe or device (which could wait or go on for
 * ever), more bytes than `most`.
 *
 *     readRegular("scenario.yaml", { most: 1_000_000 }).toString("utf8")
 */
export function readRegular(file: string, { most, hint, missing }: Reading): Buffer {
	const refuse = (message: string, advice = hint): never => {
		throw new InputError([{ file, line: 1, column: 1, key: "", message, ...(advice === undefined ? {} : { hint: advice }) }]);
	};
	let handle: number | undefined;
	try {
		// A pipe that nobody writes to would be waited for.
		handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		const status = fstatSync(handle);
		if (status.isDirectory()) return refuse(whyUnread("EISDIR").message);
		if (!status.isFile()) return refuse("this is a pipe or a device, not a regular file", "save it as a file first");
		return upTo(handle, most, status.size) ?? refuse(`the file has more than ${most} bytes`, `at most ${most} are allowed`);
	} catch (error) {
		const { code } = error as { code?: string };
		if (error instanceof InputError || code === undefined) throw error;
		const why = whyUnread(code);
		return refuse(why.message, code === "ENOENT" && missing ? missing() : (hint ?? why.hint));
	} finally {
		if (handle !== undefined) closeSync(handle);
	}
}

/** The bytes of a regular file; none when it cannot be read. */
export function bytesIfRegular(file: string, most: number): Buffer | undefined {
	try {
		return readRegular(file, { most });
	} catch {
		return undefined;
	}
}

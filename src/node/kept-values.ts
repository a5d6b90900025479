import { createHash, randomUUID } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { cacheOf } from "./cache-folder.cjs";
import { discard } from "./discard.ts";
import { replaceFile } from "./replace-file.ts";

/** More files than these are not kept. */
const most = 64;
/** Nor are larger ones: a scenario has half a megabyte, a study of six arms four; one of a hundred cells is read anew. */
const largest = 8_000_000;
const sumLength = 32;

const sumOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/** Fingerprint of plain data. */
export const fingerprint = (value: unknown): string => sumOf(serialize(value)).toString("hex");

/** The bytes of a file that only this user can have written. Code is kept in these: nobody else's is run, nor what a link leads to. */
function ownBytes(path: string): Uint8Array | undefined {
	const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
	try {
		const status = fstatSync(file);
		const isOurs = process.getuid === undefined || (status.uid === process.getuid() && (status.mode & 0o022) === 0);
		return isOurs && status.isFile() ? readFileSync(file) : undefined;
	} finally {
		closeSync(file);
	}
}

/** What was kept under a key; undefined when there is nothing, or nothing that can be trusted: cut off, changed, another's. */
export function recall(key: string): unknown {
	const { folder: within } = cacheOf("scenarios");
	if (within === undefined) return undefined;
	try {
		const bytes = ownBytes(join(within, key));
		if (bytes === undefined) return undefined;
		const content = bytes.subarray(sumLength);
		if (!sumOf(content).equals(bytes.subarray(0, sumLength))) return undefined;
		// Bytes of their own: Deno reads typed arrays at the wrong place in a part of other bytes.
		const [name, value] = deserialize(new Uint8Array(content)) as [string, unknown];
		return name === key ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Keeps plain data under a key, a name of a file. It only saves time: where nothing can be written, nothing is, and nobody need know. */
export function keep(key: string, value: unknown): void {
	const { folder: within } = cacheOf("scenarios");
	if (within === undefined) return;
	const aside = join(within, `${randomUUID()}.part`);
	try {
		const content = serialize([key, value]);
		if (content.length > largest) return;
		writeFileSync(aside, Buffer.concat([sumOf(content), content]), { mode: 0o600, flag: "wx" });
		replaceFile(aside, join(within, key));
		forgetOldest(within);
	} catch {
		discard(aside);
	}
}

/** Removes the oldest files beyond those that are kept, and with them what a process that was killed left aside. */
function forgetOldest(within: string): void {
	const names = readdirSync(within);
	if (names.length <= most) return;
	const aged = names.map((name) => ({ path: join(within, name), time: statSync(join(within, name)).mtimeMs }));
	for (const { path } of aged.sort((a, b) => a.time - b.time).slice(0, names.length - most)) discard(path);
}

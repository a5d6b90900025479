import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { cacheFolder } from "./cache-folder.cjs";
import { discard } from "./discard.ts";
import { makeFolder } from "./make-folder.cjs";

/** More files than these are not kept. */
const most = 64;
/** Nor are larger ones: a scenario has half a megabyte, a study two; one of a hundred cells is read anew. */
const largest = 4_000_000;
const sumLength = 32;

const sumOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/** Fingerprint of plain data. */
export const fingerprint = (value: unknown): string => sumOf(serialize(value)).toString("hex");

function folder(): string | undefined {
	const root = cacheFolder();
	return root && join(root, "scenarios");
}

/** Whether only this user can have written a file. Code is kept in these: nobody else's is run. */
function isOurs(path: string): boolean {
	const { uid, mode } = statSync(path);
	return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** What was kept under a key; undefined when there is nothing, or nothing that can be trusted: cut off, changed, another's. */
export function recall(key: string): unknown {
	const within = folder();
	if (within === undefined) return undefined;
	try {
		const path = join(within, key);
		if (!isOurs(path)) return undefined;
		const bytes = readFileSync(path);
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
	const within = folder();
	if (within === undefined) return;
	const aside = join(within, `${randomUUID()}.part`);
	try {
		const content = serialize([key, value]);
		if (content.length > largest) return;
		makeFolder(within);
		writeFileSync(aside, Buffer.concat([sumOf(content), content]), { mode: 0o600, flag: "wx" });
		renameSync(aside, join(within, key));
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

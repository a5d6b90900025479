import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

/** Bytes in memory at a time: a table of a million patients is larger than memory should hold. */
const chunk = 1 << 20;

/** The sha256 of a file, read piece by piece. */
export function hashOfFile(path: string): string {
	const hash = createHash("sha256");
	const bytes = Buffer.alloc(chunk);
	const file = openSync(path, "r");
	try {
		for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes)) hash.update(bytes.subarray(0, read));
	} finally {
		closeSync(file);
	}
	return hash.digest("hex");
}

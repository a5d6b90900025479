import { renameSync } from "node:fs";

/** What Windows answers while another program (a virus scanner, an indexer, a spreadsheet) has one of the two files open. */
const busy = ["EPERM", "EACCES", "EBUSY"];
/** Milliseconds between tries: 1.3 s in all. */
const waits = [10, 20, 50, 100, 200, 400, 500] as const;

/** The thread waits; nothing else could go on before the file is there. */
const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/**
 * Renames a file over another. Where the system is Windows and a file is open elsewhere for a moment, it is tried again; throws what the
 * system answers at last.
 */
export function replaceFile(
	from: string,
	to: string,
	{ platform, rename, wait } = { platform: process.platform, rename: renameSync, wait: pause },
): void {
	for (const ms of platform === "win32" ? waits : []) {
		try {
			rename(from, to);
			return;
		} catch (error) {
			if (!busy.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
			wait(ms);
		}
	}
	rename(from, to);
}

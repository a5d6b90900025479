import { constants, copyFileSync, renameSync, rmSync } from "node:fs";
import { discard } from "./discard.ts";

/** What Windows answers while another program (a virus scanner, an indexer, a spreadsheet) has one of the two files open. */
const busy = ["EPERM", "EACCES", "EBUSY"];
/** Milliseconds between tries: 1.3 s in all. */
const waits = [10, 20, 50, 100, 200, 400, 500] as const;
/** What storage without rename answers, such as a bucket of objects that is mounted as a folder. */
const noRename = ["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EXDEV"];

/** The thread waits; nothing else could go on before the file is there. */
const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/**
 * Puts a file in the place of another where nothing can be renamed: it may be seen half written, so whoever relies on it needs a mark that is
 * written after it. Throws what the rename was refused with when this is not possible either.
 */
function copyOver(from: string, to: string, refused: unknown): void {
	try {
		// Not through a link that stands there.
		rmSync(to, { force: true });
		copyFileSync(from, to, constants.COPYFILE_EXCL);
	} catch {
		throw refused;
	}
	discard(from);
}

/**
 * Renames a file over another. Where the system is Windows and a file is open elsewhere for a moment, it is tried again; where the storage
 * cannot rename it is copied. Throws what the system answers at last.
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
	try {
		rename(from, to);
	} catch (error) {
		if (platform === "win32" || !noRename.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
		copyOver(from, to, error);
	}
}

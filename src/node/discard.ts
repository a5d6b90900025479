import { rmSync } from "node:fs";

/** Removes a file that may have been written aside; what is not there, or cannot be, needs no removing. */
export function discard(path: string): void {
	try {
		rmSync(path, { force: true });
	} catch {
		// What went wrong before is what to tell.
	}
}

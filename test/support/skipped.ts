import { appendFileSync } from "node:fs";

/** Says at the end of all tests, loudly, what was not tried because something is missing on this machine. */
export function skipped(what: string): void {
	const file = process.env["CRSIM_TESTS_SKIPPED"];
	if (file === undefined) process.stderr.write(`\nSKIPPED: ${what}\n\n`);
	else appendFileSync(file, `SKIPPED: ${what}\n`);
}

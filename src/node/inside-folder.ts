import { realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { InputError } from "../input/problem.ts";

/** Where a path really leads; undefined where it leads nowhere. */
function realPath(path: string): string | undefined {
	try {
		return realpathSync(path);
	} catch {
		return undefined;
	}
}

/**
 * Refuses a link inside a folder that leads out of it: whoever takes over a folder from somebody else must not read, and show, other files of
 * their own with it. One that leads nowhere is told when it is read.
 */
export function refuseLinkOutside(folder: string, path: string): void {
	const [whole, real] = [realpathSync(folder), realPath(join(folder, path))];
	if (real === undefined || real.startsWith(whole + sep)) return;
	const message = "this link leads out of the folder of the model";
	// The place is the folder: lines of a file that is named are shown with what is wrong in it.
	throw new InputError([{ file: folder, line: 1, column: 1, key: path, message, hint: "put the file itself there" }]);
}

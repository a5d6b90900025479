import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type Asked, refuse } from "./asked.ts";
import { pageMark } from "./page-html.ts";
import { bytesIfRegular } from "./read-regular.ts";
import { writeFiles } from "./write-files.ts";

/** Bytes of a file that may be a page of ours. */
const largestPage = 10_000_000;

const isOurs = (path: string): boolean => bytesIfRegular(path, largestPage)?.includes(pageMark) === true;

/**
 * Gives what writes a page into a file, once it is clear that it may. Throws an InputError rather than writing over what is no page of ours, but for
 * `force`.
 */
export function pageWriter(path: string, { force, asked }: { readonly force: boolean; readonly asked: Asked }): (page: string) => void {
	if (!/\.html?$/i.test(path)) refuse(asked, "out", `"${path}" is not the name of a page`, 'for example "lecture.html"');
	if (existsSync(path) && !force && !isOurs(path))
		refuse(asked, "out", `${path} is there, and it is no page of crsim`, "give another name with --out, or write over it with --force");
	return (page) => writeFiles(dirname(path), new Map([[basename(path), page]]));
}

import { gzipSync } from "node:zlib";
import { earlyParts } from "../../src/page/page-parts.ts";

/** Bytes that go over the wire before a hosted page shows its first curve, packed as a host packs them. */
export function firstLoad(files: ReadonlyMap<string, string | Uint8Array>): number {
	const early = earlyParts.flatMap((name) => (name === "main" ? [] : [files.get(`parts/${name}.gz`)!.length]));
	const shared = [...files.keys()].filter((name) => name.startsWith("shared/"));
	const plain = ["index.html", "main.js", ...shared].map((name) => gzipSync(files.get(name)!, { level: 9 }).length);
	return [...early, ...plain].reduce((sum, length) => sum + length, 0);
}

import { bytesOfText } from "./bytes-as-text.ts";
import type { PartName } from "./page-parts.ts";
import { PartMissing, tooOld } from "./trouble-words.ts";

/** Finds parts of the page: inside its own file, or beside it on a host. */
export interface PageStore {
	readonly bytes: (name: PartName) => Promise<Uint8Array<ArrayBuffer>>;
	readonly text: (name: PartName) => Promise<string>;
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	if (globalThis.DecompressionStream === undefined) throw new Error(tooOld);
	const { readable, writable } = new DecompressionStream("gzip");
	const writer = writable.getWriter();
	// Written at once: a blob as its source would go round through another process. What is wrong in it is told by the reading end.
	for (const write of [writer.write(packed), writer.close()]) write.catch(() => {});
	return new Uint8Array(await new Response(readable).arrayBuffer());
}

async function fetched(file: string): Promise<Uint8Array<ArrayBuffer>> {
	const reply = await fetch(file).catch((error: Error) => error);
	if (reply instanceof Error) throw new PartMissing(file, reply.message);
	if (!reply.ok) throw new PartMissing(file, String(reply.status));
	return new Uint8Array(await reply.arrayBuffer());
}

/** The store of this page: parts that stand in it are found there, others are fetched from the folder `parts` beside it. */
export function pageStore(page: Document): PageStore {
	const late = page.getElementById("late-parts");
	let lateOf: Promise<(name: PartName) => Uint8Array<ArrayBuffer> | undefined> | undefined;
	const together = async (name: PartName): Promise<Uint8Array<ArrayBuffer> | undefined> => {
		if (late === null) return undefined;
		lateOf ??= import("./packed-together.ts").then(({ latePart }) => latePart(late));
		return (await lateOf)(name);
	};
	const bytes = async (name: PartName): Promise<Uint8Array<ArrayBuffer>> => {
		const inside = page.getElementById(`part-${name}`);
		if (inside !== null) return unpacked(bytesOfText(inside.textContent));
		const found = await together(name);
		if (found !== undefined) return found;
		return unpacked(await fetched(`parts/${name}.gz`));
	};
	return { bytes, text: async (name) => new TextDecoder().decode(await bytes(name)) };
}

import { bytesOfText } from "./bytes-as-text.ts";
import type { PartName } from "./page-parts.ts";

/** Finds parts of the page: inside its own file, or beside it on a host. */
export interface PageStore {
	readonly bytes: (name: PartName) => Promise<Uint8Array<ArrayBuffer>>;
	readonly text: (name: PartName) => Promise<string>;
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
	return new Uint8Array(await new Response(stream).arrayBuffer());
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
		const reply = await fetch(`parts/${name}.gz`);
		if (!reply.ok) throw new Error(`the part "${name}" of the page could not be loaded: ${reply.status}`);
		return unpacked(new Uint8Array(await reply.arrayBuffer()));
	};
	return { bytes, text: async (name) => new TextDecoder().decode(await bytes(name)) };
}

import { decompress } from "fzstd";
import { bytesOfText } from "./bytes-as-text.ts";

/** What a page consists of, by name. */
export const partNames = [
	"main",
	"kit",
	"runner",
	"code",
	"algebra",
	"parts",
	"machine",
	"regular",
	"semibold",
	"pieces",
	"reader",
	"texts",
	"drawer",
] as const;
/** Those that are needed before the first curve is drawn. */
export const earlyParts: readonly PartName[] = ["main", "kit", "runner", "code", "parts", "machine"];
export type PartName = (typeof partNames)[number];

/** Finds parts of the page: inside its own file, or beside it on a host. */
export interface PageStore {
	readonly bytes: (name: PartName) => Promise<Uint8Array<ArrayBuffer>>;
	readonly text: (name: PartName) => Promise<string>;
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
	return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Where a part lies in what is packed together with others. */
export type LateIndex = Readonly<Partial<Record<PartName, readonly [begin: number, end: number]>>>;

/** Parts that are packed together, since they share much: unpacked when the first of them is asked for. */
function latePart(late: HTMLElement): (name: PartName) => Uint8Array<ArrayBuffer> | undefined {
	const index = JSON.parse(late.dataset["index"] ?? "{}") as LateIndex;
	let whole: Uint8Array | undefined;
	return (name) => {
		const place = index[name];
		if (place === undefined) return undefined;
		whole ??= decompress(bytesOfText(late.textContent));
		return new Uint8Array(whole.subarray(...place));
	};
}

/** The store of this page: parts that stand in it are found there, others are fetched from the folder `parts` beside it. */
export function pageStore(page: Document): PageStore {
	const late = page.getElementById("late-parts");
	const lateOf = late && latePart(late);
	const bytes = async (name: PartName): Promise<Uint8Array<ArrayBuffer>> => {
		const inside = page.getElementById(`part-${name}`);
		if (inside !== null) return unpacked(bytesOfText(inside.textContent));
		const together = lateOf?.(name);
		if (together !== undefined) return together;
		const reply = await fetch(`parts/${name}.gz`);
		if (!reply.ok) throw new Error(`the part "${name}" of the page could not be loaded: ${reply.status}`);
		return unpacked(new Uint8Array(await reply.arrayBuffer()));
	};
	return { bytes, text: async (name) => new TextDecoder().decode(await bytes(name)) };
}

/** What a page consists of beside its main script, by name. Each is compressed with gzip. */
export const partNames = [
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

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** The store of this page: parts that stand in it are found there, others are fetched from the folder `parts` beside it. */
export function pageStore(page: Document): PageStore {
	const found = async (name: PartName): Promise<Uint8Array<ArrayBuffer>> => {
		const inside = page.getElementById(`part-${name}`);
		if (inside !== null) return bytesOf(inside.textContent);
		const reply = await fetch(`parts/${name}.gz`);
		if (!reply.ok) throw new Error(`the part "${name}" of the page could not be loaded: ${reply.status}`);
		return new Uint8Array(await reply.arrayBuffer());
	};
	const bytes = async (name: PartName) => unpacked(await found(name));
	return { bytes, text: async (name) => new TextDecoder().decode(await bytes(name)) };
}

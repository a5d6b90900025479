import { decompress } from "fzstd";
import { bytesOfText } from "./bytes-as-text.ts";
import type { PartName } from "./page-parts.ts";

/** Where a part lies in what is packed together with others. */
export type LateIndex = Readonly<Partial<Record<PartName, readonly [begin: number, end: number]>>>;

/** Parts that are packed together, since they share much: unpacked when the first of them is asked for. */
export function latePart(late: HTMLElement): (name: PartName) => Uint8Array<ArrayBuffer> | undefined {
	const index = JSON.parse(late.dataset["index"] ?? "{}") as LateIndex;
	let whole: Uint8Array | undefined;
	return (name) => {
		const place = index[name];
		if (place === undefined) return undefined;
		whole ??= decompress(bytesOfText(late.textContent));
		return new Uint8Array(whole.subarray(...place));
	};
}

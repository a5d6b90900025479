/** A TrueType file as its tables. Offsets count from the begin of the file (OpenType specification 1.9). */
export interface TrueType {
	readonly view: DataView;
	readonly tables: ReadonlyMap<string, { readonly offset: number; readonly length: number }>;
}

/** Reads the table directory. */
export const trueType = (bytes: Uint8Array): TrueType => {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const name = (at: number): string => String.fromCharCode(...Array.from({ length: 4 }, (_, i) => view.getUint8(at + i)));
	const entries = Array.from({ length: view.getUint16(4) }, (_, i) => 12 + 16 * i);
	return { view, tables: new Map(entries.map((at) => [name(at), { offset: view.getUint32(at + 8), length: view.getUint32(at + 12) }])) };
};

/** Where a table begins; throws when the font lacks it. */
export const tableOffset = ({ tables }: TrueType, name: string): number => {
	const found = tables.get(name);
	if (found === undefined) throw new Error(`the font has no table ${name}`);
	return found.offset;
};

/** Character code to glyph number by a `cmap` of format 4; 0, the empty box, for characters that the font lacks. */
export const glyphLookup = (font: TrueType): ((code: number) => number) => {
	const { view } = font;
	const cmap = tableOffset(font, "cmap");
	const start = Array.from({ length: view.getUint16(cmap + 2) }, (_, i) => cmap + view.getUint32(cmap + 8 + 8 * i)).find(
		(at) => view.getUint16(at) === 4,
	);
	if (start === undefined) throw new Error("the font has no cmap of format 4");
	const double = view.getUint16(start + 6);
	const [ends, starts, deltas, offsets] = [start + 14, start + 16 + double, start + 16 + 2 * double, start + 16 + 3 * double] as const;
	return (code) => {
		for (let i = 0; i < double; i += 2) {
			if (code > view.getUint16(ends + i)) continue;
			if (code < view.getUint16(starts + i)) return 0;
			const offset = view.getUint16(offsets + i);
			if (offset === 0) return (code + view.getUint16(deltas + i)) & 0xffff;
			const glyph = view.getUint16(offsets + i + offset + 2 * (code - view.getUint16(starts + i)));
			return glyph === 0 ? 0 : (glyph + view.getUint16(deltas + i)) & 0xffff;
		}
		return 0;
	};
};

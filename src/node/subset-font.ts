import { glyphLookup, type TrueType, tableOffset, trueType } from "../figures/true-type.ts";

/**
 * A TrueType font with the outlines of only some characters, for a page that carries its font inside. Glyph numbers stay, so that every
 * other table stays true; what goes are the other outlines, hinting and the layout tables (kerning, ligatures). About a tenth remains.
 */
export const subsetFont = (bytes: Uint8Array, keeps: (code: number) => boolean): Uint8Array => {
	const font = trueType(bytes);
	const { glyf, loca } = outlines(font, keptGlyphs(font, keeps));
	const copied = ["OS/2", "cmap", "hhea", "hmtx", "maxp", "name"].map((name) => [name, table(bytes, font, name)] as const);
	return assembled([
		...copied,
		["head", longOffsets(table(bytes, font, "head"))],
		["glyf", glyf],
		["loca", loca],
		["post", namelessPost(table(bytes, font, "post"))],
	]);
};

/** A copy. `slice` of Node's buffers would share memory with the file that was read. */
const table = (bytes: Uint8Array, font: TrueType, name: string): Uint8Array => {
	const start = tableOffset(font, name);
	return new Uint8Array(bytes.subarray(start, start + (font.tables.get(name)?.length ?? 0)));
};

/** Numbers of the glyphs to keep: the empty box, the characters' own, and the parts that composed glyphs refer to. */
const keptGlyphs = (font: TrueType, keeps: (code: number) => boolean): ReadonlySet<number> => {
	const glyphOf = glyphLookup(font);
	const kept = new Set([0]);
	const add = (glyph: number): void => {
		if (kept.has(glyph)) return;
		kept.add(glyph);
		for (const part of partsOf(font, glyph)) add(part);
	};
	for (let code = 0x20; code < 0x10000; code++) if (keeps(code)) add(glyphOf(code));
	return kept;
};

/** Where a glyph's outline begins and ends in `glyf`. */
const glyphRange = (font: TrueType, glyph: number): readonly [start: number, end: number] => {
	const { view } = font;
	const loca = tableOffset(font, "loca");
	const isLong = view.getInt16(tableOffset(font, "head") + 50) === 1;
	const at = (i: number): number => (isLong ? view.getUint32(loca + 4 * i) : 2 * view.getUint16(loca + 2 * i));
	return [at(glyph), at(glyph + 1)];
};

const moreParts = 0x20;
const wideArguments = 0x01;

/** The glyphs that a composed glyph is made of; none for a plain one. */
const partsOf = (font: TrueType, glyph: number): readonly number[] => {
	const { view } = font;
	const [start, end] = glyphRange(font, glyph);
	const base = tableOffset(font, "glyf") + start;
	if (end === start || view.getInt16(base) >= 0) return [];
	const parts: number[] = [];
	let at = base + 10;
	for (let flags = moreParts; (flags & moreParts) !== 0; ) {
		flags = view.getUint16(at);
		parts.push(view.getUint16(at + 2));
		at += 4 + ((flags & wideArguments) !== 0 ? 4 : 2) + transformSize(flags);
	}
	return parts;
};

/** Bytes of a part's own scale: one number, two, or four. */
const transformSize = (flags: number): number => ((flags & 0x08) !== 0 ? 2 : (flags & 0x40) !== 0 ? 4 : (flags & 0x80) !== 0 ? 8 : 0);

const outlines = (font: TrueType, kept: ReadonlySet<number>): { readonly glyf: Uint8Array; readonly loca: Uint8Array } => {
	const count = font.view.getUint16(tableOffset(font, "maxp") + 4);
	const base = font.view.byteOffset + tableOffset(font, "glyf");
	const loca = new DataView(new ArrayBuffer(4 * (count + 1)));
	const pieces: Uint8Array[] = [];
	let length = 0;
	for (let glyph = 0; glyph < count; glyph++) {
		loca.setUint32(4 * glyph, length);
		if (!kept.has(glyph)) continue;
		const [start, end] = glyphRange(font, glyph);
		const piece = padded(new Uint8Array(font.view.buffer, base + start, end - start));
		pieces.push(piece);
		length += piece.length;
	}
	loca.setUint32(4 * count, length);
	return { glyf: joined(pieces), loca: new Uint8Array(loca.buffer) };
};

/** `loca` is written with offsets of four bytes; `head` says so. */
const longOffsets = (head: Uint8Array): Uint8Array => {
	new DataView(head.buffer, head.byteOffset).setInt16(50, 1);
	return head;
};

/** Version 3 of `post` has no glyph names. */
const namelessPost = (post: Uint8Array): Uint8Array => {
	const short = post.slice(0, 32);
	new DataView(short.buffer).setUint32(0, 0x00030000);
	return short;
};

const padded = (piece: Uint8Array): Uint8Array => {
	const whole = new Uint8Array(Math.ceil(piece.length / 4) * 4);
	whole.set(piece);
	return whole;
};

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
	const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of pieces) {
		all.set(piece, at);
		at += piece.length;
	}
	return all;
};

/** Directory and tables, sorted by name, with their checksums. */
const assembled = (tables: readonly (readonly [name: string, data: Uint8Array])[]): Uint8Array => {
	const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
	const head = new DataView(new ArrayBuffer(12 + 16 * sorted.length));
	const power = Math.floor(Math.log2(sorted.length));
	head.setUint32(0, 0x00010000);
	head.setUint16(4, sorted.length);
	head.setUint16(6, 16 * 2 ** power);
	head.setUint16(8, power);
	head.setUint16(10, 16 * (sorted.length - 2 ** power));
	let offset = head.byteLength;
	sorted.forEach(([name, data], i) => {
		const at = 12 + 16 * i;
		for (let k = 0; k < 4; k++) head.setUint8(at + k, name.charCodeAt(k));
		head.setUint32(at + 4, checksum(padded(data)));
		head.setUint32(at + 8, offset);
		head.setUint32(at + 12, data.length);
		offset += padded(data).length;
	});
	return joined([new Uint8Array(head.buffer), ...sorted.map(([, data]) => padded(data))]);
};

const checksum = (data: Uint8Array): number => {
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	let sum = 0;
	for (let i = 0; i < data.length; i += 4) sum = (sum + view.getUint32(i)) >>> 0;
	return sum;
};

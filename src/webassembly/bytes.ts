/** Bytes that are being written, and the room they have. */
export interface Bytes {
	room: Uint8Array<ArrayBuffer>;
	length: number;
}

export const noBytes = (room = 16_384): Bytes => ({ room: new Uint8Array(room), length: 0 });

export const written = ({ room, length }: Bytes): Uint8Array<ArrayBuffer> => room.slice(0, length);

/** Makes sure that so many more bytes fit. */
function reserve(to: Bytes, count: number): void {
	if (to.length + count <= to.room.length) return;
	const room = new Uint8Array(Math.max(2 * to.room.length, to.length + count));
	room.set(to.room);
	to.room = room;
}

export function writeByte(to: Bytes, byte: number): void {
	if (to.length === to.room.length) reserve(to, 1);
	to.room[to.length++] = byte;
}

/** Few bytes: one after the other is faster than to copy a list. */
export function writeBytes(to: Bytes, bytes: ArrayLike<number>): void {
	for (let i = 0; i < bytes.length; i++) writeByte(to, bytes[i]!);
}

/** All that was written there. */
export function append(to: Bytes, from: Bytes): void {
	reserve(to, from.length);
	to.room.set(from.room.subarray(0, from.length), to.length);
	to.length += from.length;
}

/** A whole number from 0 to 2^32 - 1 in LEB128: seven bits a byte, the lowest first; the eighth tells that more follow. */
export function writeUnsigned(to: Bytes, value: number): void {
	let rest = value;
	while (rest >= 0x80) {
		writeByte(to, (rest & 0x7f) | 0x80);
		rest >>>= 7;
	}
	writeByte(to, rest);
}

/** A whole number of 32 bits with a sign in LEB128: the last byte's seventh bit is the sign. */
export function writeSigned(to: Bytes, value: number): void {
	let rest = value;
	while (rest < -64 || rest > 63) {
		writeByte(to, (rest & 0x7f) | 0x80);
		rest >>= 7;
	}
	writeByte(to, rest & 0x7f);
}

/** The same for 64 bits. */
export function writeSigned64(to: Bytes, value: bigint): void {
	let rest = value;
	while (rest < -64n || rest > 63n) {
		writeByte(to, Number(rest & 0x7fn) | 0x80);
		rest >>= 7n;
	}
	writeByte(to, Number(rest & 0x7fn));
}

/** A number of 64 bits, the lowest byte first. */
export function writeFloat(to: Bytes, value: number): void {
	reserve(to, 8);
	const view = new DataView(to.room.buffer, to.length, 8);
	view.setFloat64(0, value, true);
	// Engines are free to choose among the patterns of "not a number".
	if (Number.isNaN(value)) view.setBigUint64(0, 0x7ff8_0000_0000_0000n, true);
	to.length += 8;
}

/** How many bytes `content` writes, and then those bytes. */
export function writeSized(to: Bytes, content: () => void): void {
	const begin = to.length;
	content();
	const size = noBytes(5);
	writeUnsigned(size, to.length - begin);
	reserve(to, size.length);
	to.room.copyWithin(begin + size.length, begin, to.length);
	to.room.set(size.room.subarray(0, size.length), begin);
	to.length += size.length;
}

/** How many there are, and then each. */
export function writeList<T>(to: Bytes, list: readonly T[], write: (one: T) => void): void {
	writeUnsigned(to, list.length);
	for (const one of list) write(one);
}

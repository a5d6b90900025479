import { inflateRawSync } from "node:zlib";

/** The files of a zip archive by path; those that are neither stored nor deflated are left out. */
export function readZip(bytes: Buffer): ReadonlyMap<string, () => string> {
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
	const count = bytes.readUInt16LE(end + 10);
	const files = new Map<string, () => string>();
	for (let i = 0, at = bytes.readUInt32LE(end + 16); i < count; i++) {
		const [method, size, nameLength, extra, comment] = [10, 20, 28, 30, 32].map((offset) =>
			offset === 20 ? bytes.readUInt32LE(at + offset) : bytes.readUInt16LE(at + offset),
		) as [number, number, number, number, number];
		const local = bytes.readUInt32LE(at + 42);
		const path = bytes.toString("utf8", at + 46, at + 46 + nameLength);
		files.set(path, () => {
			const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
			const packed = bytes.subarray(begin, begin + size);
			return (method === 8 ? inflateRawSync(packed) : packed).toString("utf8");
		});
		at += 46 + nameLength + extra + comment;
	}
	return files;
}

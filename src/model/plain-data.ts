import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** What JSON cannot hold stands under one of these keys, alone in its block. */
const [numberKey, bytesKey] = ["$number", "$bytes"] as const;

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: Uint8Array): string {
	let text = "";
	for (let i = 0; i < bytes.length; i += 3) {
		const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
		const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
		text += letters[bits >> 18]! + letters[(bits >> 12) & 63]!;
		text += b === undefined ? "=" : letters[(bits >> 6) & 63]!;
		text += c === undefined ? "=" : letters[bits & 63]!;
	}
	return text;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
	const bytes: number[] = [];
	for (let i = 0; i < text.length; i += 4) {
		const bits = [0, 1, 2, 3].reduce((sum, k) => (sum << 6) | Math.max(0, letters.indexOf(text[i + k]!)), 0);
		bytes.push((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
	}
	const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
	return Uint8Array.from(bytes.slice(0, bytes.length - padding));
}

/** A number as JSON, or spelled out where JSON would lose it. */
const written = (value: number): unknown =>
	Number.isFinite(value) && !Object.is(value, -0) ? value : { [numberKey]: Object.is(value, -0) ? "-0" : String(value) };

function encoded(value: unknown): unknown {
	if (typeof value === "number") return written(value);
	if (value instanceof Uint8Array) return { [bytesKey]: base64(value) };
	if (Array.isArray(value)) return value.map(encoded);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encoded(inner)]));
}

function decoded(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(decoded);
	if (typeof value !== "object" || value === null) return value;
	const block = value as Readonly<Record<string, unknown>>;
	if (typeof block[numberKey] === "string") return Number(block[numberKey]);
	if (typeof block[bytesKey] === "string") return bytesOf(block[bytesKey]);
	return Object.fromEntries(Object.entries(block).map(([key, inner]) => [key, decoded(inner)]));
}

/**
 * Plain data as JSON text that reads back to the same data: minus zero, infinities and NaN are spelled out, bytes are base64.
 *
 *     plainText({ rest: -0 })                 // '{"rest":{"$number":"-0"}}'
 *     plainData(plainText(program))           // the same program
 */
export const plainText = (value: unknown): string => JSON.stringify(encoded(value));

/** What `plainText` wrote. */
export const plainData = (text: string): unknown => decoded(JSON.parse(text));

/** The SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export const sha256Of = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** An id of plain data by its content: the same on every machine. Blocks count with the order of their keys. */
export const contentId = (value: unknown): string => sha256Of(plainText(value)).slice(0, 32);

// Five signs for four bytes: a fifth of the growth less than base64, and nothing in it that a page or a script would read as its own.

const signs = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?_~()[]{}@%$#,";
const base = signs.length;
const [signsOfGroup, bytesOfGroup] = [5, 4];

/**
 * Bytes as text that may stand in a page.
 *
 *     bytesOfText(textOfBytes(bytes))   // the same bytes
 */
export function textOfBytes(bytes: Uint8Array): string {
	const groups: string[] = [];
	for (let at = 0; at < bytes.length; at += bytesOfGroup) {
		let value = 0;
		for (let k = 0; k < bytesOfGroup; k++) value = value * 256 + (bytes[at + k] ?? 0);
		let group = "";
		for (let k = 0; k < signsOfGroup; k++) {
			group = signs[value % base]! + group;
			value = Math.floor(value / base);
		}
		// The last group is cut: as many signs as tell its bytes, once zeros stand behind them.
		groups.push(group.slice(0, Math.min(bytesOfGroup, bytes.length - at) + 1));
	}
	return groups.join("");
}

/** What `textOfBytes` wrote. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
	const places = new Uint8Array(128);
	for (let i = 0; i < base; i++) places[signs.charCodeAt(i)] = i;
	const bytes = new Uint8Array(Math.floor((text.length * bytesOfGroup) / signsOfGroup));
	for (let at = 0, to = 0; at < text.length; at += signsOfGroup, to += bytesOfGroup) {
		let value = 0;
		// Signs that were cut off the last group count as the highest, so that the bytes before them come out whole.
		for (let k = 0; k < signsOfGroup; k++) value = value * base + (at + k < text.length ? places[text.charCodeAt(at + k)]! : base - 1);
		for (let k = bytesOfGroup - 1; k >= 0; k--) {
			if (to + k < bytes.length) bytes[to + k] = value % 256;
			value = Math.floor(value / 256);
		}
	}
	return bytes;
}

/**
 * The text of a file as editors and spreadsheets save it: UTF-8, UTF-16 in either order of bytes (told by its mark, or by the zeros between the
 * letters), or the Windows code page of Western Europe where the bytes are no UTF-8. Line and column of a problem count in this text.
 *
 *     decodeText(readFileSync("chart.csv"))
 */
export function decodeText(bytes: Uint8Array): string {
	return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
	const [even, odd] = zeros(bytes.subarray(0, 1000));
	if (odd > 0 && even === 0) return "utf-16le";
	if (even > 0 && odd === 0) return "utf-16be";
	return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** How many bytes at even and at odd places are zero: Latin letters in UTF-16 have one each. */
function zeros(bytes: Uint8Array): readonly [number, number] {
	const counts: [number, number] = [0, 0];
	for (const [i, byte] of bytes.entries()) if (byte === 0) counts[i % 2]!++;
	return counts;
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** What Windows keeps for devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

const longest = 100;

/**
 * A name that is the same file on every system, made of the name of something: letters, digits, spaces and `.`, `_`, `-`, `+`; never a folder
 * above, a part of another path or a device.
 *
 *     fileName("../a: b?")   // "-a- b-"
 *     fileName("con")        // "con_"
 */
export function fileName(name: string): string {
	const plain = name
		.normalize("NFC")
		.replace(/[^\p{L}\p{M}\p{N} ._+-]/gu, "-")
		.replace(/^[. ]+|[. ]+$/g, "");
	const cut = [...plain]
		.slice(0, longest)
		.join("")
		.replace(/[. ]+$/, "");
	return cut.replace(devices, "$&_") || "unnamed";
}

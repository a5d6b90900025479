import { createHash } from "node:crypto";

/** The hash of a content. */
export const sumOf = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** The JSON of a record with the hash of all the rest as its first key. */
export const sealed = (json: string): string => `{"sha256":"${sumOf(json)}",${json.slice(1)}`;

/** The JSON under a seal, as text; undefined when a single letter of it has changed. */
export function unsealed(text: string): string | undefined {
	const [, sum, rest] = /^\{"sha256":"([0-9a-f]{64})",(.*)$/s.exec(text) ?? [];
	return rest !== undefined && sum === sumOf(`{${rest}`) ? `{${rest}` : undefined;
}

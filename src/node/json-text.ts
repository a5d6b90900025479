import { visible } from "../input/control-characters.ts";

/** A value as the text of a JSON file. Control characters that JSON would let stand are escaped: what is read back is the same. */
export const json = (value: unknown): string => `${visible(JSON.stringify(value, null, "\t"))}\n`;

import { visible } from "../input/control-characters.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text that is safe inside HTML, in an element or in a quoted attribute; control characters are written out. */
export const escapeHtml = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? "");

/** A text without the breaks of its lines. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

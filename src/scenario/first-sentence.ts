/** The first sentence of a text without its full stop: the title of what it tells about. */
export const firstSentence = (text: string): string =>
	(/^.*?[.!?](?=\s|$)/s.exec(text.trim())?.[0] ?? text.trim()).replace(/\.$/, "").replace(/\s+/g, " ");

/** What follows the first sentence. */
export const afterFirstSentence = (text: string): string =>
	text
		.trim()
		.replace(/\s+/g, " ")
		.slice(firstSentence(text).length)
		.replace(/^\.?\s*/, "");

/** How long a film takes, and of how many pictures it is made. */
export const filmLength = { pictures: 40, seconds: 14 } as const;

/** Texts one after the other as elements that are seen in turn. Names of the turns are gathered, since many parts change at the same pictures. */
export const filmTurns = (stillAt: number) => {
	const named = new Map<string, string>();
	const takes = (texts: readonly string[]): string => {
		const shown: string[] = [];
		for (let from = 0; from < texts.length; ) {
			let to = from + 1;
			while (to < texts.length && texts[to] === texts[from]) to++;
			if (texts[from] !== "") {
				const turn = `t${from}-${to}`;
				named.set(turn, keyframes(turn, from, to, texts.length));
				shown.push(`<g class="turn ${turn}${from <= stillAt && stillAt < to ? " still" : ""}">${texts[from]}</g>`);
			}
			from = to;
		}
		return shown.join("");
	};
	return { takes, css: () => [...named.values()].join("") };
};

const keyframes = (name: string, from: number, to: number, all: number): string => {
	const at = (picture: number) => `${((100 * picture) / all).toFixed(2)}%`;
	const before = from === 0 ? "" : "0%{visibility:hidden}";
	const after = to === all ? "" : `${at(to)}{visibility:hidden}`;
	return `@keyframes ${name}{${before}${at(from)}{visibility:visible}${after}}.moving .${name}{animation:${name} ${filmLength.seconds}s step-end infinite}`;
};

/** Where the mixing begins. */
const beginning = 0xefc8249d;
const [toUnit, fromUnit] = [2.3283064365386963e-10, 0x100000000];

/** Mixes a text into a state. */
function mixed(state: number, text: string): number {
	let n = state;
	for (let i = 0; i < text.length; i++) {
		n += text.charCodeAt(i);
		let h = 0.02519603282416938 * n;
		n = h >>> 0;
		h -= n;
		h *= n;
		n = h >>> 0;
		h -= n;
		n += h * fromUnit;
	}
	return n;
}

const unit = (state: number) => (state >>> 0) * toUnit;

const blank = mixed(beginning, " ");
/** Three blanks are mixed before any seed. */
const ready = mixed(mixed(blank, " "), " ");

/**
 * The first number of each stream of the Alea generator (Baagøe; `seedrandom.alea` has the same) whose seed begins with a text: it hangs on one of the three
 * numbers of the generator's state alone, and what all seeds begin with is mixed once.
 *
 *     firstOfStreams("7/4711/")("il6_gain")   // seedrandom.alea("7/4711/il6_gain")()
 */
export function firstOfStreams(beginsWith: string): (rest: string) => number {
	const begun = mixed(ready, beginsWith);
	return (rest) => {
		const difference = unit(blank) - unit(mixed(begun, rest));
		const next = 2091639 * (difference < 0 ? difference + 1 : difference) + toUnit;
		return next - (next | 0);
	};
}

import { isReserved } from "../../language/tokens.ts";
import { isUnitName } from "../../language/units.ts";

const isFree = (name: string) => /^[a-z]/i.test(name) && !isUnitName(name) && !isReserved(name) && name !== "t";

/**
 * Gives out names of the model language, each once: as wished where that is one, else with something added. A unit cannot be a name, nor can
 * what begins with `_`.
 *
 *     const nameFor = naming();
 *     nameFor("S1")   // S1
 *     nameFor("cell") // cell_
 */
export function naming(): (wished: string) => string {
	const taken = new Set<string>();
	return (wished) => {
		let name = wished.startsWith("_") ? `x${wished}` : wished;
		while (!isFree(name) || taken.has(name)) name += "_";
		taken.add(name);
		return name;
	};
}

import type { TimeWindow } from "../figures/time-window.ts";
import { mapForPage } from "../page/map/prepare-map.ts";
import { type Asked, refuse } from "./asked.ts";
import type { Ran } from "./outputs.ts";
import { modelsAtHand } from "./scenario-files.ts";
import { svgWithFonts } from "./svg-with-fonts.ts";

export const filmFile = "plots/map.svg";

/** Gives what draws the cascades of runs of these models as maps that move. A model that has no map is refused before anything is run. */
export function filmFor(
	names: readonly string[],
	models: string | undefined,
	asked: Asked,
): (all: readonly Ran[], days: TimeWindow | undefined) => Promise<string> {
	const library = modelsAtHand(models);
	const maps = names.map((name) => {
		const map = mapForPage(library.get(name)!);
		return (
			map ?? refuse(asked, "animate", `the model ${name} has no map of its cascade`, "write map.yaml into its folder, as that of cart-crs")
		);
	});
	return async (all, days) => {
		const { mapFilm } = await import("./map-film.ts");
		return svgWithFonts(
			mapFilm(
				all.map(({ run }, i) => ({ run, map: maps[i]! })),
				days,
			),
		);
	};
}

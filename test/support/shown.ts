import { displaysOf } from "../../src/model/displays.ts";
import type { Magnitude } from "../../src/model/magnitude.ts";
import type { ModelFigure } from "../../src/model/model-figure.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";
import type { Display } from "../../src/trajectory/display.ts";

const { model, treatments, figures, magnitudes } = modelsAtHand().get("cart-crs")!;

/** The figures of the usual model. */
export const shippedFigures: readonly ModelFigure[] = figures;

/** What is usual in the usual model, by grade. */
export const shippedMagnitudes: readonly Magnitude[] = magnitudes;

/** How the columns of the usual model are shown. */
export const shippedDisplay: Readonly<Record<string, Display>> = displaysOf([
	...model.modules,
	...[...treatments.values()].map(({ equations }) => equations),
]);

import type { FigureSize } from "../figures/sheet.ts";
import { onCommandLine } from "../node/asked.ts";
import { checkFigureOptions } from "../node/check-figure-options.ts";
import { checkDrawsInto } from "./run-options.ts";

/** The size that was asked for the figures of a command, which needs a folder to draw them into. */
export function figureSize({
	size,
	out,
}: {
	readonly size?: string | undefined;
	readonly out?: string | undefined;
}): FigureSize | undefined {
	checkDrawsInto(out, { size });
	return checkFigureOptions({ size }, onCommandLine).wishes.size;
}

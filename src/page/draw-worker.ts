// The worker that draws figures to be saved begins here.
import { expressionInterpreter } from "vega-interpreter";
import { figuresOf } from "../figures/figures.ts";
import { svgDrawer } from "../figures/svg-drawer.ts";
import { textWidthOf } from "../figures/text-width.ts";
import type { DrawRequest } from "./messages.ts";
import { serveRequests } from "./serve-requests.ts";

serveRequests<DrawRequest>(async ({ run, figure, fonts }: DrawRequest) => {
	const found = figuresOf([run]).find(({ name }) => name === figure);
	if (found === undefined) throw new Error(`the model has no figure "${figure}"`);
	const widths = { regular: textWidthOf(fonts.regular), semibold: textWidthOf(fonts.semibold) };
	const drawer = await svgDrawer({ widths, interpreter: expressionInterpreter });
	return (await drawer.svg(found.spec())).svg;
});

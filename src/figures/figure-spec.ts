/**
 * A whole figure as it is handed out: a Vega-Lite v6 specification with its data inside, plain data that survives JSON. Here it is checked as
 * `TopLevelSpec` of vega-lite (spec-types.ts); whoever takes it need not have that package.
 *
 *     const spec: FigureSpec = figures.cascade.spec([run]);
 *     writeFileSync("cascade.vl.json", JSON.stringify(spec));
 */
export interface FigureSpec {
	readonly $schema?: string;
	readonly title?: unknown;
	readonly data?: unknown;
}

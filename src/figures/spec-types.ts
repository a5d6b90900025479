import type { TopLevelSpec } from "vega-lite";

/** A whole figure: a Vega-Lite v6 specification with its data inside. */
export type Spec = TopLevelSpec;

/** A layered view: what one panel is. */
export type LayeredView = Extract<TopLevelSpec, { layer: unknown }>;

/** One layer of a panel: marks, or further layers. */
export type Layer = LayeredView["layer"][number];

/** Panels below each other. */
export type StackedViews = Extract<TopLevelSpec, { vconcat: unknown }>;

/** One panel of a stack. */
export type View = StackedViews["vconcat"][number];

/** What a page consists of, by name. */
export const partNames = [
	"main",
	"kit",
	"late-kit",
	"late-parts",
	"runner",
	"code",
	"algebra",
	"parts",
	"machine",
	"regular",
	"semibold",
	"pieces",
	"reader",
	"texts",
	"drawer",
] as const;
/** Those that are needed before the first curve is drawn. */
export const earlyParts: readonly PartName[] = ["main", "kit", "runner", "code", "parts", "machine"];
export type PartName = (typeof partNames)[number];

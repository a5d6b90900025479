import { entryOf } from "../input/entry-of.ts";

/** Devices that people write otherwise than the model. */
const written: Readonly<Record<string, string>> = {
	hfnc: "high-flow cannula",
	cpap: "CPAP",
	bipap: "BiPAP",
	invasive: "ventilator",
	nonrebreather: "non-rebreather mask",
	venturi: "Venturi mask",
	blow_by: "blow-by",
};

/** A device's or another name as people write it: `red_cells` becomes `red cells`, `hfnc` becomes `high-flow cannula`. */
export const plainName = (name: string): string => entryOf(written, name) ?? name.replaceAll("_", " ");

/** A treatment as people write it: by the label that its file gives it. */
export const labelOf = (formulary: Readonly<Record<string, { readonly names: { readonly label: string } }>>, name: string): string =>
	entryOf(formulary, name)?.names.label ?? plainName(name);

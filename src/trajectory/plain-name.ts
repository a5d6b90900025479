/** Words of the model that people write otherwise. */
const written: Readonly<Record<string, string>> = {
	cart_infusion: "CAR-T cells",
	hfnc: "high-flow cannula",
	cpap: "CPAP",
	bipap: "BiPAP",
	invasive: "ventilator",
	nonrebreather: "non-rebreather mask",
	venturi: "Venturi mask",
	blow_by: "blow-by",
	gcsf: "G-CSF",
	g_csf: "G-CSF",
};

/** A treatment's or device's name as people write it: `red_cells` becomes `red cells`, `hfnc` becomes `high-flow cannula`. */
export const plainName = (name: string): string => written[name] ?? name.replaceAll("_", " ");

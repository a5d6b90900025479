/** What can be listed. */
export const listKinds = [
	"models",
	"scenarios",
	"protocols",
	"studies",
	"trials",
	"fits",
	"ensembles",
	"lessons",
	"figures",
	"outcomes",
	"conditions",
	"treatments",
	"products",
	"diseases",
	"populations",
	"parameters",
	"covariates",
	"columns",
	"charting",
	"slots",
	"devices",
	"plots",
	"scales",
	"methods",
] as const;

export type ListKind = (typeof listKinds)[number];

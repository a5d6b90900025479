/** What a published arm reports of one endpoint. Shares are 0 to 1, numbers in the endpoint's unit. */
export type Seen =
	/** `94 of 101`. */
	| { readonly kind: "share"; readonly count: number; readonly n: number }
	/** A median or mean of `n` patients, with what stands beside it: range, quartiles or a 95 % interval. */
	| { readonly kind: "number"; readonly value: number; readonly n: number; readonly beside: Beside | null }
	/** Where several sources or a consensus put it, of no number of patients that is known. */
	| { readonly kind: "band"; readonly from: number; readonly to: number };

export interface Beside {
	readonly of: "range" | "quartiles" | "interval";
	readonly from: number;
	readonly to: number;
}

/** What is made of the patients' values. */
export type Statistic = "share" | "median" | "mean";

/** What an endpoint is about: in this order tables stand, and coverage is told by it. */
export const endpointKinds = [
	"CRS",
	"neurologic",
	"treatment",
	"support",
	"onset",
	"length",
	"marker",
	"blood count",
	"infection",
	"death",
	"response",
	"scale",
] as const;

export type EndpointKind = (typeof endpointKinds)[number];

/** What an endpoint is for: `fit` moved numbers of the model, `check` did not, `anchor` set one number of its own product. */
export const endpointUses = ["fit", "check", "anchor"] as const;

export type EndpointUse = (typeof endpointUses)[number];

/** How sure it is what was seen: read in the source, known from memory, or derived. */
export const endpointEvidences = ["measured", "recalled", "assumed"] as const;

export type EndpointEvidence = (typeof endpointEvidences)[number];

/** One row of a trial: what was seen, and how the model says the same. Either `stated` or `unstated` is null. */
export interface Endpoint {
	readonly name: string;
	/** In the list that it was taken from, where it has one. */
	readonly id: string | null;
	readonly kind: EndpointKind;
	readonly use: EndpointUse;
	readonly evidence: EndpointEvidence;
	readonly source: string;
	/** What the model counts in its place, where that differs; empty where it does not. */
	readonly about: string;
	/** Of the numbers below; `1` for shares. */
	readonly unit: string;
	readonly seen: Seen;
	/** What is asked of each virtual patient (`is`), and of which (`among`; null: all). */
	readonly stated: null | { readonly statistic: Statistic; readonly is: string; readonly among: string | null };
	/** Why the model cannot say it. */
	readonly unstated: string | null;
}

/** Whether an endpoint is a share of patients; else it is a number of each. A band says so by what is stated, or by having no unit. */
export const isShare = ({ seen, stated, unit }: Pick<Endpoint, "seen" | "stated" | "unit">): boolean =>
	seen.kind === "share" || (seen.kind === "band" && (stated === null ? unit === "1" : stated.statistic === "share"));

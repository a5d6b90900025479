import type { Formulary } from "../../src/chart/formulary.ts";
import type { Pressor } from "../../src/chart/pressor.ts";
import type { Bind } from "../../src/chart/signs.ts";
import { withMeaning } from "../../src/exchange/grade-records.ts";
import type { Toxicities } from "../../src/grading/toxicities.ts";
import { chartNamesAtHand } from "../../src/node/grade-files.ts";
import { modelsAtHand } from "../../src/node/scenario-files.ts";

/** What the treatments of the shipped models are. */
export const shippedFormulary: Formulary = chartNamesAtHand().formulary;

/** Which of its columns the shipped model of cell therapy binds to signs. */
export const shippedBind: Bind = modelsAtHand().get("cart-crs")!.bind;

/** The toxicities that it has. */
export const shippedToxicities: Toxicities = modelsAtHand().get("cart-crs")!.toxicities;

/** A record whose vasoactive drugs carry what their files say of them. */
export const meant = <R extends object>(record: R): R => withMeaning(record as Readonly<Record<string, unknown>>, shippedFormulary) as R;

/** One vasoactive infusion with its meaning. */
export const aPressor = (pressor: Omit<Pressor, "is">): Pressor => meant({ pressors: [pressor] }).pressors[0]!;

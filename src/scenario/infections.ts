import type { FlatModel } from "../model/flat-model.ts";

/** Whether infections come by chance, or only those that a scenario gives; null: the model has none that could. */
export type Infections = "chance" | "none" | null;

/** What a scenario says of infections, for a model that may have none. */
export const infectionsOf = ({ hazards }: FlatModel, said: Infections = "chance"): Infections =>
	hazards.some(({ isInfection }) => isInfection) ? said : null;

/**
 * The model of a scenario without infections by chance: their hazards add up as before, so that nothing else moves, and none strikes.
 *
 *     withInfections(flat, "none").hazards.filter(({ happens }) => happens)   // seizures, deaths
 */
export const withInfections = (flat: FlatModel, infections: Infections): FlatModel =>
	infections === "none" ? { ...flat, hazards: flat.hazards.map((one) => ({ ...one, happens: one.happens && !one.isInfection })) } : flat;

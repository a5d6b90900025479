/** Signs that a sedated patient, on a ventilator, cannot show: a condition that reads them does not hold. */
export const askedOnly: readonly string[] = ["ice", "consciousness"];

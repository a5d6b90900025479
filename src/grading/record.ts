export type { BedsideRecord, Consciousness, CresFields, CrsFields, NeurologicFields, OrganGrades } from "../chart/record.ts";

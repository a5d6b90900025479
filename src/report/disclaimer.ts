/** Said wherever a person first meets a result. */
export const disclaimer = "A simulation for teaching and research only: never a basis for treating a real patient.";

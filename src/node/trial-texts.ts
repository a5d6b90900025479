import { shippedFolder } from "./shipped-folder.ts";

/** Trials by their names, paths or texts. */
export const { names: shippedTrials, find: findTrial, texts: trialTexts } = shippedFolder("trials", "trial");

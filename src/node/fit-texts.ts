import { shippedFolder } from "./shipped-folder.ts";

/** Fits by their names, paths or texts. */
export const { names: shippedFits, find: findFit, texts: fitTexts } = shippedFolder("fits", "fit");

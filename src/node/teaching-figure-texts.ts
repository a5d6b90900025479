import { shippedFolder } from "./shipped-folder.ts";

/** Teaching figures by their names, paths or texts. */
export const { names: shippedTeachingFigures, find: findTeachingFigure, texts: teachingFigureTexts } = shippedFolder("figures", "figure");

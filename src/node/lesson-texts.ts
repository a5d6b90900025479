import { shippedFolder } from "./shipped-folder.ts";

/** Lessons by their names, paths or texts. */
export const { names: shippedLessons, find: findLesson, texts: lessonTexts } = shippedFolder("lessons", "lesson");

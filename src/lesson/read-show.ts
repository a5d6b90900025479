import type { Path } from "../input/located-yaml.ts";
import { allowedHint } from "../input/nearest.ts";
import type { PartReader } from "../language/read-parts.ts";
import type { Models } from "../treatment/library.ts";
import type { LessonStep } from "./lesson.ts";
import type { AskedCourse } from "./read-asked.ts";

/** The columns and grades that are listed at a path; each must be one of the course, and stand once. */
export function readShow(
	read: PartReader,
	path: Path,
	{ course, names }: AskedCourse,
	{ models }: { readonly models: Models },
): LessonStep["show"] {
	const show = read.written(path) as readonly string[];
	const grades = Object.keys(models.get(course.plan.model)!.toxicities);
	for (const [i, name] of show.entries()) {
		if (!names.columns.has(name) && !grades.includes(name))
			read.wrong([...path, i], `unknown column or grade "${name}"`, allowedHint(name, [...grades, ...names.columns.keys()]));
		else if (show.indexOf(name) < i) read.wrong([...path, i], `"${name}" appears twice`);
	}
	return { grades: show.filter((name) => grades.includes(name)), columns: show.filter((name) => !grades.includes(name)) };
}

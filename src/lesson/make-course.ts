import type { LocatedYaml, Path } from "../input/located-yaml.ts";
import type { ShapeOf } from "../input/shape.ts";
import type { PartReader } from "../language/read-parts.ts";
import { gathering } from "../model/read-model.ts";
import { outcomeNames } from "../population/outcome-names.ts";
import { layered } from "../scenario/extends.ts";
import { careReader, type ParseOptions, scenarioFrom } from "../scenario/parse-scenario.ts";
import type { Course } from "./lesson.ts";
import { courseOverlay, type lessonShape } from "./lesson-shape.ts";
import { partOfYaml } from "./part-of-yaml.ts";
import type { AskedCourse } from "./read-asked.ts";

type CourseBody = Pick<ShapeOf<typeof lessonShape>["steps"][number], "about" | "virtual">;

/** The seed of all virtual patients of lessons: they are the same persons everywhere. */
const seed = 1;

/** A course that says something of its own has a name of its own, since it stands beside others. */
export function checkNamed(read: PartReader, path: Path, body: CourseBody & object): void {
	const differs = Object.keys(body).some((key) => key === "virtual" || courseOverlay.includes(key));
	if (differs && body.about === undefined)
		read.wrong(path, 'this course differs and has no "about"', 'say what it is in a few words: "about: Macrophages silenced."');
}

/** The course of the blocks at some paths of a lesson, each over those before it; undefined, with problems, when it is none. */
export type CourseMaker = (paths: readonly Path[], body: CourseBody) => AskedCourse | undefined;

/** Gives what makes courses of blocks of a lesson; blocks that say the same are one course. */
export function courseMaker(
	read: PartReader,
	base: LocatedYaml,
	options: Pick<ParseOptions, "file" | "models" | "protocols">,
): CourseMaker {
	const known = new Map<string, AskedCourse | undefined>();
	const readCare = careReader(options);
	const { models, file, protocols } = options;
	const make = (yaml: LocatedYaml, { virtual }: CourseBody, overlay: Course["overlay"]): AskedCourse | undefined => {
		const parsed = { file, models, ...(protocols ? { protocols } : {}) };
		const plan = gathering(read.problems, () => scenarioFrom(yaml, parsed, readCare));
		if (!plan) return undefined;
		const individual = virtual === undefined ? null : { seed, patient: virtual };
		const names = outcomeNames(models.get(plan.model)!, [plan], read.problems);
		return { course: { title: plan.title, overlay, individual, plan }, names };
	};
	return (paths, body) => {
		const layers = paths.map((path) => partOfYaml(read.yaml, path, path.length === 0 ? courseOverlay : ["about", ...courseOverlay]));
		const yaml = layers.reduce((under, over) => layered(over, under), base);
		const overlay = layers.reduce((under, over) => layered(over, under)).value as Course["overlay"];
		const { about: _, ...said } = overlay;
		const key = JSON.stringify([overlay, body.virtual]);
		if (!known.has(key)) known.set(key, make(yaml, body, said));
		return known.get(key);
	};
}

import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { astctCrs } from "../../src/grading/astct-crs.ts";
import { courseOf, episodesOf, type GradedPoint } from "../../src/grading/course.ts";
import { gradeOnOtherScales } from "../../src/grading/other-crs-scales.ts";
import { scales } from "../../src/grading/scales.ts";

test("every scale stands under its own id and cites a source", () => {
	for (const [id, scale] of Object.entries(scales)) {
		expect(scale.id).toBe(id);
		expect(scale.title !== "" && scale.source !== "").toBe(true);
		expect(scale.measure({})).toMatchObject({ scale: id });
		expect(scale.measure({}).because).not.toBe("");
	}
	expect(Object.keys(scales)).toHaveLength(22);
});

test("one patient on every further CRS scale", () => {
	const grades = gradeOnOtherScales({
		temp_c: 39.4,
		hospitalised_for_crs: true,
		sbp_low: true,
		fluid_boluses: 2,
		pressors: [{ drug: "norepinephrine", rate: 6, unit: "ug/min", hours: 8 }],
	});
	expect(Object.fromEntries(Object.entries(grades).map(([id, { grade }]) => [id, grade]))).toEqual({
		LEE2014_CRS: 2,
		PENN_CRS: 3,
		CTCAE5_CRS: 3,
		CARTOX_CRS: 2,
		MSKCC_CRS: 2,
	});
});

/** The whole collection of reference patients lies outside the project; its facts are repeated in the tests beside this one. */
const collection = new URL("../../../shared/science/grading-vectors.json", import.meta.url);

interface Vector {
	readonly id: string;
	readonly scale: string;
	readonly inputs: object;
	readonly expected: unknown;
}

interface Day {
	readonly d: number;
	readonly t: number;
	readonly fluid?: boolean;
	readonly pressors?: number;
	readonly o2lpm?: number;
	readonly toci?: boolean;
}

const title = "every patient of the outside collection is graded as it says";

if (existsSync(collection))
	test(title, () => {
		const vectors = JSON.parse(readFileSync(collection, "utf8")) as readonly Vector[];
		const wrong = vectors
			.filter((v) => JSON.stringify(answerTo(v)) !== JSON.stringify(v.expected))
			.map((v) => [v.id, answerTo(v), v.expected]);
		expect(wrong).toEqual([]);
		expect(vectors.length).toBeGreaterThan(100);
	});
else {
	console.warn("grading-vectors.json is not here: the outside collection of reference patients was not checked");
	test.skip(title);
}

function answerTo({ scale, inputs }: Vector): unknown {
	if (scale === "ASTCT_EPISODE") return episode((inputs as { readonly days: readonly Day[] }).days);
	const measured = scales[scale]?.measure(inputs);
	if (measured === undefined) throw new Error(`no scale ${scale}`);
	if ("grade" in measured) return measured.grade;
	if ("present" in measured) return measured.present;
	const score = measured.score === null ? null : Number(measured.score.toPrecision(12));
	return scale === "CAR_HEMATOTOX" ? { score, risk: measured.risk } : score;
}

function episode(days: readonly Day[]): object {
	const agents = ["norepinephrine", "epinephrine", "phenylephrine"].map((drug) => ({ drug }));
	const points = days.map((day, i): GradedPoint => {
		const before = days.slice(0, i);
		const grade = astctCrs.grade({
			temp_c: day.t,
			fever_earlier: before.some((e) => e.t >= 38),
			masked: [...before, day].some((e) => e.toci === true),
			sbp_low: day.fluid === true || (day.pressors ?? 0) > 0,
			pressors: agents.slice(0, day.pressors ?? 0),
			o2: (day.o2lpm ?? 0) > 0 ? { device: "nasal_cannula", lpm: day.o2lpm } : null,
		});
		return { time: day.d * 24, grade: grade.grade, because: grade.because, fever: "absent" };
	});
	const course = courseOf("ASTCT_CRS", points);
	const inDays = (hours: number | null | undefined) => (typeof hours === "number" ? hours / 24 : null);
	return { onset: inDays(course.onset), max: course.worst, resolved: inDays(episodesOf(points)[0]?.resolved), episodes: course.episodes };
}

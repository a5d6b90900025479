import type { ChartedCourse } from "../grading/charted-course.ts";
import { type GradeCourse, worstText } from "../grading/course.ts";
import type { ModelFigure } from "../model/model-figure.ts";
import type { Run } from "../simulate/run.ts";
import { arranged } from "./arranged.ts";
import { drugLook } from "./drug-looks.ts";
import { disclaimer, wrapped } from "./figure-title.ts";
import type { OneRunWishes } from "./figure-wishes.ts";
import { dayEncoding, type Frame } from "./frame.ts";
import { ribbonLayers } from "./grade-ribbon.ts";
import { laneChart, tagStrip } from "./lane-chart.ts";
import { hasMaskedFever } from "./masked-fever.ts";
import { panelColumns, panelOf } from "./panel.ts";
import { sheetOf } from "./sheet.ts";
import { signRows } from "./sign-rows.ts";
import { significant } from "./significant.ts";
import type { Layer, Spec, View } from "./spec-types.ts";
import { stack } from "./stack.ts";
import { ink, size } from "./theme.ts";
import { storyWindow, type TimeWindow, timeWindow, windowWith } from "./time-window.ts";
import { treatmentLanes } from "./treatment-lanes.ts";
import { treatmentRules } from "./treatment-rules.ts";

const data = "signs";

/** Names short enough for the margin, in the order of the ribbons; a scale that is not listed stands under its id. */
const names: Readonly<Record<string, string>> = {
	ASTCT_CRS: "ASTCT 2019",
	LEE2014_CRS: "Lee 2014",
	PENN_CRS: "Penn",
	CTCAE5_CRS: "CTCAE v5",
	CARTOX_CRS: "CARTOX",
	MSKCC_CRS: "MSKCC",
	ASTCT_ICANS: "ICANS",
	CTCAE_NEURO: "CTCAE neuro",
	IECHS_GRADE: "IEC-HS",
	ICAHT: "ICAHT",
};

/** The other toxicities that this patient has, each explained at its own worst hour. */
const besides = (run: Run): readonly GradeCourse[] => {
	const leading = new Set(coursesOf(run).map(({ scale }) => scale));
	const courses = new Map([...Object.values(run.grades), ...Object.values(run.crsByScale)].map((course) => [course.scale, course]));
	return [...courses.values()].filter(({ worst, scale }) => (worst ?? 0) > 0 && !leading.has(scale));
};

/** One patient on every CRS scale: ribbons below each other, each with the rule that decided at the worst hour, then what the scales read. */
export const scales = (figure: ModelFigure, run: Run, { charted, ...wishes }: OneRunWishes = {}): Spec => {
	const sheet = sheetOf(wishes.size);
	const panels = figure.panels.map((panel) => panelOf(panel, data));
	const window = wishes.days ?? windowWith(charted, markedWindow(run), run);
	const rules = treatmentRules(run, window);
	const frame: Frame = {
		window,
		width: sheet.width,
		sheet,
		trajectories: new Map([[data, run.trajectory]]),
		rules,
		...(charted === undefined ? {} : { charted: charted.values }),
	};
	const lanes = treatmentLanes(run, window).filter((lane) => drugLook(lane.role).family !== "lymphodepletion");
	const hour = commonHour(coursesOf(run));
	const head = [
		...coursesOf(run).map((course) => scaleRow(course, { frame, hour, charted })),
		...besides(run).map((course) => scaleRow(course, { frame, hour: course.worstAt, charted })),
		...(lanes.length > 0 ? [laneChart(lanes, frame)] : []),
		...(lanes.length === 0 || sheet.names === "beside" ? tagStrip(frame, "short") : []),
	];
	const reading = [
		`Strips: CRS grade by each scale, then the other toxicities${hour === null ? "" : "; below each, the rule that decided then (at the mark)"}.${hasMaskedFever(run) ? " Hatched: fever hidden by treatment, still counted." : ""}`,
		...(charted === undefined ? [] : [`As charted, and rings: ${charted.name}.`]),
	];
	const title = {
		text: wrapped(wishes.title ?? run.title, sheet.text.title),
		subtitle: [wishes.sentence ?? "", verdict(run), ...facts(run, hour), ...reading, disclaimer].flatMap((words) =>
			wrapped(words, sheet.text.line),
		),
	};
	return stack(arranged({ head, panels, title }, frame), {
		title,
		description: `${figure.about} ${run.title}`,
		datasets: { [data]: signRows(run.trajectory, { columns: panelColumns(panels), window }) },
		sheet,
	});
};

/** The days of the story, opened as far as the last mark: low neutrophils may be worst when all else is over. */
const markedWindow = (run: Run): TimeWindow => {
	const { from, to } = storyWindow([run]);
	const marks = besides(run).map(({ worstAt }) => Math.ceil((worstAt ?? 0) / 24));
	return { from, to: Math.min(timeWindow([run]).to, Math.max(to, ...marks)) };
};

/** The toxicity that most scales grade, on each of them. */
const coursesOf = ({ crsByScale, toxicities }: Run): readonly GradeCourse[] => {
	const [first] = Object.values(toxicities).toSorted((a, b) => b.beside.length - a.beside.length);
	const graded = [first?.scale ?? "", ...(first?.beside ?? [])].flatMap((id) => crsByScale[id] ?? []);
	const known = Object.keys(names).flatMap((id) => graded.filter(({ scale }) => scale === id));
	return [...known, ...graded.filter(({ scale }) => !(scale in names))];
};

/** Who says what, in one sentence: `Worst grade: 3 by ASTCT 2019, Penn; 2 by Lee 2014.` */
const verdict = (run: Run): string => {
	const courses = coursesOf(run);
	const grades = [...new Set(courses.map(({ worst }) => worst))].sort((a, b) => (b ?? -1) - (a ?? -1));
	const said = grades.map((grade) => ({
		grade,
		by: courses.filter(({ worst }) => worst === grade).map(({ scale }) => names[scale] ?? scale),
	}));
	if (courses.length === 0) return "No toxicity of this model is graded by several scales.";
	if (said.length === 1 && courses.length > 1)
		return `All ${courses.length} scales agree: ${said[0]?.grade === 0 ? "no CRS" : gradeWords(said[0]?.grade ?? null)}.`;
	return `Worst grade: ${said.map(({ grade, by }) => `${grade ?? "unknown"} by ${by.join(", ")}`).join("; ")}.`;
};

const gradeWords = (grade: number | null): string => (grade === null ? "grade unknown" : grade === 0 ? "none" : `worst grade ${grade}`);

const reasonHeight = 15;

const worstWords = (course: GradeCourse): string =>
	course.atLeast && (course.worst ?? 0) > 0 ? worstText(course) : gradeWords(course.worst);

/** A ribbon with its name in the margin (above, where that is narrow), below it that of a chart where there is one, and the rule. */
const scaleRow = (
	course: GradeCourse,
	{ frame, hour, charted }: { frame: Frame; hour: number | null; charted: ChartedCourse | undefined },
): View => {
	const { margin, names: place } = frame.sheet;
	const beside = charted?.courses[course.scale];
	const top = place === "beside" ? 0 : reasonHeight;
	const height = top + (beside === undefined ? size.ribbon : 2 * size.ribbon + chartGap);
	const y = place === "beside" ? size.ribbon / 2 : reasonHeight / 2 - 1;
	const [text] = wrapped(rule(course, hour), Math.floor((frame.width + (place === "beside" ? 0 : margin)) / letterWidth));
	return {
		width: frame.width,
		height: height + reasonHeight,
		layer: [
			...ribbonLayers(course, frame, { top, height: size.ribbon }),
			...mark(hour, frame, top),
			word(names[course.scale] ?? course.scale, { x: -margin, y, bold: true }),
			word(worstWords(course), { x: 78 - margin, y, bold: false }),
			...(beside === undefined ? [] : chartedLayers(beside, { frame, until: charted!.to / 24, top: top + size.ribbon + chartGap })),
			word(cut(text ?? "", rule(course, hour)), {
				x: place === "beside" ? 0 : -margin,
				y: height + reasonHeight / 2 + 1,
				bold: false,
				soft: true,
			}),
		],
	};
};

/** Pixels of a letter of a reason. */
const letterWidth = 5.4;

/** Says that a line is not the whole text. */
const cut = (line: string, whole: string): string => (line.length < whole.length ? `${line} …` : whole);

/** Between the ribbon of the run and that of a chart. */
const chartGap = 3;

/** The grade of a chart right below that of the run on the same scale. */
const chartedLayers = (
	course: GradeCourse,
	{ frame, until, top }: { readonly frame: Frame; readonly until: number; readonly top: number },
): readonly Layer[] => {
	const y = top + size.ribbon / 2;
	const { margin, names: place } = frame.sheet;
	return [
		...ribbonLayers(course, frame, { top, height: size.ribbon, until }),
		word(place === "beside" ? "in the chart" : "charted", { x: -margin, y, bold: false }),
		...(place === "beside" ? [word(worstWords(course), { x: 78 - margin, y, bold: false })] : []),
	];
};

/** The point in force at an hour: each holds until the next. */
const pointAt = ({ points }: GradeCourse, hour: number) => points.findLast(({ time }) => time <= hour);

/** Of the hours at which the first scale is at its worst, the first at which all grades together are highest; null without CRS. */
const commonHour = (courses: readonly GradeCourse[]): number | null => {
	const leading = courses.find(({ worstAt }) => worstAt !== null);
	if (leading === undefined || leading.worstAt === null) return null;
	const hours = courses.flatMap(({ scale, points }) => (scale === leading.scale ? [] : points.map(({ time }) => time)));
	const total = (hour: number) => courses.reduce((sum, course) => sum + (pointAt(course, hour)?.grade ?? 0), 0);
	return hours
		.filter((hour) => pointAt(leading, hour)?.grade === leading.worst)
		.sort((a, b) => a - b)
		.reduce((best, hour) => (total(hour) > total(best) ? hour : best), leading.worstAt);
};

const dayText = (hour: number): string => `day ${(hour / 24).toFixed(1)}`;

/** What was to be graded at that hour, said once for all scales. */
const facts = (run: Run, hour: number | null): readonly string[] => {
	const [main] = coursesOf(run);
	const because = hour === null || main === undefined ? undefined : pointAt(main, hour)?.because;
	return because === undefined || hour === null ? [] : wrapped(`On ${dayText(hour)}: ${because}.`, 150);
};

const rule = (course: GradeCourse, hour: number | null): string => {
	const point = hour === null ? undefined : pointAt(course, hour);
	if (point === undefined || hour === null) return course.because;
	const text = `${gradeText(point.grade)} on ${dayText(hour)}: ${point.row ?? point.because}`;
	return text.length <= mostLetters ? text : `${wrapped(text, mostLetters - 1)[0] ?? ""} …`;
};

const gradeText = (grade: number | null): string => (grade === null ? "unknown" : `grade ${grade}`);

const mostLetters = 118;

/** A thin line across a strip at the hour that is explained. */
const mark = (hour: number | null, frame: Frame, top: number): Layer[] =>
	hour === null
		? []
		: [
				{
					data: { values: [{ day: significant(hour / 24, 6) }] },
					mark: { type: "rule", color: ink.strong, strokeWidth: 1, clip: true },
					encoding: { x: dayEncoding(frame, "none"), y: { value: top }, y2: { value: top + size.ribbon } },
				},
			];

interface RowPosition {
	readonly x: number;
	readonly y: number;
	readonly bold: boolean;
	readonly soft?: boolean;
}

const word = (text: string, { x, y, bold, soft = false }: RowPosition): Layer => ({
	data: { values: [{}] },
	mark: {
		type: "text",
		align: "left",
		baseline: "middle",
		fontSize: soft ? 10 : 11,
		fontWeight: bold ? 600 : 400,
		color: soft ? ink.soft : ink.plain,
		text,
	},
	encoding: { x: { value: x }, y: { value: y } },
});

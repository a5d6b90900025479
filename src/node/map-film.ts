import { deathWords } from "../figures/arm-rows.ts";
import { disclaimer } from "../figures/figure-title.ts";
import { gradeColor, gradeInk, ink, runStyle } from "../figures/theme.ts";
import { storyWindow, type TimeWindow } from "../figures/time-window.ts";
import { drawMap } from "../page/map/draw-map.ts";
import { layOut } from "../page/map/map-layout.ts";
import { momentAt } from "../page/map/map-moment.ts";
import type { PageMap } from "../page/map/page-map.ts";
import { mergedText, type Takes } from "../page/map/template-text.ts";
import { escapeHtml } from "../report/escape-html.ts";
import type { Run } from "../simulate/run.ts";
import { filmLength, filmTurns } from "./film-turns.ts";

/** A run with the map of its model. */
export interface MappedRun {
	readonly run: Run;
	readonly map: PageMap;
}

/** Above the maps: the day, and how much of the film has passed. */
const clockHeight = 62;
/** Above each map: what the course is, and its grades. */
const headHeight = 76;
/** Up to so many maps stand below each other, which a screen shows larger than beside each other. */
const inOneStack = 2;

const still = { opened: () => {}, key: () => {}, focused: () => {} };

const text = (words: string, { x, y, size, color = ink.strong }: { x: number; y: number; size: number; color?: string }): string =>
	`<text x="${x}" y="${y}" font-size="${size}"${size > 15 ? ' font-weight="600"' : ""} fill="${color}">${escapeHtml(words)}</text>`;

/** The toxicities that are graded, by their labels, at an hour. */
const gradesAt = ({ grades, toxicities }: Run, hour: number) =>
	Object.entries(toxicities).flatMap(([name, { label }]) => {
		const course = grades[name];
		if (course === undefined || (course.worst ?? 0) === 0) return [];
		return [{ label, grade: course.points.findLast(({ time }) => time <= hour)?.grade ?? 0 }];
	});

const badge = ({ label, grade }: { label: string; grade: number }, x: number): string =>
	`<g transform="translate(${x} 40)"><rect width="118" height="26" rx="13" fill="${gradeColor[grade as 0]}"/><text x="59" y="18" text-anchor="middle" font-size="14" font-weight="600" fill="${gradeInk[grade as 0]}">${escapeHtml(label)} ${grade === 0 ? "none" : `grade ${grade}`}</text></g>`;

const worstOf = ({ grades }: Run) =>
	Object.values(grades).reduce(
		(worst, course) => ((course.worst ?? 0) > worst.grade ? { grade: course.worst ?? 0, at: course.worstAt ?? 0 } : worst),
		{ grade: 0, at: 0 },
	);

/** The hour of the worst grade of all, or of the middle: what stands where nothing moves. */
const stillHour = (runs: readonly Run[], { from, to }: TimeWindow): number => {
	const worst = runs.map(worstOf).reduce((most, one) => (one.grade > most.grade ? one : most));
	return worst.grade > 0 ? worst.at : 12 * (from + to);
};

/** Who asks for less motion, and a program that shows none, sees the picture of the worst hour. */
const style = (css: string): string =>
	`<style>text{font-family:Inter,Helvetica,Arial,sans-serif}.region{fill:#f7f8fa;stroke:#e3e8ed}.region-name{font-size:13px;font-weight:600;fill:${ink.soft}}.frame{fill:${ink.paper}}.name{font-size:15px;font-weight:600;fill:${ink.strong}}.value{font-size:13.5px;fill:${ink.strong}}.beside{font-size:12.5px;fill:${ink.plain}}.pill{font-size:11.5px;font-weight:600}.drift{display:none}.turn{visibility:hidden}.still{visibility:visible}@media (prefers-reduced-motion:no-preference){${css}@keyframes pass{from{transform:scaleX(0)}}.moving .pass{animation:pass ${filmLength.seconds}s linear infinite}}</style>`;

interface Film {
	/** Of its pictures. */
	readonly hours: readonly number[];
	readonly takes: Takes;
}

/** The drawing of the live page at each hour. */
function moving({ run, map }: MappedRun, { hours, takes }: Film): string {
	const laid = layOut(map);
	const columns = Object.fromEntries(
		[...run.trajectory.columns].flatMap(([name, column]) => (column.kind === "number" ? [[name, column.values] as const] : [])),
	);
	const course = { times: run.trajectory.times, columns };
	const drawn = hours.map((hour) => drawMap(map, { laid, moment: momentAt(map, course, hour) }, { focus: -1, open: null }, still));
	return mergedText(drawn, takes)
		.replace(/^<svg[^>]*>/, "<g>")
		.replace(/<\/svg>\s*$/, "</g>")
		.replaceAll(/\s+/g, " ")
		.replaceAll(/ (?:role|tabindex|data-box|aria-expanded|aria-label)="[^"]*"/g, "")
		.replaceAll("> <", "><");
}

/** What a course is, and its grades as they change. */
function headOf({ run }: MappedRun, letter: { readonly name: string; readonly color: string } | null, { hours, takes }: Film): string {
	const before = letter === null ? "" : text(letter.name, { x: 26, y: 26, size: 20, color: letter.color });
	const badges = hours.map((hour) =>
		gradesAt(run, hour)
			.map((one, i) => badge({ ...one, grade: one.grade ?? 0 }, 26 + 130 * i))
			.join(""),
	);
	return `${before}${text(`${run.title}${deathWords(run)}`, { x: letter === null ? 26 : 50, y: 26, size: 20 })}${takes(badges)}`;
}

const minus = (day: number): string => day.toFixed(1).replace("-", "−");

/**
 * The cascade of a run as a map that moves: an SVG of its own, with the drawing of the live page. Several runs have a map each, under one clock.
 *
 *     writeFileSync("map.svg", mapFilm([{ run, map: mapForPage(library)! }], undefined));
 */
export function mapFilm(courses: readonly MappedRun[], days: TimeWindow | undefined): string {
	const runs = courses.map(({ run }) => run);
	const window = days ?? storyWindow(runs);
	const { pictures } = filmLength;
	const hours = Array.from({ length: pictures }, (_, i) => 24 * (window.from + ((window.to - window.from) * i) / (pictures - 1)));
	const at = stillHour(runs, window);
	const turns = filmTurns(hours.reduce((best, hour, i) => (Math.abs(hour - at) < Math.abs(hours[best]! - at) ? i : best), 0));
	const film = { hours, takes: turns.takes };
	const sizes = courses.map(({ map }) => layOut(map));
	const [width, height] = [Math.max(...sizes.map((one) => one.width)), headHeight + Math.max(...sizes.map((one) => one.height))];
	const across = courses.length <= inOneStack ? 1 : 2;
	const placed = courses.map((course, i) => {
		const letter = courses.length === 1 ? null : { name: String.fromCharCode(65 + i), color: runStyle[i]!.color };
		const place = `translate(${width * (i % across)} ${clockHeight + height * Math.floor(i / across)})`;
		return `<g transform="${place}">${headOf(course, letter, film)}<g transform="translate(0 ${headHeight})">${moving(course, film)}</g></g>`;
	});
	const clock = turns.takes(hours.map((hour) => text(`Day ${minus(hour / 24)}`, { x: 26, y: 38, size: 24 })));
	const [wide, high] = [width * across, clockHeight + height * Math.ceil(courses.length / across) + 30];
	const passing = `<rect x="26" y="${clockHeight - 10}" width="${wide - 52}" height="3" fill="${ink.grid}"/><g transform="translate(26 ${clockHeight - 10})"><rect class="pass" width="${wide - 52}" height="3" fill="${ink.faint}"/></g>`;
	const about = [...new Set(courses.map(({ map }) => map.about))].join(" ");
	const titles = runs.map(({ title }) => title).join("; ");
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" role="img" class="moving"><title>${escapeHtml(titles)}</title><desc>${escapeHtml(about)}</desc>${style(turns.css())}<rect width="${wide}" height="${high}" fill="${ink.paper}"/>${clock}${passing}${placed.join("")}${text(disclaimer, { x: 26, y: high - 8, size: 13, color: ink.soft })}</svg>`;
}

import { disclaimer } from "../figures/figure-title.ts";
import { gradeColor, gradeInk, ink } from "../figures/theme.ts";
import { storyWindow, type TimeWindow } from "../figures/time-window.ts";
import { drawMap } from "../page/map/draw-map.ts";
import { layOut } from "../page/map/map-layout.ts";
import { momentAt } from "../page/map/map-moment.ts";
import type { PageMap } from "../page/map/page-map.ts";
import { mergedText } from "../page/map/template-text.ts";
import { escapeHtml } from "../report/escape-html.ts";
import type { Run } from "../simulate/run.ts";

/** Pictures of the film, and seconds that it takes. */
const pictures = 40;
const seconds = 14;
const header = 92;

const still = { opened: () => {}, key: () => {}, focused: () => {} };

/** The toxicities that are graded, by their labels, at an hour. */
const gradesAt = ({ grades, toxicities }: Run, hour: number) =>
	Object.entries(toxicities).flatMap(([name, { label }]) => {
		const course = grades[name];
		if (course === undefined || (course.worst ?? 0) === 0) return [];
		return [{ label, grade: course.points.findLast(({ time }) => time <= hour)?.grade ?? 0 }];
	});

const badge = ({ label, grade }: { label: string; grade: number }, x: number): string =>
	`<g transform="translate(${x} 60)"><rect width="118" height="26" rx="13" fill="${gradeColor[grade as 0]}"/><text x="59" y="18" text-anchor="middle" font-size="14" font-weight="600" fill="${gradeInk[grade as 0]}">${escapeHtml(label)} ${grade === 0 ? "none" : `grade ${grade}`}</text></g>`;

/** The hour of the worst grade, or of the middle: what stands where nothing moves. */
const stillHour = ({ grades }: Run, { from, to }: TimeWindow): number =>
	Object.values(grades).find(({ worst }) => (worst ?? 0) > 0)?.worstAt ?? 12 * (from + to);

/** Texts one after the other as elements that are seen in turn. Names of the turns are gathered, since many parts change at the same pictures. */
const turns = (stillAt: number) => {
	const named = new Map<string, string>();
	const takes = (texts: readonly string[]): string => {
		const shown: string[] = [];
		for (let from = 0; from < texts.length; ) {
			let to = from + 1;
			while (to < texts.length && texts[to] === texts[from]) to++;
			if (texts[from] !== "") {
				const turn = `t${from}-${to}`;
				named.set(turn, keyframes(turn, from, to, texts.length));
				shown.push(`<g class="turn ${turn}${from <= stillAt && stillAt < to ? " still" : ""}">${texts[from]}</g>`);
			}
			from = to;
		}
		return shown.join("");
	};
	return { takes, css: () => [...named.values()].join("") };
};

const keyframes = (name: string, from: number, to: number, all: number): string => {
	const at = (picture: number) => `${((100 * picture) / all).toFixed(2)}%`;
	const before = from === 0 ? "" : "0%{visibility:hidden}";
	const after = to === all ? "" : `${at(to)}{visibility:hidden}`;
	return `@keyframes ${name}{${before}${at(from)}{visibility:visible}${after}}.moving .${name}{animation:${name} ${seconds}s step-end infinite}`;
};

/** Who asks for less motion, and a program that shows none, sees the picture of the worst hour. */
const style = (css: string): string =>
	`<style>text{font-family:Inter,Helvetica,Arial,sans-serif}.region{fill:#f7f8fa;stroke:#e3e8ed}.region-name{font-size:13px;font-weight:600;fill:${ink.soft}}.frame{fill:${ink.paper}}.name{font-size:15px;font-weight:600;fill:${ink.strong}}.value{font-size:13.5px;fill:${ink.strong}}.beside{font-size:12.5px;fill:${ink.plain}}.pill{font-size:11.5px;font-weight:600}.drift{display:none}.turn{visibility:hidden}.still{visibility:visible}@media (prefers-reduced-motion:no-preference){${css}@keyframes pass{from{transform:scaleX(0)}}.moving .pass{animation:pass ${seconds}s linear infinite}}</style>`;

/**
 * The cascade of a run as a map that moves: an SVG of its own, with the drawing of the live page.
 *
 *     writeFileSync("map.svg", mapFilm(mapForPage(library)!, run));
 */
export function mapFilm(map: PageMap, run: Run, days: TimeWindow | undefined): string {
	const window = days ?? storyWindow([run]);
	const hours = Array.from({ length: pictures }, (_, i) => 24 * (window.from + ((window.to - window.from) * i) / (pictures - 1)));
	const laid = layOut(map);
	const columns = Object.fromEntries(
		[...run.trajectory.columns].flatMap(([name, column]) => (column.kind === "number" ? [[name, column.values] as const] : [])),
	);
	const course = { times: run.trajectory.times, columns };
	const worst = stillHour(run, window);
	const { takes, css } = turns(hours.reduce((best, hour, i) => (Math.abs(hour - worst) < Math.abs(hours[best]! - worst) ? i : best), 0));
	const drawn = hours.map((hour) => drawMap(map, { laid, moment: momentAt(map, course, hour) }, { focus: -1, open: null }, still));
	const picture = mergedText(drawn, takes)
		.replace(/^<svg[^>]*>/, "<g>")
		.replace(/<\/svg>\s*$/, "</g>")
		.replaceAll(/\s+/g, " ")
		.replaceAll(/ (?:role|tabindex|data-box|aria-expanded|aria-label)="[^"]*"/g, "")
		.replaceAll("> <", "><");
	const clock = takes(
		hours.map(
			(hour) =>
				`<text x="26" y="80" font-size="22" font-weight="600" fill="${ink.strong}">Day ${(hour / 24).toFixed(1).replace("-", "−")}</text>${gradesAt(
					run,
					hour,
				)
					.map((one, i) => badge({ ...one, grade: one.grade ?? 0 }, 150 + 130 * i))
					.join("")}`,
		),
	);
	const [width, height] = [laid.width, laid.height + header + 30];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" class="moving"><title>${escapeHtml(run.title)}</title><desc>${escapeHtml(map.about)}</desc>${style(css())}<rect width="${width}" height="${height}" fill="${ink.paper}"/><text x="26" y="34" font-size="20" font-weight="600" fill="${ink.strong}">${escapeHtml(run.title)}</text>${clock}<rect x="26" y="${header}" width="${width - 52}" height="3" fill="${ink.grid}"/><g transform="translate(26 ${header})"><rect class="pass" width="${width - 52}" height="3" fill="${ink.faint}"/></g><g transform="translate(0 ${header + 6})">${picture}</g><text x="26" y="${height - 8}" font-size="13" fill="${ink.soft}">${disclaimer}</text></svg>`;
}

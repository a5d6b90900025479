import { gradeColor, gradeInk, ink } from "../../figures/theme.ts";
import type { GradeTurn } from "../answer.ts";
import { type TimeAxis, xOf } from "./time-axis.ts";

/** A stretch of one grade on a strip, in pixels. */
export interface StripSpell {
	readonly from: number;
	readonly to: number;
	readonly grade: number | null;
	readonly least: number;
}

/** Neighbors of one grade joined, cut to the axis; the last turn holds to `until` (hours). */
export function stripSpells(turns: readonly GradeTurn[], axis: TimeAxis, until: number): readonly StripSpell[] {
	const spells: StripSpell[] = [];
	for (const [i, { time, grade, least }] of turns.entries()) {
		const ends = Math.min(turns[i + 1]?.time ?? until, axis.to);
		const begins = Math.max(time, axis.from);
		if (ends <= begins) continue;
		const [from, to] = [xOf(axis, begins), xOf(axis, ends)];
		const before = spells.at(-1);
		if (before !== undefined && before.grade === grade && before.least === least) spells[spells.length - 1] = { ...before, to };
		else spells.push({ from, to, grade, least });
	}
	return spells;
}

/** Narrower stretches carry no digit, in pixels. */
const roomForDigit = 9;

type Brush = CanvasRenderingContext2D;

/** Paints a strip of colored stretches with their digits between two heights; an unknown grade is hatched and says `?`. */
export function paintStrip(
	brush: Brush,
	spells: readonly StripSpell[],
	{ top, height, digits }: { top: number; height: number; digits: boolean },
): void {
	brush.textAlign = "center";
	brush.textBaseline = "middle";
	brush.font = `600 ${Math.round(height * 0.55)}px Inter, system-ui, Helvetica, Arial, sans-serif`;
	for (const { from, to, grade, least } of spells) {
		brush.fillStyle = grade === null ? ink.paper : (gradeColor[grade] ?? ink.paper);
		brush.fillRect(from, top, to - from, height);
		if (grade === null) hatch(brush, { from, to, top, height });
		if (!digits || grade === 0 || to - from < roomForDigit) continue;
		const text = grade === null ? (least > 0 ? `≥${least}` : "?") : String(grade);
		brush.fillStyle = grade === null ? ink.plain : (gradeInk[grade] ?? ink.strong);
		brush.fillText(text, (from + to) / 2, top + height / 2 + 0.5);
	}
}

function hatch(brush: Brush, { from, to, top, height }: { from: number; to: number; top: number; height: number }): void {
	brush.save();
	brush.beginPath();
	brush.rect(from, top, to - from, height);
	brush.clip();
	brush.strokeStyle = ink.faint;
	brush.lineWidth = 1;
	brush.setLineDash([]);
	brush.beginPath();
	for (let x = from - height; x < to; x += 5) {
		brush.moveTo(x, top + height);
		brush.lineTo(x + height, top);
	}
	brush.stroke();
	brush.restore();
}

import type { Answer } from "./answer.ts";
import type { Kit } from "./kit.ts";
import type { Runner } from "./runner.ts";
import type { Wish } from "./wish.ts";

/** A plain page of a few panels and one dose: what the elements are built on, without them. */
export function slicePage(
	place: HTMLElement,
	{ kit, runner, wish }: { readonly kit: Kit; readonly runner: Runner; readonly wish: Wish },
): void {
	const line = (id: string) => {
		const canvas = document.createElement("canvas");
		canvas.id = id;
		canvas.width = 600;
		canvas.height = 80;
		place.append(canvas);
		return canvas;
	};
	const canvases = kit.shown.map((id) => ({ panel: kit.panels.find((one) => one.id === id)!, canvas: line(id) }));
	const said = document.createElement("p");
	said.id = "said";
	const slider = document.createElement("input");
	Object.assign(slider, { type: "range", id: "dose", min: "0", max: "240", step: "1", value: "96" });
	slider.setAttribute("aria-label", "Hours from infusion to tocilizumab");
	place.append(slider, said);
	const draw = (answer: Answer) => {
		for (const { panel, canvas } of canvases) {
			const pen = canvas.getContext("2d")!;
			const values = answer.columns[panel.left[0]!]!;
			const [least, most] = [Math.min(...values), Math.max(...values)];
			pen.clearRect(0, 0, 600, 80);
			pen.beginPath();
			values.forEach((value, i) => {
				const t = (answer.times[i]! - kit.model.from) / (answer.wish.until - kit.model.from);
				pen.lineTo(600 * t, 78 - (76 * (value - least)) / (most - least || 1));
			});
			pen.stroke();
		}
		said.textContent = `${answer.quality} ${answer.kernel} ${answer.work.toFixed(1)} ms, worst CRS ${answer.grades[0]?.worst}`;
		place.dataset["answers"] = String(Number(place.dataset["answers"] ?? 0) + 1);
		Object.assign(window, { crsimAnswer: answer });
	};
	const ask = async (quality: Answer["quality"]) => {
		const at = Number(slider.value);
		const gift = { kind: "dose", amount: { value: 8, unit: "mg/kg" }, over: null } as const;
		const order = { treatment: "tocilizumab", route: null, at, stretches: [{ gift, every: null, lasts: null }], steady: false };
		const answer = await runner.ask({ ...wish, orders: [...wish.orders, order] }, quality);
		if (answer) draw(answer);
	};
	slider.addEventListener("input", () => void ask("draft"));
	slider.addEventListener("change", () => void ask("exact"));
	void ask("exact");
}

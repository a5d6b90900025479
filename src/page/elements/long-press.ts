/** A finger that rests so long asks for more, in milliseconds. */
const long = 500;

/** Pixels that it may tremble. */
const tremble = 8;

/**
 * Calls when a finger that has just come down rests. A move, a lift, or a page that scrolls under it ends the waiting; a mouse never waits.
 *
 *     @pointerdown=${(event) => onLongPress(event, () => this.open())}
 */
export function onLongPress(event: PointerEvent, act: () => void): void {
	if (event.pointerType !== "touch") return;
	const target = event.currentTarget as HTMLElement;
	const moves = ({ clientX, clientY }: PointerEvent) => {
		if (Math.hypot(clientX - event.clientX, clientY - event.clientY) > tremble) end();
	};
	const end = () => {
		clearTimeout(waiting);
		target.removeEventListener("pointermove", moves);
		for (const name of ["pointerup", "pointercancel"] as const) target.removeEventListener(name, end);
	};
	const waiting = setTimeout(() => {
		end();
		act();
	}, long);
	target.addEventListener("pointermove", moves);
	for (const name of ["pointerup", "pointercancel"] as const) target.addEventListener(name, end);
}

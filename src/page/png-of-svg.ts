import type { DrawRequest } from "./messages.ts";

/** Pixels of a picture for each of its units: sharp in print and on a projector. */
const scale = 2;

const asAddress = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
	new Promise((done) => {
		const reader = new FileReader();
		reader.addEventListener("load", () => done(String(reader.result)));
		reader.readAsDataURL(new Blob([bytes], { type: "font/ttf" }));
	});

/** A picture does not see the letters of the page: it brings its own, else they were wider than the room for them. */
async function withFonts(svg: string, { regular, semibold }: DrawRequest["fonts"]): Promise<string> {
	const [usual, bold] = await Promise.all([asAddress(regular), asAddress(semibold)]);
	const face = (weight: string, address: string) => `@font-face { font-family: Inter; font-weight: ${weight}; src: url("${address}"); }`;
	return svg.replace(/(<svg[^>]*>)/, `$1<style>${face("400", usual)} ${face("600 700", bold)}</style>`);
}

/** A figure as PNG, drawn by the browser on white. Throws an error when the browser cannot draw it. */
export async function pngOf(svg: string, fonts: DrawRequest["fonts"]): Promise<Uint8Array<ArrayBuffer>> {
	const address = URL.createObjectURL(new Blob([await withFonts(svg, fonts)], { type: "image/svg+xml" }));
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		const canvas = document.createElement("canvas");
		canvas.width = image.naturalWidth * scale;
		canvas.height = image.naturalHeight * scale;
		const pen = canvas.getContext("2d");
		if (pen === null) throw new Error("this browser cannot draw");
		pen.fillStyle = "white";
		pen.fillRect(0, 0, canvas.width, canvas.height);
		pen.drawImage(image, 0, 0, canvas.width, canvas.height);
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
		if (blob === null) throw new Error("this browser cannot write PNG");
		return new Uint8Array(await blob.arrayBuffer());
	} finally {
		URL.revokeObjectURL(address);
	}
}

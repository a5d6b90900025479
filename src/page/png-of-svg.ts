/** Pixels of a picture for each of its units: sharp in print and on a projector. */
const scale = 2;

/** A figure as PNG, drawn by the browser on white. Throws an error when the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
	const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
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

import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What opens an address on each system. */
const openers: Readonly<Record<string, readonly [program: string, ...words: string[]]>> = {
	darwin: ["open"],
	win32: ["rundll32", "url.dll,FileProtocolHandler"],
	linux: ["xdg-open"],
};

/** Whether a person sits before a desktop: a script's output goes elsewhere, and a server has no display. */
function hasDesktop(): boolean {
	if (!process.stdout.isTTY || process.env["CI"] !== undefined || process.env["SSH_CONNECTION"] !== undefined) return false;
	const isX = process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined;
	return process.platform !== "linux" || isX;
}

/** Opens a file in the browser of the person; false where there is no desktop. It is not waited for. */
export function openInBrowser(path: string): boolean {
	const opener = openers[process.platform];
	if (opener === undefined || !hasDesktop()) return false;
	const [program, ...words] = opener;
	const child = spawn(program, [...words, pathToFileURL(resolve(path)).href], { detached: true, stdio: "ignore" });
	// A desktop without an opener is no failure: the file is there, and its name was told.
	child.on("error", () => {});
	child.unref();
	return true;
}

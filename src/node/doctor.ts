import { accessSync, constants, existsSync, readFileSync, statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { textWidthOf } from "../figures/text-width.ts";
import { functionFromText } from "../model/function-from-text.ts";
import { exportsOf } from "../ode/machine.ts";
import { assemble } from "../webassembly/assemble.ts";
import { cacheOf } from "./cache-folder.cjs";
import { interFiles } from "./fonts.ts";
import { home, modelNames } from "./model-files.ts";
import { isAtLeast, leastNodes } from "./node-version.cjs";
import { shippedScenarios } from "./read-text.ts";
import { figureRenderer, renderPng } from "./render-figure.ts";

/** One thing that is looked at. `look` says what was found, and throws an Error that says what does not work. */
export interface Check {
	readonly name: string;
	/** Without it crsim, or a part of it, does not work. What is not needed saves time. */
	readonly needed: boolean;
	readonly look: () => string | Promise<string>;
	/** What to do when it does not work. */
	readonly remedy: string;
}

/** What was found. `wrong`: needed, and does not work; `note`: does not work, and crsim does without. */
export interface Finding {
	readonly name: string;
	readonly standing: "good" | "note" | "wrong";
	readonly found: string;
	readonly remedy: string;
}

async function findingOf({ name, needed, look, remedy }: Check): Promise<Finding> {
	try {
		return { name, standing: "good", found: await look(), remedy };
	} catch (error) {
		const [found = ""] = (error as Error).message.split("\n");
		return { name, standing: needed ? "wrong" : "note", found, remedy };
	}
}

/** Looks at one thing after the other. */
export async function findingsOf(checks: readonly Check[]): Promise<readonly Finding[]> {
	const findings: Finding[] = [];
	for (const check of checks) findings.push(await findingOf(check));
	return findings;
}

/** Whether Node can run crsim. */
export const nodeCheck = (version: string, isClone: boolean): Check => {
	const least = isClone ? leastNodes.clone : leastNodes.built;
	return {
		name: "Node",
		needed: true,
		look: () => {
			if (isAtLeast(version, least)) return `${version} (${least.join(".")} or newer is needed)`;
			throw new Error(`${version} is too old: ${least.join(".")} or newer is needed`);
		},
		remedy: isClone ? "run npm ci, which brings a newer one along" : "install a newer one from nodejs.org",
	};
};

const files: Check = {
	name: "models and scenarios",
	needed: true,
	look: () => {
		const [models, scenarios] = [modelNames().length, shippedScenarios().length];
		if (models > 0 && scenarios > 0) return `${models} models, ${scenarios} scenarios`;
		throw new Error(`${models} models and ${scenarios} scenarios in ${home}`);
	},
	remedy: "install crsim again: files are missing",
};

const generatedCode: Check = {
	name: "generated code",
	needed: true,
	look: () => {
		if (functionFromText<() => number>("return () => 7;")() === 7) return "equations run as compiled code";
		throw new Error("compiled code gives a wrong answer");
	},
	remedy: "start Node without --disallow-code-generation-from-strings",
};

const halving = '(module (func (export "half") (param $a f64) (result f64) (f64.mul (local.get $a) (f64.const 0.5))))';

const webAssembly: Check = {
	name: "WebAssembly",
	needed: false,
	look: () => {
		const { half } = (exportsOf(assemble(halving)) ?? {}) as { half?: (a: number) => number };
		if (half?.(14) === 7) return "allowed";
		throw new Error("not allowed: runs give the same numbers, but take two and a half times as long");
	},
	remedy: "start Node without --jitless",
};

const fonts: Check = {
	name: "fonts",
	needed: true,
	look: () => {
		const { regular, semibold } = interFiles();
		for (const file of [regular, semibold]) if (!(textWidthOf(readFileSync(file))("CRS", 10) > 0)) throw new Error(`${file} is not a font`);
		return "Inter, regular and semibold";
	},
	remedy: "run npm ci: the package @expo-google-fonts/inter is missing or spoiled",
};

/** The smallest figure that has a text. */
const tinyFigure = {
	$schema: "https://vega.github.io/schema/vega-lite/v6.json",
	data: { values: [{ text: "CRS" }] },
	mark: "text",
	encoding: { text: { field: "text", type: "nominal" } },
} as const;

const pngBegin = [0x89, 0x50, 0x4e, 0x47];

const figures: Check = {
	name: "figures",
	needed: true,
	look: async () => {
		const { svg } = await (await figureRenderer()).svg(tinyFigure as never);
		const png = await renderPng(svg);
		if (pngBegin.every((byte, i) => png[i] === byte)) return "drawn as SVG and PNG";
		throw new Error("the PNG that was drawn is not one");
	},
	remedy: "run npm ci on this machine: the renderer is made for one system and processor, and was perhaps copied from another",
};

const threads: Check = {
	name: "threads",
	needed: true,
	look: async () => {
		const answer = await new Promise((done, failed) => {
			const worker = new Worker("require('node:worker_threads').parentPort.postMessage(7)", { eval: true });
			worker.once("message", done).once("error", failed);
		});
		if (answer !== 7) throw new Error("a thread gives a wrong answer");
		const cores = availableParallelism();
		return `${cores}: sweep runs ${cores === 1 ? "one thread" : `${cores} threads`} when --workers does not say otherwise`;
	},
	remedy: "give crsim more memory, or allow it to begin threads",
};

const cacheRemedy = "remove that folder or close it to others (chmod 700), or set CRSIM_CACHE_DIR to a folder of your own";

/** A kind of what is kept; without it everything is found anew each time. */
const cacheCheck = (kind: "code" | "scenarios", name: string): Check => ({
	name,
	needed: false,
	look: () => {
		const { folder, trouble } = cacheOf(kind);
		if (trouble !== undefined) throw new Error(trouble);
		if (folder === undefined) return "none (CRSIM_CACHE_DIR=off)";
		accessSync(folder, constants.W_OK);
		return `${folder}, yours alone`;
	},
	remedy: cacheRemedy,
});

const leastFree = 100_000_000;

const space = (folder: string): Check => ({
	name: "results",
	needed: false,
	look: () => {
		accessSync(folder, constants.W_OK);
		const { bavail, bsize } = statfsSync(folder);
		const free = bavail * bsize;
		const said = `${(free / 1e9).toFixed(1)} GB free in ${folder}`;
		if (free >= leastFree) return said;
		throw new Error(`only ${said}`);
	},
	remedy: "give a folder that can be written and has room: --out, or another folder to stand in",
});

const others: Check = { name: "other programs", needed: false, look: () => "none needed", remedy: "none" };

/** Everything that crsim relies on, as it is on this machine; results are written below `folder`. */
export const checksHere = (folder: string): readonly Check[] => [
	nodeCheck(process.versions.node, existsSync(join(home, "src/cli/main.ts"))),
	files,
	generatedCode,
	webAssembly,
	fonts,
	figures,
	threads,
	cacheCheck("code", "kept code"),
	cacheCheck("scenarios", "kept scenarios"),
	space(folder),
	others,
];

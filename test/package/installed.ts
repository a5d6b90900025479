import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { home } from "../../src/node/model-files.ts";

export interface Said {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs a program; the Node that runs the test goes before every other. */
export function told(program: string, args: readonly string[], { cwd, env = {} }: { cwd: string; env?: Record<string, string> }): Said {
	const path = [dirname(process.execPath), process.env["PATH"]].join(":");
	const { status, stdout, stderr, error } = spawnSync(program, args, {
		cwd,
		encoding: "utf8",
		env: { ...process.env, NO_COLOR: "1", ...env, PATH: path },
		maxBuffer: 64 * 1024 * 1024,
	});
	return { status, stdout, stderr: error ? String(error) : stderr };
}

/** The npm that started the test, else the one that the system finds. */
function npm(args: readonly string[], cwd: string): Said {
	const own = process.env["npm_execpath"];
	return own?.endsWith(".js") ? told(process.execPath, [own, ...args], { cwd }) : told("npm", args, { cwd });
}

/** What a clone has that a package is made of. */
const partsOfClone = [
	"package.json",
	"package-lock.json",
	"tsconfig.json",
	"README.md",
	"LICENSE",
	"CHANGELOG.md",
	"src",
	"models",
	"scenarios",
];

/**
 * Copies the clone, so that nothing is built where other tests look, then builds and packs the copy as `npm pack` does; but for what npm would
 * run before: that may install packages anew, and the copy shares those of the clone.
 */
export function packed(folder: string): { readonly clone: string; readonly tarball: string } {
	const clone = join(folder, "clone");
	mkdirSync(join(clone, "test"), { recursive: true });
	for (const name of [...partsOfClone, "test/tsconfig.build.json"])
		cpSync(join(home, name), join(clone, name), { recursive: true, preserveTimestamps: true });
	symlinkSync(join(home, "node_modules"), join(clone, "node_modules"));
	for (const args of [
		["run", "build"],
		["pack", "--pack-destination", folder],
	]) {
		const { status, stdout, stderr } = npm([...args, "--ignore-scripts"], clone);
		if (status !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
	}
	const { version } = JSON.parse(readFileSync(join(clone, "package.json"), "utf8")) as { version: string };
	return { clone, tarball: `crsim-${version}.tgz` };
}

interface LockEntry {
	readonly dev?: boolean;
	readonly [key: string]: unknown;
}

/** A lock file made of ours: without what only the clone needs, and with the tarball in place of the clone. */
function lockFor(tarball: string, folder: string): object {
	const { packages } = JSON.parse(readFileSync(join(home, "package-lock.json"), "utf8")) as { packages: Record<string, LockEntry> };
	const { name, devDependencies: _, ...own } = packages[""]!;
	const integrity = `sha512-${createHash("sha512")
		.update(readFileSync(join(folder, tarball)))
		.digest("base64")}`;
	const others = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
	return {
		name: "someone",
		version: "1.0.0",
		lockfileVersion: 3,
		requires: true,
		packages: {
			"": { name: "someone", version: "1.0.0", dependencies: { crsim: `file:${tarball}` } },
			"node_modules/crsim": { ...own, resolved: `file:${tarball}`, integrity },
			...Object.fromEntries(others),
		},
	};
}

/** Why npm could not have what it needs: neither its cache nor a registry gave it. Other failures are ours. */
const unreachable = /ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/;

/** Installs a tarball of this folder in it; a reason where that cannot be, because packages can be had neither from npm's cache nor a network. */
export function install(tarball: string, folder: string): { readonly absent: string | undefined } {
	const json = (value: unknown) => `${JSON.stringify(value, null, "\t")}\n`;
	writeFileSync(join(folder, "package.json"), json({ name: "someone", version: "1.0.0", dependencies: { crsim: `file:${tarball}` } }));
	writeFileSync(join(folder, "package-lock.json"), json(lockFor(tarball, folder)));
	const quick = ["--prefer-offline", "--no-audit", "--no-fund", "--fetch-retries=0", "--loglevel=error"];
	const { status, stdout, stderr } = npm(["ci", ...quick], folder);
	if (status === 0) return { absent: undefined };
	if (unreachable.test(stderr))
		return { absent: `npm has its packages neither in its cache nor from a network: ${stderr.trim().split("\n")[0]}` };
	throw new Error(`npm ci failed:\n${stdout}\n${stderr}`);
}

export const aPlace = (): string => mkdtempSync(join(tmpdir(), "crsim-package-"));

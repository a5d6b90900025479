import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { crsim, folderWith } from "./crsim.ts";

const sick = "about: A sick patient.\npatient: { tumor_burden: 3 }\nuntil: 5 day\n";

/** A folder with a scenario, and protocols beside it. */
function protocolsIn(protocols: Readonly<Record<string, string>>, scenario = sick): string {
	const folder = folderWith(scenario);
	mkdirSync(join(folder, "protocols"));
	for (const [name, text] of Object.entries(protocols)) writeFileSync(join(folder, "protocols", `${name}.yaml`), text);
	return folder;
}

const own = "about: Mine.\nextends: circulation\nrules:\n  - { name: early, when: crs >= 1, at_most: 1, give: tocilizumab }\n";

describe("--care", () => {
	test("takes a shipped name in any case, a protocol beside the scenario, and the path of a file", async () => {
		const folder = protocolsIn({ mine: own });
		for (const care of ["P0", "mine", "mine.yaml", "protocols/mine.yaml"]) {
			const { status, stdout, stderr } = await crsim(["run", "scenario.yaml", "--care", care, "--format", "json"], { cwd: folder });
			expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
			const { treatments } = JSON.parse(stdout) as { treatments: { what: string; why: string }[] };
			expect(treatments.some(({ why }) => why === (care === "P0" ? "first fluid" : "early"))).toBe(true);
		}
	});

	test("a protocol outside of the folders is refused to a scenario", async () => {
		const folder = protocolsIn({}, `${sick}care: ../../secret\n`);
		const { status, stderr } = await crsim(["run", "scenario.yaml"], { cwd: folder });
		expect(status).toBe(1);
		expect(stderr).toContain('unknown protocol "../../secret"');
	});

	test("the acts stand in events.csv with their rules", async () => {
		const folder = protocolsIn({ mine: own });
		expect((await crsim(["run", "scenario.yaml", "--care", "mine", "--out", "out", "--plots", "none"], { cwd: folder })).status).toBe(0);
		expect(readFileSync(join(folder, "out/events.csv"), "utf8")).toMatch(
			/^\d+,tocilizumab,560,mg,iv,early,interleukin-6 blocker,dose,,,,$/m,
		);
		expect(readFileSync(join(folder, "out/report.html"), "utf8")).toContain("The story in time order");
	});

	test("compare lays one patient under several protocols, each in its title and folder", async () => {
		const folder = protocolsIn({ mine: own });
		const { status, stdout } = await crsim(["compare", "scenario.yaml", "--care", "none,mine", "--out", "out", "--plots", "none"], {
			cwd: folder,
		});
		expect(status).toBe(0);
		expect(stdout).toContain("A  A sick patient · care: none");
		expect(stdout).toContain("B  A sick patient · care: mine");
		expect(readFileSync(join(folder, "out/scenario-mine/events.csv"), "utf8")).toContain("early");
	});

	test("one course cannot be compared", async () => {
		const { status, stderr } = await crsim(["compare", "untreated", "--care", "p0"]);
		expect(status).toBe(1);
		expect(stderr).toContain("2 to 6 courses can be compared");
	});
});

describe("rules that trigger each other", () => {
	test("end with exit 2 and the loop named", async () => {
		const rules = [
			"{ name: on, when: norepinephrine_rate == 0, give: norepinephrine, rate: 0.1 ug/kg/min }",
			"{ name: off, when: norepinephrine_rate > 0, stop: norepinephrine }",
		];
		const folder = protocolsIn({ loop: `about: x\nrules:\n${rules.map((rule) => `  - ${rule}\n`).join("")}` }, `${sick}care: loop\n`);
		const { status, stdout } = await crsim(["run", "scenario.yaml"], { cwd: folder });
		expect({
			status,
			outcome: stdout
				.split("\n")
				.find((line) => line.includes("rules trigger"))
				?.trim(),
		}).toEqual({
			status: 2,
			outcome:
				'The run ended on day -6.00 (rules trigger each other without an end: "on" -> "off" -> "on"): let the conditions of these rules leave a gap between each other',
		});
	});
});

describe("crsim check and list", () => {
	test("check of a protocol tells what is wrong where it stands, and points at rules that can never act", async () => {
		const folder = protocolsIn({ bad: own.replace("crs >= 1", "csr >= 1"), idle: own.replace("crs >= 1", "crs > 5") });
		const bad = await crsim(["check", "protocols/bad.yaml"], { cwd: folder });
		expect(bad.status).toBe(1);
		expect(bad.stderr).toContain('protocols/bad.yaml:4:26  rules[0].when  unknown name "csr"');
		const idle = await crsim(["check", "protocols/idle.yaml"], { cwd: folder });
		expect(idle.status).toBe(0);
		expect(idle.stderr).toContain('protocols/idle.yaml:4: the rule "early" can never act: "crs > 5" cannot hold');
	});

	test("list protocols names them with what they are", async () => {
		const { status, stdout } = await crsim(["list", "protocols"]);
		expect(status).toBe(0);
		expect(stdout).toMatch(/^p4 +P4, by ASTCT grade/m);
		expect(stdout).toMatch(/^standard /m);
	});
});

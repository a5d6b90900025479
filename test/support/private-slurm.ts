import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Whether the programs of Debian's slurm-wlm are here. They are asked for as root only: elsewhere a daemon cannot start jobs. */
export const hasSlurm = (): boolean =>
	process.getuid?.() === 0 && ["munged", "slurmctld", "slurmd", "sbatch"].every((name) => spawnSync("which", [name]).status === 0);

/** A Slurm of its own in a folder, with one node. */
export interface PrivateSlurm {
	/** Runs a program of Slurm and gives what it prints. */
	readonly ask: (program: string, ...args: string[]) => string;
	/** Starts the node's daemon. */
	readonly startNode: () => void;
	/** Kills the node: its daemon and all that runs under it, at once. */
	readonly killNode: () => void;
	readonly stop: () => void;
}

const ports = { controller: 16_817, node: 16_818 } as const;

const configuration = (folder: string, host: string) => `ClusterName=crsim
SlurmctldHost=${host}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CredType=cred/munge
SlurmctldPort=${ports.controller}
SlurmdPort=${ports.node}
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1,defer
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SlurmdTimeout=10
NodeName=${host} CPUs=2 RealMemory=2000 State=UNKNOWN
PartitionName=sim Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`;

/** The processes under one, itself last. */
function processesUnder(pid: number): number[] {
	const children = spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" })
		.stdout.split("\n")
		.filter(Boolean)
		.map(Number);
	return [...children.flatMap(processesUnder), pid];
}

/** The processes of this Slurm whose parent has ended: the steps of a job are nobody's children. */
const stepsIn = (folder: string): number[] =>
	spawnSync("pgrep", ["-f", `slurmstepd: \\[`], { encoding: "utf8" })
		.stdout.split("\n")
		.filter(Boolean)
		.map(Number)
		.filter((pid) => spawnSync("grep", ["-qz", `SLURM_CONF=${folder}/`, `/proc/${pid}/environ`]).status === 0);

/** Starts a Slurm of one node in a folder. */
export async function privateSlurm(folder: string): Promise<PrivateSlurm> {
	const host = hostname().split(".")[0]!;
	for (const name of ["state", "spool"]) mkdirSync(join(folder, name));
	writeFileSync(join(folder, "slurm.conf"), configuration(folder, host));
	writeFileSync(join(folder, "munge.key"), Buffer.alloc(1024, 7), { mode: 0o400 });
	const env = { ...process.env, SLURM_CONF: join(folder, "slurm.conf") };
	const daemon = (program: string, ...args: string[]): ChildProcess => spawn(program, args, { env, stdio: "ignore" });
	const at = (name: string) => join(folder, name);
	const files = ["key", "socket", "pid", "log", "seed"].map(
		(name) => `--${name === "pid" || name === "log" || name === "seed" || name === "key" ? `${name}-file` : name}=${at(`munge.${name}`)}`,
	);
	const daemons = [daemon("munged", "--foreground", "--force", ...files), daemon("slurmctld", "-D")];
	let node = daemon("slurmd", "-D");
	const ask = (program: string, ...args: string[]) => execFileSync(program, args, { env, encoding: "utf8", cwd: folder });
	const killNode = () => {
		for (const pid of [...stepsIn(folder).flatMap(processesUnder), node.pid!]) {
			try {
				process.kill(pid, "SIGKILL");
			} catch {
				// It has ended with its parent.
			}
		}
	};
	const startNode = () => {
		node = daemon("slurmd", "-D");
	};
	const stop = () => {
		killNode();
		for (const one of daemons) one.kill("SIGKILL");
	};
	for (let tries = 0; tries < 100; tries++) {
		if (spawnSync("sinfo", ["-h", "-o", "%T"], { env, encoding: "utf8" }).stdout.trim() === "idle")
			return { ask, startNode, killNode, stop };
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	stop();
	throw new Error(`Slurm did not start; see ${folder}`);
}

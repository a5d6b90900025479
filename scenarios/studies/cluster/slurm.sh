#!/bin/sh
# A study as an array of Slurm, and a job that joins its parts when all are done:
#
#     STUDY=tocilizumab-timing OUT=out/timing
#     export STUDY OUT
#     array=$(sbatch --parsable --array=1-8 slurm.sh)
#     sbatch --dependency=afterok:$array merge.sh
#
# All parts share one folder. A task that is killed or requeued goes on with the blocks that are not there yet;
# "crsim sweep --status $OUT" says how far all of them are.
#SBATCH --job-name=crsim
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
set -eu
exec ${CRSIM:-npx crsim} sweep "$STUDY" --shard auto --workers "${SLURM_CPUS_PER_TASK:-1}" --out "$OUT"

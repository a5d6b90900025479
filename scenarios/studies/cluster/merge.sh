#!/bin/sh
# Joins the parts of a study that slurm.sh, parallel.sh or kubernetes.yaml have written into $OUT.
#SBATCH --job-name=crsim-merge
set -eu
exec ${CRSIM:-npx crsim} merge "$OUT" --out "$OUT"

#!/bin/sh
# A study in parts by GNU parallel, as many at a time as there are cores:
#
#     STUDY=tocilizumab-timing OUT=out/timing PARTS=8 sh parallel.sh
#
# Begun again it goes on with the blocks that are not there yet.
set -eu
seq "$PARTS" | parallel -N0 ${CRSIM:-npx crsim} sweep "$STUDY" --shard "auto/$PARTS" --workers 1 --out "$OUT"
exec ${CRSIM:-npx crsim} merge "$OUT" --out "$OUT"

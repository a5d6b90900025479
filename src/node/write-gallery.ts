// npm run gallery: the teaching figures that come along on one page, as a folder to open from disk or to put on any static host.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { galleryOf } from "./gallery.ts";
import { home } from "./model-files.ts";
import { shippedTeachingFigures } from "./teaching-figure-texts.ts";
import { writeFiles } from "./write-files.ts";

const names = process.argv.length > 2 ? process.argv.slice(2) : shippedTeachingFigures();
const onFigure = (name: string) => process.stdout.write(`${name}\n`);
writeFiles(join(home, "dist", "gallery"), await galleryOf(names, { workers: availableParallelism(), onFigure }));
process.stdout.write("wrote dist/gallery: open index.html\n");

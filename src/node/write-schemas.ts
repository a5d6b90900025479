// npm run schemas: writes the JSON Schemas for editors.
import { home } from "./model-files.ts";
import { schemaFiles } from "./schemas.ts";
import { writeFiles } from "./write-files.ts";

writeFiles(home, schemaFiles());

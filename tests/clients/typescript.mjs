// Writes the TypeScript types of each document beside it.

import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

for (const path of process.argv.slice(2)) {
  const types = await openapiTS(pathToFileURL(path));
  await writeFile(path.replace(/\.json$/, '.ts'), astToString(types));
}

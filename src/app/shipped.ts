import { fileURLToPath } from 'node:url';

/** A file or folder that comes with the program, wherever it is called from. `path`: below the project's folder. */
export const shipped = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

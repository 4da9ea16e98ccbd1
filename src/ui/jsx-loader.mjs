// Node strips types from .ts by itself but does not know JSX; this hook turns .tsx into JavaScript as it is imported: all of them in
// one call of the compiler, which costs less than ten calls. One way for development and production.
import { globSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

// What V8 made of the program is kept for the next start. Where the folder cannot be written nothing is kept, and all is well.
enableCompileCache(`${root}node_modules/.cache/narvaro`);

/** Address of a page's file → what it is as JavaScript. */
let pages = null;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith('.tsx')) return nextLoad(url, context);
    pages ??= compilePages();
    return { format: 'module', source: pages.get(url), shortCircuit: true };
  },
});

function compilePages() {
  const files = globSync('src/**/*.tsx', { cwd: root }).toSorted();
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: files,
    // Not bundled: a file stays a module of its own, and its imports are left as they are.
    bundle: false,
    write: false,
    outdir: root,
    outbase: root,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'inline',
    target: 'node24',
  });
  const made = new Map(outputFiles.map(({ path, text }) => [path, text]));
  return new Map(files.map((file) => [pathToFileURL(root + file).href, made.get(root + file.replace(/\.tsx$/, '.js'))]));
}

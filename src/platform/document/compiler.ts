import { createRequire } from 'node:module';
import { join } from 'node:path';
import { problem } from '../problem/index.ts';

/** What we use of the compiler's package, which comes without types. */
interface TypstPackage {
  NodeCompiler: { create(options: { workspace: string }): Compiler };
}

interface CompileOptions {
  mainFileContent: string;
  inputs: Record<string, string>;
}

export interface Compiler {
  pdf(document: CompileOptions, options: { pdfStandard: 'ua-1' }): Buffer;
  /** Forgets results of so many rounds ago: 0 forgets all. */
  evictCache(rounds: number): void;
}

const require = createRequire(import.meta.url);

/** Throws pdf-unavailable where the package has no binary for this machine. */
export function openCompiler(name = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu'): Compiler {
  try {
    const { NodeCompiler } = require(name) as TypstPackage;
    // A folder that is not there: a document is made of its source and its data alone, and reads no files.
    return NodeCompiler.create({ workspace: join(import.meta.dirname, 'no-files') });
  } catch {
    throw problem('pdf-unavailable', { detail: 'there is no PDF compiler for this system; the same data are there as JSON' });
  }
}

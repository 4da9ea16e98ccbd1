import { type Compiler, openCompiler } from './compiler.ts';

let compiler: Compiler | null = null;

/** Stands for a character that no font here has. */
const unshown = '□';
/** More rounds than there are kinds of refusals. */
const longestSearch = 5;

/**
 * A tagged PDF (PDF/UA-1, ISO 14289-1) of a typst source, which finds `data` as JSON in `sys.inputs.data`. Data are never part of
 * the source: whatever they hold is text. Characters that no font here can show, and that PDF/UA therefore refuses, become
 * '□'; `sys.inputs.unshown` is then "yes". Takes some milliseconds for a page. Throws pdf-unavailable where there is no compiler
 * for this machine, and Error when the source has a fault.
 */
export function renderPdf(source: string, data: unknown): Promise<Buffer> {
  return Promise.try(() => {
    compiler ??= openCompiler();
    let text = withoutControls(JSON.stringify(data));
    let replaced = false;
    for (let round = 1; ; round += 1) {
      try {
        const inputs = { data: text, unshown: replaced ? 'yes' : 'no' };
        return compiler.pdf({ mainFileContent: source, inputs }, { pdfStandard: 'ua-1' });
      } catch (error) {
        const refused = refusedTexts(error);
        const next = refused.reduce((kept, one) => kept.replaceAll(one, unshown), text);
        if (round === longestSearch || next === text) throw faultIn(error);
        text = next;
        replaced = true;
      } finally {
        // What it remembers of a document is someone's data.
        compiler.evictCache(0);
      }
    }
  });
}

/** Escaped in JSON: control characters but tab and line feed, which mean nothing on paper and are refused by PDF/UA. */
function withoutControls(json: string): string {
  return json
    .toWellFormed()
    .replaceAll(/(?<!\\)((?:\\\\)*)\\(?:u00[01][0-9a-f]|[bfr])/g, '$1')
    .replaceAll(/[\u007f-\u009f]/g, '');
}

/** The texts that the compiler says it cannot show, as they stand in the data. */
function refusedTexts(error: unknown): string[] {
  const said = error instanceof Error ? error.message : '';
  return [...said.matchAll(/(?:the text|disallowed codepoint) `\\"(.+?)\\"`/g)].map(([, text]) =>
    text!.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_whole, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
}

/** What the compiler said, without the data that it may repeat. */
function faultIn(error: unknown): Error {
  const said = error instanceof Error ? error.message.replaceAll(/`[^`]*`/g, '…') : '';
  return new Error(`the document could not be made: ${said.slice(0, 500)}`);
}

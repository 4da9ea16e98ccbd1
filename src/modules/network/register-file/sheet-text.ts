import { stringify } from 'csv-stringify/sync';
import { asFile } from './held-file.ts';
import { readXlsx } from './read-xlsx.ts';
import { FileFault } from './source.ts';

/**
 * The first visible sheet of a workbook as CSV with semicolons, each row on the line that is its own in the sheet; null when it is no workbook that can be
 * read. For small files: all of it is held.
 */
export async function sheetAsText(bytes: Buffer): Promise<string | null> {
  return await asFile(bytes, 'xlsx', async (path) => {
    const lines: string[] = [];
    try {
      for await (const { line, values } of readXlsx(path)) {
        // A cell of several lines would move those below it.
        const cells = values.map((value) => value.replaceAll(/\s*[\r\n]+\s*/g, ' '));
        lines[line - 1] = stringify([cells], { delimiter: ';', eof: false });
      }
    } catch (error) {
      if (error instanceof FileFault) return null;
      throw error;
    }
    return Array.from(lines, (one) => one ?? '').join('\n');
  });
}

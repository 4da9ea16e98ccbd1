import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { CsvError, parse, type Parser } from 'csv-parse';
import { csvDelimiter } from '../../../platform/text/index.ts';
import { rowError } from './row.ts';
import { FileFault, type Line } from './source.ts';

/** In characters. A quote that is never closed would make the rest of the file one value: no row is as long as this. */
const longestRow = 65_536;
const tooLong = `a row of at most ${longestRow} characters (is a quote not closed?)`;

const expectedBy: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a value in quotes to end with a quote',
  CSV_MAX_RECORD_SIZE: tooLong,
};

/** The lines of a CSV file (RFC 4180; commas, semicolons or tabs; UTF-8 with or without byte order mark, LF or CRLF). Throws FileFault. */
export async function* readCsv(path: string): AsyncGenerator<Line> {
  let reader: Reader | null = null;
  for await (const text of wholeLines(path)) {
    reader ??= readerOf(csvDelimiter(text));
    yield* reader.lines((parser, done) => parser.write(text, done));
  }
  if (reader !== null) yield* reader.lines((parser, done) => parser.end(done));
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(delimiter: string) {
  const found: Line[] = [];
  let last = 0;
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    max_record_size: longestRow,
    skip_empty_lines: true,
    // Rows are taken as they come rather than read from the stream, which would lose those just before a fault.
    on_record(values: string[], { lines }) {
      // The parser counts to the end of the row; a person looks for its beginning.
      found.push({ line: lines - values.reduce((sum, value) => sum + value.split('\n').length - 1, 0), values });
      last = lines;
      return null;
    },
  });
  // The callbacks give the same error; an error event that nobody hears would end the process.
  parser.on('error', () => undefined);
  return {
    async *lines(feed: (to: Parser, done: (error?: Error | null) => void) => void): AsyncGenerator<Line> {
      const error = await new Promise<Error | null | undefined>((done) => feed(parser, done));
      yield* found.splice(0);
      if (error instanceof CsvError) throw broken(error, last + 1);
      if (error) throw error;
    },
  };
}

function broken(error: CsvError, line: number): FileFault {
  return new FileFault(
    rowError(line, '', '', expectedBy[error.code] ?? 'a quote inside a value to be written twice, and the value in quotes'),
  );
}

/** The file as text, cut only between lines, so that bytes that are no UTF-8 can be told by their line. */
async function* wholeLines(path: string): AsyncGenerator<string> {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf('\n') + 1;
    if (end > 0) yield decode(bytes.subarray(0, end), line);
    line += count(bytes.subarray(0, end));
    rest = bytes.subarray(end);
    if (rest.length > longestRow * 4) throw new FileFault(rowError(line, '', '', tooLong));
  }
  if (rest.length > 0) yield decode(rest, line);
}

function decode(bytes: Buffer, firstLine: number): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    let line = firstLine;
    let start = 0;
    for (let end = 0; end < bytes.length; line += 1, start = end) {
      end = bytes.indexOf('\n', start) + 1 || bytes.length;
      if (!isUtf8(bytes.subarray(start, end))) break;
    }
    const shown = bytes
      .toString('latin1', start, start + 200)
      .split('\n')[0]!
      .trim();
    throw new FileFault(
      rowError(line, '', shown, 'text in UTF-8 (in a spreadsheet: save as "CSV UTF-8")', { code: 'not-utf-8' }),
    );
  }
}

function count(bytes: Buffer): number {
  let lines = 0;
  for (const byte of bytes) if (byte === 10) lines += 1;
  return lines;
}

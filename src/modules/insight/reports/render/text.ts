/** A report as plain text, lines of at most 100 characters. */
import type { MadeBlock, MadeInline, ReportDocument } from '../document.ts';
import { tableOf } from './tables.ts';
import { captionOf, leadOf, noteText, oneFigure, wordsOf } from './words.ts';

const width = 100;

export function reportText(document: ReportDocument): string {
  const lines = [document.title, '='.repeat(Math.min(width, document.title.length)), '', ...leadOf(document), ''];
  for (const block of document.blocks) lines.push(...linesOf(document, block), '');
  const heading = wordsOf(document)('notes');
  lines.push(heading, '-'.repeat(heading.length), '');
  for (const [at, note] of document.notes.entries()) lines.push(...wrapped(`[${at + 1}] ${noteText(document, note)}`, ''), '');
  return `${lines.join('\n').trimEnd()}\n`;
}

function linesOf(document: ReportDocument, block: MadeBlock): string[] {
  switch (block.kind) {
    case 'heading': {
      const text = inlineText(document, block.inline!);
      return [text, (block.depth === 2 ? '-' : '.').repeat(Math.min(width, text.length))];
    }
    case 'paragraph':
      return wrapped(inlineText(document, block.inline!), '');
    case 'list':
      return block.items!.flatMap((item, at) => {
        const mark = block.ordered === true ? `${at + 1}. ` : '- ';
        const inside = item.flatMap((one) => linesOf(document, one));
        return inside.map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);
      });
    case 'quote':
      return block.inside!.flatMap((one) => linesOf(document, one)).map((line) => `  ${line}`);
    default:
      return figureLines(document, block.figure!);
  }
}

function figureLines(document: ReportDocument, number: number): string[] {
  const figure = document.figures[number - 1]!;
  const { columns, rows } = tableOf(document, figure);
  const all = [columns.map(({ name }) => name), ...rows];
  const last = columns.length - 1;
  const widths = columns.map((_one, at) => Math.max(...all.map((row) => row[at]!.length)));
  const lines = all.map((row) => {
    const before = row
      .slice(0, last)
      .map((text, at) => (columns[at]!.isNumeric ? text.padStart(widths[at]!) : text.padEnd(widths[at]!)))
      .join('  ');
    const end = row[last]!;
    const cell = columns[last]!.isNumeric ? end.padStart(widths[last]!) : end;
    // A long list of areas goes on below itself.
    const indent = ' '.repeat(before.length + 2);
    return wrapped(cell, indent).map((line, at) =>
      at === 0 ? `${before}${before === '' ? '' : '  '}${columns[last]!.isNumeric ? cell : line.trimStart()}` : line,
    );
  });
  return [...wrapped(captionOf(document, figure), ''), '', ...lines.flat().map((line) => `  ${line}`)];
}

export function inlineText(document: ReportDocument, inlines: readonly MadeInline[]): string {
  return inlines
    .map((one) => {
      if (one.kind === 'figure') {
        const { text, note } = oneFigure(document, one.figure!);
        return `${text} [${note}]`;
      }
      const inside = one.text ?? inlineText(document, one.inside ?? []);
      return one.kind === 'link' && inside !== one.href ? `${inside} <${one.href}>` : inside;
    })
    .join('');
}

function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/ +/)) {
    if (line.trim() !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = indent;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

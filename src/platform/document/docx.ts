import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { PdfDocument, PdfSection } from './document.ts';

/** The same document as a file that people go on writing in (Office Open XML, ISO/IEC 29500). Data are only ever text. */
export function docxDocument({ title, lang, sections }: Omit<PdfDocument, 'unshown'>): Promise<Buffer> {
  const children = [
    new Paragraph({ text: written(title), heading: HeadingLevel.TITLE }),
    ...sections.flatMap((section) => parts(section)),
  ];
  const styles = { default: { document: { run: { font: 'Arial', size: 22, language: { value: lang } } } } };
  return Packer.toBuffer(new Document({ title: written(title), creator: '', styles, sections: [{ children }] }));
}

function parts({ heading, text, facts = [], rows }: PdfSection): (Paragraph | Table)[] {
  const space = { spacing: { after: 120 } };
  return [
    new Paragraph({ text: written(heading), heading: HeadingLevel.HEADING_1, spacing: { before: 300, after: 120 } }),
    ...linesOf(text ?? '').map((line) => new Paragraph({ text: line, ...space })),
    ...facts.map(
      ([term, value]) =>
        new Paragraph({
          children: [
            new TextRun({ text: `${written(term)}: `, bold: true }),
            ...linesOf(value).map((line, index) => new TextRun({ text: line, ...(index === 0 ? {} : { break: 1 }) })),
          ],
          ...space,
        }),
    ),
    ...(rows === undefined ? [] : [tableOf(rows), new Paragraph({ text: '' })]),
  ];
}

function tableOf({ columns, rows }: NonNullable<PdfSection['rows']>): Table {
  const cell = (text: string, bold: boolean): TableCell =>
    new TableCell({
      children: linesOf(text, true).map((line) => new Paragraph({ children: [new TextRun({ text: line, bold })] })),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map((name) => cell(name, true)) }),
      ...rows.map((row) => new TableRow({ children: row.map((value) => cell(value, false)) })),
    ],
  });
}

/** At least one line where something must stand. */
function linesOf(text: string, always = false): string[] {
  return text === '' && !always ? [] : text.split('\n').map(written);
}

/** XML 1.0 has no control characters but tab, line feed and carriage return. */
function written(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ');
}

/** A report in every format, each from the document alone: the same document gives the same bytes. */
import type { ReportDocument } from '../document.ts';
import { reportCsv } from './csv.ts';
import { reportHtml } from './html.tsx';
import { reportPdf } from './pdf.ts';
import { reportText } from './text.ts';
import { reportWorkbook } from './xlsx.ts';

export { ReportBody } from './body.tsx';
export { figureText } from './words.ts';

export const formats = ['text', 'html', 'pdf', 'csv', 'xlsx'] as const;
export type Format = (typeof formats)[number];

export const formatFacts: Readonly<Record<Format, { mediaType: string; extension: string }>> = {
  text: { mediaType: 'text/plain; charset=utf-8', extension: 'txt' },
  html: { mediaType: 'text/html; charset=utf-8', extension: 'html' },
  pdf: { mediaType: 'application/pdf', extension: 'pdf' },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
};

const makers: Readonly<Record<Format, (document: ReportDocument) => Promise<Buffer> | string>> = {
  text: reportText,
  html: reportHtml,
  csv: reportCsv,
  pdf: reportPdf,
  xlsx: reportWorkbook,
};

/** Throws pdf-unavailable where no PDF can be made. */
export async function reportFile(document: ReportDocument, format: Format): Promise<Buffer> {
  const made = await makers[format](document);
  return typeof made === 'string' ? Buffer.from(made) : made;
}

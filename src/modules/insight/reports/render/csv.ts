/** Every figure of a report as rows: one format for tables, charts, maps and the figures in the text. */
import { stringify } from 'csv-stringify/sync';
import type { MadeNote, ReportDocument } from '../document.ts';

export const csvColumns = [
  'figure',
  'kind',
  'title',
  'on',
  'keys',
  'names',
  'value',
  'part',
  'whole',
  'hidden',
  'unit',
  'metric',
  'version',
  'where',
  'reconstructed',
] as const;
export type CsvRow = Record<(typeof csvColumns)[number], string | number | null>;

export function reportRows(document: ReportDocument): CsvRow[] {
  return document.figures.flatMap((figure) =>
    figure.answers.flatMap(({ on, rows }) =>
      rows.map((row): CsvRow => ({
        figure: figure.number,
        kind: figure.kind,
        title: figure.title,
        on,
        keys: figure.by.map((key, at) => `${key}=${row.keys[at]}`).join(' '),
        names: row.names.join(' | '),
        value: row.hidden ? null : row.value,
        part: row.part,
        whole: row.whole,
        hidden: row.hidden ? 'yes' : 'no',
        unit: figure.unit,
        metric: figure.metric,
        version: figure.version,
        where: Object.entries(figure.where)
          .map(([key, codes]) => `${key}=${codes.join(',')}`)
          .join(' '),
        reconstructed: evidenceOf(document.notes[figure.note]!),
      })),
    ),
  );
}

const evidenceOf = ({ isMadeUp, isReconstructed }: MadeNote): string =>
  isMadeUp === true ? 'made up for the trial' : isReconstructed ? 'partly' : 'no';

/** UTF-8 with the mark by which spreadsheets know it. */
export function reportCsv(document: ReportDocument): string {
  return `\uFEFF${stringify(reportRows(document), { columns: [...csvColumns], header: true, escape_formulas: true })}`;
}

/** A report’s tables as a workbook: one sheet for each, one for the figures in the text, one on definitions. The same bytes each time. */
import { dateOf, instant } from '../../../../platform/clock/index.ts';
import { unitWords } from '../../words.ts';
import type { MadeFigure, ReportDocument } from '../document.ts';
import { csvColumns, reportRows } from './csv.ts';
import { captionOf, leadOf, wordsOf } from './words.ts';

/** Excel's own limits for the name of a sheet. */
const longestName = 31;
const notInNames = /[*?:\\/[\]]/g;

export async function reportWorkbook(document: ReportDocument): Promise<Buffer> {
  // Loaded when a workbook is asked for: it is a tenth of what the service would load at its start.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const say = wordsOf(document);
  // A workbook says when it was made: this one the day that it is due, so that it is the same each time.
  const made = dateOf(instant(`${document.dueOn}T00:00:00Z`));
  Object.assign(workbook, {
    creator: 'Närvaro',
    lastModifiedBy: 'Närvaro',
    created: made,
    modified: made,
    title: document.title,
  });
  const names = new Set<string>();
  const sheet = (name: string, widths: readonly number[]) => {
    const added = workbook.addWorksheet(free(name, names));
    added.columns = widths.map((width) => ({ width }));
    return added;
  };
  const about = sheet(say('definitions'), [28, 10, 50, 70, 12, 20, 60, 70]);
  about.addRow([document.title]).font = { bold: true, size: 14 };
  for (const line of leadOf(document)) about.addRow([line]);
  about.addRow([]);
  about.addRow([
    'metric',
    'version',
    say('title'),
    say('says'),
    say('unitName'),
    say('evidence'),
    say('sourceName'),
    'fingerprint',
  ]).font = {
    bold: true,
  };
  for (const { metric, version, fingerprint } of document.definitions) {
    const note = document.notes.find((one) => one.metric === metric)!;
    const evidence = say(note.isMadeUp === true ? 'madeUpShort' : note.isReconstructed ? 'reconstructedShort' : 'sourced');
    about.addRow([
      metric,
      version,
      note.title,
      note.says,
      unitWords[note.unit][document.language],
      evidence,
      note.source,
      fingerprint,
    ]);
  }
  for (const figure of document.figures.filter(({ kind }) => kind !== 'figure')) addFigure(document, figure, sheet);
  const rows = reportRows(document).filter(({ kind }) => kind === 'figure');
  if (rows.length > 0) {
    const inText = sheet(
      say('inText'),
      csvColumns.map(() => 18),
    );
    inText.addRow([...csvColumns]).font = { bold: true };
    for (const row of rows) inText.addRow(csvColumns.map((column) => row[column]));
  }
  return withoutTimes(Buffer.from(await workbook.xlsx.writeBuffer()));
}

type AddSheet = (
  name: string,
  widths: readonly number[],
) => {
  addRow(cells: readonly (string | number | null)[]): { font: object };
};

function addFigure(document: ReportDocument, figure: MadeFigure, sheet: AddSheet): void {
  const say = wordsOf(document);
  const keyed = figure.by.flatMap((_key, at) => [figure.byNames[at]!, `${figure.byNames[at]!} (${say('code')})`]);
  const added = sheet(`${figure.number} ${figure.title}`, [12, ...keyed.map(() => 28), 14, 14, 14]);
  added.addRow([captionOf(document, figure)]).font = { bold: true };
  added.addRow([
    say('day'),
    ...keyed,
    unitWords[figure.unit][document.language],
    ...(figure.unit === 'share' ? [say('part'), say('whole')] : []),
  ]).font = {
    bold: true,
  };
  for (const { on, rows } of figure.answers)
    for (const row of rows)
      added.addRow([
        on,
        ...row.keys.flatMap((code, at) => [row.names[at]!, code]),
        row.hidden ? say('hidden') : row.value,
        ...(figure.unit === 'share' ? [row.part, row.whole] : []),
      ]);
}

/** A name that no other sheet has, as long as Excel takes it. */
function free(name: string, taken: Set<string>): string {
  const plain = name.replaceAll(notInNames, ' ').replaceAll(/\s+/g, ' ').slice(0, longestName).trim();
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const found = `${plain.slice(0, longestName - suffix.length).trim()}${suffix}`;
    if (taken.has(found.toLowerCase())) continue;
    taken.add(found.toLowerCase());
    return found;
  }
}

/** 1980-01-01 00:00 as an archive writes it (APPNOTE.TXT 4.4.6): when each part was packed says nothing of the report. */
const noTime = 0x0021_0000;

/** The archive with no time in it: at each part, and in the list of parts at its end (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
function withoutTimes(archive: Buffer): Buffer {
  const end = archive.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    archive.writeUInt32LE(noTime, at + 12);
    archive.writeUInt32LE(noTime, archive.readUInt32LE(at + 42) + 10);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return archive;
}

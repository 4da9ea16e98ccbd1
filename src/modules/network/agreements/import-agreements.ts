/** Import of agreements: reads a file, holds every row against the rules and the register, and takes in all of it or nothing. */
import { z } from 'zod';
import { type Actor, command, type CommandContext, execute, type House } from '../../../platform/auth/index.ts';
import { addDays } from '../../../platform/clock/index.ts';
import type { Event } from '../../../platform/outbox/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { networkEvents } from '../events.ts';
import { type RowError, rowError } from '../register-file/row.ts';
import { type Format, formatOf, formats, readColumns } from '../register-file/source.ts';
import { agreementPeriod } from '../rules/agreement-period.ts';
import { type BulkAgreement, insertAgreements, placeIdsByCode } from '../store/agreement-bulk.ts';
import { writeDesks } from '../store/agreement-coverage.ts';
import { listMunicipalities } from '../store/geography.ts';
import { touchRegister } from '../store/version.ts';
import { type AgreementRow, type KnownToAgreements, parseAgreement } from './file-row.ts';
import { type AgreementColumn, agreementColumns } from './file-values.ts';
import { checkTogether, type Replaced } from './import-together.ts';

export interface AgreementImport {
  /** Rows of the file that are not blank, with errors or without. */
  rows: number;
  new: number;
  errors: number;
  applied: boolean;
}

type OnError = (error: RowError) => void;

/** Ends the transaction without a trace: a dry run, or a file with errors. */
class NothingApplied extends Error {
  readonly report: AgreementImport;

  constructor(report: AgreementImport) {
    super('nothing was applied');
    this.name = 'NothingApplied';
    this.report = report;
  }
}

const onError = z.custom<OnError>((value) => typeof value === 'function');

export const importAgreementsCommand = command({
  name: 'network.import-agreements',
  roles: ['planner', 'administrator'],
  input: z.object({ path: z.string().min(1), format: z.enum(formats), apply: z.boolean(), whatFits: z.boolean(), onError }),
  async run(context, { path, format, apply, whatFits, onError: tell }) {
    const { tx, now, actor, newId } = context;
    const report: AgreementImport = { rows: 0, new: 0, errors: 0, applied: false };
    const refuse: OnError = (error) => {
      if (whatFits) return;
      report.errors += 1;
      tell(error);
    };
    const rows = await readRows(context, { path, format }, report, refuse);
    if (report.rows === 0 && report.errors === 0) refuse(rowError(1, '', '', 'a row below the first line', { code: 'no-rows' }));
    const { found, replaced } = await checkTogether(context, rows, refuse, whatFits);
    report.new = report.errors > 0 ? 0 : found.length;
    if (report.errors > 0 || !apply) throw new NothingApplied(report);
    await insertAgreements(tx, found, replaced, now, actor.name, newId);
    const ids = [...replaced.map(({ agreementId }) => agreementId), ...found.map(({ id }) => id)];
    if (found.length > 0) {
      await writeDesks(tx, ids, now, actor.name);
      await touchRegister(tx);
    }
    report.applied = true;
    const events = whatFits ? [] : eventsOf(found, replaced);
    return { result: report, subject: 'agreements', rules: [agreementPeriod.id], details: { format, new: found.length }, events };
  },
});

/**
 * Imports a file of agreements (file-row.ts). A dry run and a file with errors leave no trace; otherwise every row becomes an agreement, in one
 * transaction. What is wrong, with the file itself too, is told to `onError` with line and column. `whatFits`: for a country that is loaded into a register
 * which may be another's by now: what it has no place for, or has already, is left out, and nobody is told.
 * Throws Problem: sign-in-required, not-allowed, invalid-input (no format), request-repeated.
 */
export async function importAgreements(
  house: House,
  actor: Actor,
  source: { path: string; format?: Format },
  options: { apply: boolean; whatFits?: boolean; requestId?: string; onError?: OnError },
): Promise<AgreementImport> {
  const format = source.format ?? formatOf(source.path);
  if (format === null)
    throw problem('invalid-input', {
      fields: [{ field: 'format', expected: `a file name that ends in ${formats.join(' or ')}` }],
    });
  const { apply, whatFits = false, requestId, onError: tell = () => undefined } = options;
  try {
    const input = { path: source.path, format, apply, whatFits, onError: tell };
    return await execute(house, actor, importAgreementsCommand, input, requestId ?? null);
  } catch (error) {
    if (error instanceof NothingApplied) return error.report;
    throw error;
  }
}

async function readRows(
  { tx, today }: CommandContext,
  source: { path: string; format: Format },
  report: AgreementImport,
  refuse: OnError,
): Promise<AgreementRow[]> {
  const known: KnownToAgreements = {
    municipalities: new Set((await listMunicipalities(tx)).map(({ code }) => code)),
    places: await placeIdsByCode(tx),
    today,
  };
  const rows: AgreementRow[] = [];
  for await (const read of readColumns<AgreementColumn>(source.path, source.format, agreementColumns)) {
    if (!('cells' in read)) {
      if (read.of === 'row') report.rows += 1;
      read.errors.forEach(refuse);
      continue;
    }
    report.rows += 1;
    const parsed = parseAgreement(read.cells, read.line, known);
    if ('row' in parsed) rows.push(parsed.row);
    else parsed.errors.forEach(refuse);
  }
  return rows;
}

function eventsOf(found: readonly BulkAgreement[], replaced: readonly Replaced[]): Event[] {
  return [
    ...replaced.map(({ agreementId, placeIds, since }) =>
      networkEvents.agreementEnding(agreementId, placeIds, addDays(since, -1)),
    ),
    ...found.flatMap(({ id, facts, steps }) => {
      const inForce = steps.find(({ state }) => state === 'in-force');
      const placeIds = facts.places.map(({ placeId }) => placeId);
      return inForce === undefined ? [] : [networkEvents.agreementInForce(id, placeIds, inForce.since)];
    }),
  ];
}

/** Import of agreements: reads a file, holds every row against the rules and the register, and takes in all of it or nothing. */
import { z } from 'zod';
import { type Actor, command, type CommandContext, execute, type House } from '../../../platform/auth/index.ts';
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Event } from '../../../platform/outbox/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { type Uuid } from '../../../platform/ids/index.ts';
import { coveringStates } from '../agreement-state.ts';
import { networkEvents } from '../events.ts';
import { type RowError, rowError, type RowFault } from '../register-file/row.ts';
import { type Format, formatOf, formats, readColumns } from '../register-file/source.ts';
import { type AgreedPeriod, agreementPeriod, periodFault } from '../rules/agreement-period.ts';
import {
  type BulkAgreement,
  insertAgreements,
  type KnownAgreement,
  knownAgreements,
  placeIdsByCode,
} from '../store/agreement-bulk.ts';
import { writeDesks } from '../store/agreement-coverage.ts';
import { listMunicipalities } from '../store/geography.ts';
import { touchRegister } from '../store/version.ts';
import { type AgreementRow, type KnownToAgreements, parseAgreement } from './file-row.ts';
import { type AgreementColumn, agreementColumns } from './file-values.ts';

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

interface Replaced {
  agreementId: Uuid;
  since: PlainDate;
  placeIds: readonly string[];
}

/** An agreement of the register, or of the file, as other rows meet it. */
type Met = Pick<KnownAgreement, 'id' | 'title' | 'agency' | 'from' | 'to' | 'covers' | 'offers' | 'placeIds'> & {
  line: number | null;
};

/** What no row shows alone: titles twice, agreements that are replaced and are not there, days between, and two about the same. */
async function checkTogether({ tx, newId }: CommandContext, rows: readonly AgreementRow[], refuse: OnError, whatFits: boolean) {
  const all: Met[] = (await knownAgreements(tx)).map((one) => ({ ...one, line: null }));
  const byTitle = new Map(all.map((one) => [`${one.agency} ${one.title}`, one]));
  const atPlace = new Map<string, Met[]>();
  for (const one of all) addAt(atPlace, one);
  const found: BulkAgreement[] = [];
  const replaced: Replaced[] = [];
  for (const given of rows) {
    const row = whatFits ? withoutCovered(given, atPlace) : given;
    if (row.facts.places.length === 0) continue;
    const { facts, line } = row;
    const say = (column: AgreementColumn, value: string, expected: string, fault: RowFault): void =>
      refuse(rowError(line, column, value, expected, fault));
    const key = `${facts.agency} ${facts.title}`;
    const same = byTitle.get(key);
    if (same !== undefined)
      say('title', facts.title, `each title once for an authority (${whereIs(same)} has the same)`, titleTwice(same));
    const other = row.replacesTitle === null ? null : (byTitle.get(`${facts.agency} ${row.replacesTitle}`) ?? null);
    if (row.replacesTitle !== null && other === null)
      say('replaces', row.replacesTitle, 'the title of an agreement of the same authority, in the register or further up', {
        code: 'replaces-unknown',
      });
    const met = metBy(row, newId());
    const fault = faultOf(met, other, facts.gapReason, atPlace);
    if (fault !== null) say('valid_from', facts.from!, ...fault);
    if (met.covers && other !== null && other.covers) {
      replaced.push({ agreementId: other.id, since: met.from!, placeIds: other.placeIds });
      // Whoever comes after meets it as it is then.
      other.to = other.to !== null && other.to < met.from! ? other.to : addDays(met.from!, -1);
    }
    byTitle.set(key, met);
    addAt(atPlace, met);
    found.push({ ...row, id: met.id, facts: { ...facts, replaces: other?.id ?? null } });
  }
  return { found, replaced };
}

/** Without the places that another agreement covers for the same already. */
function withoutCovered(row: AgreementRow, atPlace: ReadonlyMap<string, Met[]>): AgreementRow {
  const { facts } = row;
  const isFree = ({ placeId, offers }: (typeof facts.places)[number]): boolean =>
    !(atPlace.get(placeId) ?? []).some(
      (one) => one.covers && one.agency === facts.agency && one.offers.some((offer) => offers.includes(offer)),
    );
  return { ...row, facts: { ...facts, places: facts.places.filter(isFree) } };
}

const titleTwice = ({ line }: Met): RowFault =>
  line === null ? { code: 'title-in-register' } : { code: 'title-in-file', params: { row: line } };
const whereIs = ({ line }: Met): string => (line === null ? 'the register' : `line ${line}`);

function metBy({ facts, steps, line }: AgreementRow, id: Uuid): Met {
  const inForce = steps.find(({ state }) => coveringStates.some((one) => one === state));
  return {
    id,
    line,
    title: facts.title,
    agency: facts.agency,
    from: inForce?.since ?? facts.from,
    to: facts.to,
    covers: inForce !== undefined,
    offers: [...(facts.places[0]?.offers ?? [])],
    placeIds: facts.places.map(({ placeId }) => placeId),
  };
}

function addAt(atPlace: Map<string, Met[]>, one: Met): void {
  for (const placeId of one.placeIds) {
    const there = atPlace.get(placeId);
    if (there === undefined) atPlace.set(placeId, [one]);
    else there.push(one);
  }
}

/** What is wrong with the period, as an error of the file says it; null when nothing is. */
function faultOf(
  met: Met,
  other: Met | null,
  gapReason: string | null,
  atPlace: ReadonlyMap<string, Met[]>,
): [expected: string, fault: RowFault] | null {
  if (met.from === null) return null;
  const others = !met.covers
    ? []
    : met.placeIds
        .flatMap((placeId) => atPlace.get(placeId) ?? [])
        .filter(
          (one) =>
            one !== other && one.covers && one.agency === met.agency && one.offers.some((offer) => met.offers.includes(offer)),
        );
  const fault = periodFault(periodOf(met), {
    replaced: other?.from ? periodOf(other) : null,
    gapReason,
    others: others.map((one) => ({ ...periodOf(one), id: one.id })),
  });
  if (fault === null || fault.fault === 'reversed') return null;
  if (fault.fault === 'not-after')
    return [
      `a day after ${other!.from!}, when the agreement that it replaces begins`,
      { code: 'not-after', params: { date: other!.from! } },
    ];
  if (fault.fault === 'gap')
    return [
      `${fault.from} or earlier, or a gap_reason: nothing covers ${fault.from} to ${fault.to}`,
      { code: 'gap', params: { from: fault.from, to: fault.to } },
    ];
  const overlapped = others.find(({ id }) => id === fault.id)!;
  return [
    `a period that does not overlap “${overlapped.title}” (${whereIs(overlapped)}), which covers one of the places for the same`,
    { code: 'overlaps', params: { other: overlapped.title } },
  ];
}

const periodOf = ({ from, to }: Met): AgreedPeriod => ({ from: from!, to });

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

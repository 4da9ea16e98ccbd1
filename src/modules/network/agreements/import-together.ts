/** What no row of a file of agreements shows alone: held against the other rows and the register. */
import type { CommandContext } from '../../../platform/auth/index.ts';
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { coveringStates } from '../agreement-state.ts';
import { type RowError, rowError, type RowFault } from '../register-file/row.ts';
import { type AgreedPeriod, leftOut, periodFault } from '../rules/agreement-period.ts';
import { type BulkAgreement, type KnownAgreement, knownAgreements } from '../store/agreement-bulk.ts';
import type { AgreementRow } from './file-row.ts';
import type { AgreementColumn } from './file-values.ts';

type OnError = (error: RowError) => void;

export interface Replaced {
  agreementId: Uuid;
  since: PlainDate;
  placeIds: readonly string[];
}

/** An agreement of the register, or of the file, as other rows meet it. */
type Met = Pick<
  KnownAgreement,
  'id' | 'title' | 'agency' | 'from' | 'to' | 'covers' | 'agreed' | 'offers' | 'placeIds' | 'staysAt'
> & {
  line: number | null;
};

/** What no row shows alone: titles twice, agreements that are replaced and are not there, days between, and two about the same. */
export async function checkTogether(
  { tx, newId }: CommandContext,
  rows: readonly AgreementRow[],
  refuse: OnError,
  whatFits: boolean,
) {
  const all: Met[] = (await knownAgreements(tx)).map((one) => ({ ...one, line: null }));
  const byTitle = new Map(all.map((one) => [`${one.agency} ${one.title}`, one]));
  const atPlace = new Map<string, Met[]>();
  for (const one of all) addAt(atPlace, one);
  const found: BulkAgreement[] = [];
  const replaced: Replaced[] = [];
  const takenOver: TakenOver[] = [];
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
      if (facts.gapReason === null) takenOver.push({ row, met, lasted: other.to, other });
      // Whoever comes after meets it as it is then.
      other.to = other.to !== null && other.to < met.from! ? other.to : addDays(met.from!, -1);
    }
    byTitle.set(key, met);
    addAt(atPlace, met);
    found.push({ ...row, id: met.id, facts: { ...facts, replaces: other?.id ?? null } });
  }
  // Rows further down may cover what a successor leaves out.
  for (const one of takenOver) sayLeftOut(one, atPlace, refuse);
  return { found, replaced };
}

/** An agreement that another of the file replaces while it covers its places. */
interface TakenOver {
  row: AgreementRow;
  met: Met;
  other: Met;
  /** Its last day before it was replaced. */
  lasted: PlainDate | null;
}

/** Places of the replaced one that nothing would cover from the day on which the new one does. */
function sayLeftOut({ row, met, other, lasted }: TakenOver, atPlace: ReadonlyMap<string, Met[]>, refuse: OnError): void {
  const since = met.from!;
  if (lasted !== null && lasted < since) return;
  const isThere = (one: Met): boolean =>
    one !== other && holds(one) && one.agency === met.agency && one.from! <= since && (one.to === null || since <= one.to);
  const covered = other.staysAt.flatMap((placeId) =>
    (atPlace.get(placeId) ?? []).filter(isThere).map(({ offers }) => ({ placeId, offers })),
  );
  const left = leftOut(
    other.staysAt.map((placeId) => ({ placeId, offers: other.offers })),
    covered,
  );
  if (left.length === 0) return;
  refuse(
    rowError(
      row.line,
      'places',
      row.replacesTitle!,
      `also the other places of “${other.title}”, or a gap_reason: nothing covers ${left.length} of them from ${since}`,
      { code: 'leaves-places', params: { other: other.title, count: left.length, date: since } },
    ),
  );
}

/** Without the places that another agreement covers for the same already. */
function withoutCovered(row: AgreementRow, atPlace: ReadonlyMap<string, Met[]>): AgreementRow {
  const { facts } = row;
  const isFree = ({ placeId, offers }: (typeof facts.places)[number]): boolean =>
    !(atPlace.get(placeId) ?? []).some(
      (one) => holds(one) && one.agency === facts.agency && one.offers.some((offer) => offers.includes(offer)),
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
    agreed: steps.at(-1)?.state === 'agreed',
    offers: [...(facts.places[0]?.offers ?? [])],
    placeIds: facts.places.map(({ placeId }) => placeId),
    staysAt: facts.places.map(({ placeId }) => placeId),
  };
}

/** Two that cover, or are agreed to cover, the same at one place are in each other's way. */
const holds = ({ covers, agreed }: Met): boolean => covers || agreed;

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
  const others = !holds(met)
    ? []
    : met.placeIds
        .flatMap((placeId) => atPlace.get(placeId) ?? [])
        .filter(
          (one) =>
            one !== other && holds(one) && one.agency === met.agency && one.offers.some((offer) => met.offers.includes(offer)),
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

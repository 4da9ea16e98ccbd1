/** Everything that the register says and ever said of one place, ready to be shown. */
import { instant, type Instant, plainDate, type PlainDate } from '../../../../platform/clock/index.ts';
import type { Database } from '../../../../platform/db/index.ts';
import { closeOffice } from '../../close-office.ts';
import { networkProblem } from '../../problems.ts';
import type { SecuringState } from '../../state.ts';
import { stepSecuring } from '../../step-securing.ts';
import { type Closure, listClosures, listSecuring, type SecuringStep } from '../../store/closures.ts';
import { decisionsKnownAt, listActs, placeHistory, type PlaceVersion, type RecordedAct } from '../../store/planner.ts';
import { listSecuringPlans, type SecuringPlan } from '../../store/securing.ts';
import { presenceHistory, type Presence } from '../../store/presence.ts';

export interface PlaceRecord {
  id: string;
  /** As known at the instant asked for; null when the register did not have the place then. */
  place: PlaceVersion | null;
  /** What it is called now. */
  name: string;
  code: string | null;
  /** As known at the instant asked for, the earliest period first. */
  presences: Presence[];
  /** Plans: the newest first. */
  closures: { closure: Closure; steps: SecuringStep[]; plans: SecuringPlan[] }[];
  /** What was recorded, the newest first. */
  entries: Entry[];
}

export type Change =
  | { what: 'place-added' }
  | { what: 'place-changed'; fields: string[] }
  | { what: 'presence-begun'; presence: Presence }
  | { what: 'presence-withdrawn'; presence: Presence }
  | { what: 'closure-decided' }
  | { what: 'securing-stepped'; state: SecuringState }
  | { what: 'presence-changed'; presence: Presence; before: Presence; fields: string[] };

/** What was recorded at one instant, by whom and why. */
export interface Entry {
  at: Instant;
  by: string;
  reason: string | null;
  changes: Change[];
}

/** All decisions, whatever their day: the last day that the register can speak of. */
export const anyDay: PlainDate = plainDate('2199-12-31');

/** Throws place-unknown. `knownAt` null: as known now. */
export async function readPlace(db: Database, id: string, knownAt: Instant | null): Promise<PlaceRecord> {
  const versions = await placeHistory(db, id);
  const [current] = versions;
  if (current === undefined) throw networkProblem('place-unknown');
  const history = await presenceHistory(db, id);
  const known = (one: Recorded): boolean => wasKnown(one, knownAt);
  return {
    id,
    name: current.name,
    code: history[0]?.placeCode ?? null,
    place: versions.find(known) ?? null,
    presences: history.filter(known).toSorted((a, b) => a.validFrom.localeCompare(b.validFrom) || a.kind.localeCompare(b.kind)),
    closures: await readClosures(db, id, knownAt),
    entries: entriesOf(versions, history, await listActs(db, id)),
  };
}

async function readClosures(db: Database, placeId: string, knownAt: Instant | null): Promise<PlaceRecord['closures']> {
  const known = knownAt === null ? null : await decisionsKnownAt(db, placeId, knownAt);
  const wasKnownOf = (closureId: string, since: string | null): boolean =>
    known === null || known.some((one) => one.closureId === closureId && one.since === since);
  const closures = [];
  for (const closure of await listClosures(db, { on: anyDay, placeId })) {
    if (!wasKnownOf(closure.id, null)) continue;
    const steps = await listSecuring(db, closure.id);
    const plans = await listSecuringPlans(db, closure.id);
    closures.push({
      closure,
      steps: steps.filter(({ since }) => wasKnownOf(closure.id, since)),
      plans: plans.filter(({ recordedAt }) => knownAt === null || instant(recordedAt) <= knownAt),
    });
  }
  return closures;
}

interface Recorded {
  recordedAt: string;
  recordedTo: string | null;
  recordedBy: string;
}

function wasKnown({ recordedAt, recordedTo }: Recorded, at: Instant | null): boolean {
  if (at === null) return recordedTo === null;
  return instant(recordedAt) <= at && (recordedTo === null || at < instant(recordedTo));
}

function entriesOf(versions: PlaceVersion[], history: Presence[], acts: RecordedAct[]): Entry[] {
  const all: Recorded[] = [...versions, ...history];
  const instants = new Set([
    ...all.flatMap(({ recordedAt, recordedTo }) => [instant(recordedAt), ...(recordedTo === null ? [] : [instant(recordedTo)])]),
    ...acts.map((act) => instant(act.at)),
  ]);
  const actsAt = Map.groupBy(acts, (act) => instant(act.at));
  const entries = [...instants]
    .toSorted()
    .toReversed()
    .map((at): Entry => {
      const done = actsAt.get(at) ?? [];
      const author = all.find((one) => instant(one.recordedAt) === at)?.recordedBy;
      const changes = [...placeChanges(versions, at), ...presenceChanges(history, at), ...done.flatMap(decisions)];
      return { at, by: author ?? done[0]?.by ?? '', reason: done.find((act) => act.reason !== null)?.reason ?? null, changes };
    });
  return entries.filter(({ changes }) => changes.length > 0);
}

function decisions(act: RecordedAct): Change[] {
  if (act.command === closeOffice.name) return [{ what: 'closure-decided' }];
  return act.command === stepSecuring.name && act.state !== null ? [{ what: 'securing-stepped', state: act.state }] : [];
}

function placeChanges(versions: PlaceVersion[], at: Instant): Change[] {
  const index = versions.findIndex((one) => instant(one.recordedAt) === at);
  const made = versions[index];
  if (made === undefined) return [];
  const before = versions[index + 1];
  return [
    before === undefined ? { what: 'place-added' } : { what: 'place-changed', fields: differences(before, made, placeFields) },
  ];
}

const placeFields = [
  'name',
  'municipality',
  'locality',
  'street',
  'postalCode',
  'latitude',
  'longitude',
  'accessibility',
] as const;
const presenceFields = ['validFrom', 'validTo', 'services', 'languages', 'hours', 'exceptions', 'evidence'] as const;

function presenceChanges(history: Presence[], at: Instant): Change[] {
  const begun = history.filter((one) => instant(one.recordedAt) === at);
  const ended = history.filter((one) => one.recordedTo !== null && instant(one.recordedTo) === at);
  const changes = begun.map((presence): Change => {
    const before = ended.find((one) => one.presenceId === presence.presenceId);
    if (before === undefined) return { what: 'presence-begun', presence };
    return { what: 'presence-changed', presence, before, fields: differences(before, presence, presenceFields) };
  });
  const withdrawn = ended.filter((one) => !begun.some((other) => other.presenceId === one.presenceId));
  return [...changes, ...withdrawn.map((presence): Change => ({ what: 'presence-withdrawn', presence }))];
}

function differences<Row>(before: Row, after: Row, fields: readonly (keyof Row & string)[]): string[] {
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** What the agreement of a topic's authority lets the desk do for a visitor, told beforehand: the commands ask again. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { deskDecision, type DeskTask } from '../network/index.ts';
import { agencyOf } from './note-step.ts';

const tasks = {
  informed: 'general-information',
  guided: 'digital-guidance',
  'meeting-booked': 'book-meetings',
  document: 'receive-documents',
} as const satisfies Readonly<Record<string, DeskTask>>;
export type DeskStep = keyof typeof tasks;

export type StepRefusals = Record<DeskStep, { reference: string; words: string } | null>;

/** Of each step null when it is allowed, otherwise what the agreement does list. `agency`: of the topic. */
export async function stepRefusals(
  db: Database,
  { placeId, agency, on }: { placeId: Uuid; agency: string; on: PlainDate },
): Promise<StepRefusals> {
  const refusals: StepRefusals = { informed: null, guided: null, 'meeting-booked': null, document: null };
  for (const step of Object.keys(tasks) as DeskStep[]) {
    const { agreement, allowed } = await deskDecision(db, { placeId, agency: agencyOf(agency), on }, tasks[step]);
    if (allowed) continue;
    refusals[step] = {
      reference: agreement?.reference ?? '',
      words: agreement?.tasks.map(({ words }) => words).join('; ') ?? '',
    };
  }
  return refusals;
}

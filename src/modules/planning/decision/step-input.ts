/** The command of each step, with its input as the register stands when the step is carried out. */
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import type { z } from 'zod';
import type { Command } from '../../../platform/auth/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { defaultTitle, defaultWords, noticeGroups, startNotice } from '../../contact/index.ts';
import {
  changePresence,
  closeOffice,
  findPlace,
  listPresence,
  openPresence,
  ownAgency,
  type Presence,
  startAgreement,
} from '../../network/index.ts';
import { planningProblem } from '../problems.ts';
import { type Change, type PlannedKind, usualServices } from '../scenarios/change.ts';
import { isOwn } from '../scenarios/planned.ts';
import type { PlannedStep } from './steps.ts';

export interface Deciding {
  changes: readonly Change[];
  decidedOn: string;
  reason: string;
  /** Closures that the decision has written so far. */
  closureIds: readonly string[];
}

/** Throws scenario-presence-gone when what is to be changed is not there any more. */
export async function commandOf(
  db: Database,
  step: PlannedStep,
  deciding: Deciding,
): Promise<{ command: Command; input: unknown }> {
  if (step.change === null) return asked(startNotice, noticeInput(deciding));
  const change = deciding.changes[step.change]!;
  switch (step.kind) {
    case 'open-presence':
      return asked(openPresence, openInput(change));
    case 'start-agreement':
      return asked(startAgreement, await agreementInput(db, change));
    case 'close-office':
      return asked(closeOffice, closeInput(change, await presenceThere(db, change, isOwn), deciding));
    case 'change-days': {
      const there = await presenceThere(db, change, (kind) => kind === 'visiting_office');
      return asked(changePresence, changeInput(there, { from: change.from, hours: hoursOf(change) }, deciding));
    }
    default: {
      const isGoing = change.kind === 'close' ? (kind: string) => kind === 'cooperation_place' : isOwn;
      const there = await presenceThere(db, change, isGoing);
      return asked(changePresence, changeInput(there, { validTo: addDays(change.from, -1) }, deciding));
    }
  }
}

/** A command with what it asks for. */
const asked = <Input extends z.ZodType, Result>(command: Command<Input, Result>, input: z.input<Input>) => ({
  command: command as Command,
  input,
});

const hoursOf = (change: Change) => ('hours' in change ? change.hours : null);

/** The presence that is there on the day before. */
async function presenceThere(db: Database, change: Change, isIt: (kind: string) => boolean): Promise<Presence> {
  const there = await listPresence(db, { placeId: change.placeId, on: addDays(change.from, -1) });
  const found = there.find(({ kind }) => isIt(kind));
  if (found === undefined) throw planningProblem('scenario-presence-gone', { params: { date: change.from } });
  return found;
}

function openInput(change: Change) {
  const presence = 'presence' in change ? change.presence : ('staffed_office' satisfies PlannedKind);
  return {
    placeId: change.placeId,
    kind: presence,
    validFrom: change.from,
    validTo: null,
    services: [...usualServices[presence]],
    languages: [],
    hours: hoursOf(change),
    exceptions: [],
  };
}

/** `from`: from then on; without it the period of the presence is another. */
function changeInput(
  there: Presence,
  more: { from?: string; hours?: ReturnType<typeof hoursOf>; validTo?: string },
  { reason }: Deciding,
) {
  const { presenceId, id: version, validFrom, validTo, services, languages, hours, exceptions } = there;
  const known = { validFrom, validTo, services, languages, hours, exceptions };
  return { presenceId, version, from: null, reason: reason.slice(0, 500), ...known, ...more };
}

function closeInput(change: Change, there: Presence, { decidedOn, reason }: Deciding) {
  if (change.kind !== 'close') throw new Error('only a closing closes');
  const { replacedByKind, replacedBy, from } = change;
  const endDate = addDays(from, -1);
  return { presenceId: there.presenceId, version: there.id, decidedOn, endDate, reason, replacedByKind, replacedBy };
}

async function agreementInput(db: Database, change: Change) {
  const place = await findPlace(db, change.placeId);
  if (place === null) throw planningProblem('scenario-presence-gone', { params: { date: change.from } });
  const { municipality, municipalityCode } = place;
  return {
    kind: 'cooperation' as const,
    agency: ownAgency,
    title: `Samverkan om lokal närvaro: ${place.name}`,
    reference: null,
    from: plainDate(change.from),
    to: null,
    noticeMonths: null,
    terms: {},
    arrivalCounts: null,
    replaces: null,
    gapReason: null,
    parties: [{ kind: 'municipality' as const, name: municipality, municipalityCode, contactRole: null, contact: null }],
    places: [{ placeId: change.placeId, offers: ['meetings' as const], hours: hoursOf(change) }],
    duties: [],
  };
}

/** To everyone whom the closures touch, by rule notice-recipients; its words are a draft for whoever writes the notice. */
function noticeInput({ closureIds }: Deciding) {
  const matters = closureIds.map((id) => ({ kind: 'closure' as const, id }));
  return {
    matters,
    title: defaultTitle,
    words: defaultWords(true),
    replyTo: '',
    replyBy: '',
    groups: [...noticeGroups],
    organisations: [],
  };
}

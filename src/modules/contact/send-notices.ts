/**
 * Sends the letters of approved notices. A letter is taken in hand by one process at a time and what became of it is noted; a process that
 * is killed between leaves it to the next, which hands it over again with the same Message-ID, or writes the same file again. Its
 * words were fixed when the notice was approved; its address is the one that holds when it goes.
 */
import type { House } from '../../platform/auth/index.ts';
import { epochMilliseconds, type Instant, later, localTime } from '../../platform/clock/index.ts';
import { formats } from '../../platform/i18n/index.ts';
import { keepDoing, type Repeating } from '../../platform/repeat/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { hasAddress } from './notices/bodies.ts';
import { messageRetry, nextTry } from './rules/message-retry.ts';
import type { Gateways, Mail } from './send/gateways.ts';
import { letterPdf } from './send/letter.ts';
import { type LetterFolder, mailFile } from './send/letter-folder.ts';
import { claimLetter, type ClaimedLetter, endTry, type Try } from './store/notice-letters.ts';

export interface NoticeSending {
  house: House;
  gateways: Pick<Gateways, 'mail' | 'letterFrom'>;
  folder: LetterFolder;
  /** Is told what failed; never to whom. */
  onError: (error: unknown) => void;
}

/** Sends what is due now; gives how many letters were taken in hand. `signal` ends it after the one in hand. */
export async function sendNotices(sending: NoticeSending, signal?: AbortSignal): Promise<number> {
  for (let count = 0; ; count += 1) {
    if (signal?.aborted === true) return count;
    const letter = await claimLetter(sending.house.db, sending.house.clock.now());
    if (letter === null) return count;
    await sendLetter(sending, letter);
  }
}

async function sendLetter(sending: NoticeSending, letter: ClaimedLetter): Promise<void> {
  try {
    if (!hasAddress(letter)) await end(sending, letter, 'no-address', []);
    else if (letter.email === null) await toPost(sending, letter, []);
    else await byMail(sending, letter, letter.email);
  } catch (error) {
    sending.onError(error);
    await tryLater(sending, letter, { way: 'email', address: letter.email, code: 'internal' });
  }
}

type Tried = Pick<Try, 'way' | 'address' | 'outcome' | 'detail'>;

async function end(
  { house }: NoticeSending,
  letter: ClaimedLetter,
  state: Parameters<typeof endTry>[2]['state'],
  tried: readonly Tried[],
  nextAttempt: Instant = house.clock.now(),
): Promise<void> {
  const at = house.clock.now();
  await endTry(
    house.db,
    letter,
    { state, nextAttempt },
    tried.map((one) => ({ ...one, id: house.newId(), at, by: 'narvaro' })),
  );
}

async function byMail(sending: NoticeSending, letter: ClaimedLetter, address: string): Promise<void> {
  const { mail } = sending.gateways;
  const bytes = await noticePdf(letter, sending.gateways.letterFrom);
  const message: Mail = {
    id: letter.ended === 0 ? letter.id : `${letter.id}.${letter.ended}`,
    to: { name: letter.name, email: address },
    lang: 'sv',
    subject: letter.subject,
    text: `${letter.words}\n`,
    calendar: null,
    letter: { replyTo: letter.replyTo, file: { name: `${fileName(letter)}.pdf`, bytes } },
  };
  if (mail === null) {
    await sending.folder.put(folderOf(letter), `${fileName(letter)}.eml`, await mailFile(message, null));
    await sending.folder.put(folderOf(letter), `${fileName(letter)}.pdf`, bytes);
    return end(sending, letter, 'in-folder', [{ way: 'folder', address, outcome: 'in-folder', detail: null }]);
  }
  const handed = await mail.hand(message);
  if (handed.kind === 'taken')
    return end(sending, letter, 'sent', [{ way: 'email', address, outcome: 'sent', detail: handed.receipt }]);
  if (handed.kind === 'later') return tryLater(sending, letter, { way: 'email', address, code: handed.error });
  const refused: Tried = { way: 'email', address, outcome: 'refused', detail: handed.error };
  return letter.street === null ? end(sending, letter, 'failed', [refused]) : toPost(sending, letter, [refused]);
}

async function toPost(sending: NoticeSending, letter: ClaimedLetter, before: readonly Tried[]): Promise<void> {
  const bytes = await noticePdf(letter, sending.gateways.letterFrom);
  await sending.folder.put(folderOf(letter), `${fileName(letter)}.pdf`, bytes);
  const address = postalLines(letter).join(', ');
  await end(sending, letter, 'to-post', [...before, { way: 'post', address, outcome: 'to-post', detail: null }]);
}

async function tryLater(
  sending: NoticeSending,
  letter: ClaimedLetter,
  { way, address, code }: { way: 'email'; address: string | null; code: string },
): Promise<void> {
  const now = sending.house.clock.now();
  const waited = (epochMilliseconds(now) - epochMilliseconds(letter.dueAt)) / 3_600_000;
  const minutes = nextTry(valueOn(messageRetry, localTime(now).date), letter.attempts, waited);
  const outcome = minutes === null ? 'gave-up' : 'later';
  const next = minutes === null ? now : later(now, minutes * 60_000);
  await end(sending, letter, minutes === null ? 'failed' : 'waiting', [{ way, address, outcome, detail: code }], next);
}

type Printed = Pick<
  ClaimedLetter,
  'name' | 'role' | 'street' | 'postalCode' | 'postTown' | 'subject' | 'words' | 'number' | 'approvedAt'
>;

const postalLines = ({ role, street, postalCode, postTown }: Printed): string[] => [
  ...(role === null ? [] : [role]),
  ...(street === null ? [] : [street, `${postalCode}  ${postTown}`]),
];

/** A letter on paper, to the address given: its words are always the same. Throws pdf-unavailable where none can be made. */
export function noticePdf(letter: Printed, from: string): Promise<Buffer> {
  return letterPdf({
    lang: 'sv',
    from,
    to: [letter.name, ...postalLines(letter)],
    date: formats('sv').date(localTime(letter.approvedAt).date),
    subject: letter.subject,
    text: letter.words,
    reference: letter.number,
  });
}

// Names of files: a number is `U 2020-1`, a key `county-board:24`.
const folderOf = ({ number }: Pick<ClaimedLetter, 'number'>): string => number.replaceAll(/[^\w-]+/g, '-');
export const fileName = ({ number, bodyKey }: Pick<ClaimedLetter, 'number' | 'bodyKey'>): string =>
  `${number} ${bodyKey}`.replaceAll(/[^\w-]+/g, '-');

/** Sends for as long as the process lives. `stop` waits for what is in hand; the gateways are closed by whoever opened them. */
export function startNoticeSender(sending: NoticeSending, { everyMs = 5000 }: { everyMs?: number } = {}): Repeating {
  const work = async (signal: AbortSignal): Promise<void> => void (await sendNotices(sending, signal));
  return keepDoing(work, { pauseMs: everyMs, onError: sending.onError });
}

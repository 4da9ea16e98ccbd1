/**
 * Sends what is due. A message is taken in hand by one process at a time, its words are made then, and what became of it is noted;
 * a process that is killed between leaves it to the next, which hands it over again with the same id: an SMS gateway knows it by
 * that (docs/sms-gateway.md), a mail server by its Message-ID, and a letter is written in one transaction with the note. So one message can reach its person twice by
 * one way, when an answer was lost; by two ways only after the first had refused it for good, which by then had answered so.
 */
import type { House } from '../../platform/auth/index.ts';
import { epochMilliseconds, type Instant, later, localTime, today } from '../../platform/clock/index.ts';
import { formats, languageFacts, messageLanguage, translator } from '../../platform/i18n/index.ts';
import { keepDoing, type Repeating } from '../../platform/repeat/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { isByRight, languageName, languagesByRight, type Reach, reachOf } from '../people/index.ts';
import { type MessageChannel, messageChannels } from './kinds.ts';
import { chooseChannel, messageChannel } from './rules/message-channel.ts';
import { messageRetry, nextTry } from './rules/message-retry.ts';
import type { Gateways, Handed } from './send/gateways.ts';
import { letterPdf } from './send/letter.ts';
import type { MessageSource, Words } from './source.ts';
import { insertLetter } from './store/letters.ts';
import { claimMessage, type ClaimedMessage, endMessage, type Ending, noteRefused, postponeMessage } from './store/messages.ts';
import './texts.ts';

export interface Sending {
  house: House;
  sources: readonly MessageSource[];
  gateways: Gateways;
  /** Is told what failed and of which source; never to whom or what. */
  onError: (error: unknown, at: { source: string }) => void;
}

const hour = 3_600_000;

/** Sends what is due now, the most urgent first; gives how many messages were taken in hand. `signal` ends it after the one in hand. */
export async function sendDue(sending: Sending, signal?: AbortSignal): Promise<number> {
  let count = 0;
  while (signal?.aborted !== true && (await sendNext(sending))) count += 1;
  return count;
}

/** False when there is nothing to send. */
async function sendNext(sending: Sending): Promise<boolean> {
  const message = await claimMessage(sending.house.db, sending.house.clock.now());
  if (message !== null) await sendOne(sending, message);
  return message !== null;
}

async function sendOne(sending: Sending, message: ClaimedMessage): Promise<void> {
  const { house, onError } = sending;
  try {
    const reach = await reachOf(house.db, message.personId);
    const source = sending.sources.find(({ name }) => name === message.source);
    if (source === undefined) throw new Error('no source makes these words');
    const words =
      reach === null
        ? null
        : await source.make(house.db, message.about, message.personId, messageLanguage(reach.writtenLanguage));
    if (reach === null || words === null) await endMessage(house.db, message, { state: 'unneeded' }, house.clock.now());
    else await sendWords(sending, message, reach, words);
  } catch (error) {
    onError(error, { source: message.source });
    await tryLater(sending, message, null, 'internal');
  }
}

async function sendWords(sending: Sending, message: ClaimedMessage, reach: Reach, words: Words): Promise<void> {
  const { house, gateways } = sending;
  const now = house.clock.now();
  const channel = wayTo(gateways, message, reach, words, now);
  if (channel === null) {
    await endMessage(house.db, message, withoutWay(message, words), now);
    return;
  }
  const said = { ...words, ...(await words.toSend?.(house.db)) };
  const handed = await handOver(sending, message, channel, reach, said);
  if (handed === 'done') return;
  if (handed.kind === 'taken') {
    await endMessage(house.db, message, { state: 'sent', channel, receipt: handed.receipt }, house.clock.now());
  } else if (handed.kind === 'refused') {
    await noteRefused(house.db, message, { channel, error: handed.error, now: house.clock.now() });
  } else {
    await tryLater(sending, message, channel, handed.error);
  }
}

/** Staff tell what no way is left for. What repeats what was told before is nobody's, unless a way that was thought good refused it. */
function withoutWay({ refused, lastError }: ClaimedMessage, { repeats = false }: Words): Ending {
  if (Object.keys(refused).length > 0) return { state: 'failed', channel: null, error: lastError ?? 'refused' };
  return { state: repeats ? 'unneeded' : 'by-hand' };
}

/** A way for which nothing is set is not there. */
function wayTo(
  gateways: Gateways,
  { refused }: ClaimedMessage,
  reach: Reach,
  { neededBy }: Words,
  now: Instant,
): MessageChannel | null {
  return chooseChannel(valueOn(messageChannel, localTime(now).date), {
    isProtected: reach.isProtected,
    prefers: reach.preferredChannel,
    has: {
      email: reach.email !== null && gateways.mail !== null,
      sms: reach.mobile !== null && gateways.sms !== null,
      letter: reach.letterTo !== null,
    },
    refused: messageChannels.filter((one) => refused[one] !== undefined),
    hoursLeft: neededBy === null ? null : (epochMilliseconds(neededBy) - epochMilliseconds(now)) / hour,
  });
}

/** 'done' for a letter, which is written together with the note of it. */
async function handOver(
  { house, gateways }: Sending,
  message: ClaimedMessage,
  channel: MessageChannel,
  reach: Reach,
  words: Words,
): Promise<Handed | 'done'> {
  const { id } = message;
  const language = messageLanguage(reach.writtenLanguage);
  const lang = languageFacts[language].tag;
  const whole = [words.text, ...rightsOf(reach, house)].join('\n\n');
  if (channel === 'sms') return gateways.sms!.hand({ id, to: reach.mobile!, text: words.short });
  if (channel === 'email') {
    const mail = gateways.mail!;
    const to = { name: reach.name, email: reach.email! };
    const { calendar } = words;
    const file = calendar === undefined ? null : { method: calendar.method, file: calendar.file({ from: mail.from, to }) };
    const text = `${whole}\n\n${translator(language)('contact:message.noReply')}\n`;
    return mail.hand({ id, to, lang, subject: words.subject, text, calendar: file });
  }
  const now = house.clock.now();
  const pdf = await letterPdf({
    lang,
    from: gateways.letterFrom,
    to: reach.letterTo!,
    date: formats(language).date(localTime(now).date),
    subject: words.subject,
    text: whole,
    reference: id.slice(-12),
  });
  await house.db.transaction().execute(async (tx) => {
    if (!(await endMessage(tx, message, { state: 'sent', channel, receipt: null }, now))) return;
    await insertLetter(tx, { personId: message.personId, messageId: id, pdf, isProtected: reach.isProtected, now });
  });
  return 'done';
}

/** For those who read a language that is a right in writing: that they may always write in it (rule languages-by-right). */
function rightsOf({ writtenLanguage }: Reach, { clock }: House): string[] {
  if (!isByRight(writtenLanguage, valueOn(languagesByRight, today(clock)))) return [];
  const language = messageLanguage(writtenLanguage);
  return [translator(language)('contact:message.byRight', { language: languageName(language, writtenLanguage) })];
}

async function tryLater(
  { house }: Sending,
  message: ClaimedMessage,
  channel: MessageChannel | null,
  error: string,
): Promise<void> {
  const now = house.clock.now();
  const waited = (epochMilliseconds(now) - epochMilliseconds(message.dueAt)) / hour;
  const minutes = nextTry(valueOn(messageRetry, localTime(now).date), message.attempts, waited);
  if (minutes === null) await endMessage(house.db, message, { state: 'failed', channel, error }, now);
  else await postponeMessage(house.db, message, error, later(now, minutes * 60_000));
}

export interface SenderOptions {
  everyMs?: number;
  /** How many messages are on their way at once. */
  atOnce?: number;
}

/** Sends for as long as the process lives. `stop` waits for what is in hand. */
export function startSender(sending: Sending, { everyMs = 1000, atOnce = 4 }: SenderOptions = {}): Repeating {
  const lanes = Array.from({ length: atOnce });
  // One looks; only when there is something do the others come.
  const work = async (signal: AbortSignal): Promise<void> => {
    if (await sendNext(sending)) await Promise.all(lanes.map(() => sendDue(sending, signal)));
  };
  const repeating = keepDoing(work, { pauseMs: everyMs, onError: (error) => sending.onError(error, { source: '' }) });
  return {
    async stop() {
      await repeating.stop();
      sending.gateways.mail?.close();
    },
  };
}

/**
 * Every desk in the country as its people use it: a host who notes arrivals, two officers who call, serve, note and end, a display in the hall; each
 * page of staff follows its queue and is read again when the line says so, as the browser does it. In a process of its own.
 */
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Times, timesOf } from './times.ts';

export interface DeskAsked {
  placeId: string;
  serviceId: string;
  host: Headers;
  counters: { id: string; officer: Headers }[];
}
type Headers = Readonly<Record<string, string>>;

export interface DeskLoad {
  site: string;
  desks: DeskAsked[];
}

export interface Phase {
  /** Actions each second, all desks together. */
  rate: number;
  seconds: number;
}

export interface DeskFound {
  /** From sent to answered, milliseconds. */
  action: Times;
  /** From the moment at which a call was sent until the hall's display was told of it: more than from the commit. */
  display: Times;
  page: Times;
  perSecond: number;
  pages: number;
  /** So long this process itself was held up, milliseconds at the 99th percentile: the machine's part in the latencies. */
  heldUp: number;
  /** Seconds. */
  took: number;
  faults: string[];
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });
const stepsBetweenMs = 150;
const topics = ['register', 'activity-report', 'meeting', 'digital-help', 'document'];

let site = '';
let measured: { action: number[]; display: number[]; page: number[]; faults: string[] } = {
  action: [],
  display: [],
  page: [],
  faults: [],
};
/** What waits to be seen on the display of a place: the counter that called, and since when. */
const awaited = new Map<string, { counter: string; since: number }[]>();

process.on('message', (said: DeskLoad | Phase) => void ('site' in said ? open(said) : run(said)));
let desks: DeskAsked[] = [];

async function open(load: DeskLoad): Promise<void> {
  ({ site, desks } = load);
  let lines = 0;
  for (const desk of desks) {
    const at = `/desk/${desk.placeId}`;
    await follow(`/offices/${desk.placeId}/display/events`, {}, (event, data) => seenOn(desk, event, data));
    await read(`${at}/host`, desk.host);
    await follow(`${at}/events`, desk.host, () => readAgain(`${at}/host`, desk.host));
    lines += 2;
    for (const { id, officer } of desk.counters) {
      await act(`${at}/counters/${id}/open`, officer, {});
      await read(`${at}/counter`, officer);
      await follow(`${at}/events`, officer, () => readAgain(`${at}/counter`, officer));
      lines += 1;
    }
  }
  process.send!({ lines });
}

/** Visitors at random over the seconds, evenly over the desks; each is called as soon as a counter is free. */
async function run({ rate, seconds }: Phase): Promise<void> {
  measured = { action: [], display: [], page: [], faults: [] };
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const visitors: Promise<void>[] = [];
  const perVisitor = 5;
  let due = began;
  let number = 0;
  while ((due += (-Math.log(1 - Math.random()) * 1000 * perVisitor) / rate) < began + seconds * 1000) {
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    visitors.push(visit(desks[number++ % desks.length]!));
  }
  await Promise.all(visitors);
  const took = (performance.now() - began) / 1000;
  await sleep(500);
  delay.disable();
  const { action, display, page, faults } = measured;
  const missed = [...awaited.values()].flat().length;
  if (missed > 0) faults.push(`${missed} calls were never on a display`);
  awaited.clear();
  const found: DeskFound = {
    action: timesOf(action),
    display: timesOf(display),
    page: timesOf(page),
    perSecond: action.length / took,
    pages: page.length,
    heldUp: delay.percentile(99) / 1e6,
    took,
    faults,
  };
  process.send!(found);
}

/** Who sits at each counter does one thing at a time. */
const busy = new Map<string, Promise<void>>();
let turn = 0;

async function visit(desk: DeskAsked): Promise<void> {
  const at = `/desk/${desk.placeId}`;
  const topic = topics[turn % topics.length]!;
  await timed(() => act(`${at}/arrivals`, desk.host, { topic: `${desk.serviceId}:${topic}`, language: 'sv' }));
  const counter = desk.counters[turn++ % desk.counters.length]!;
  const before = busy.get(counter.id) ?? Promise.resolve();
  const done = before.then(() => serve(desk, counter));
  busy.set(counter.id, done);
  await done;
}

async function serve(desk: DeskAsked, { id, officer }: DeskAsked['counters'][number]): Promise<void> {
  const at = `/desk/${desk.placeId}`;
  const number = String(desk.counters.findIndex((one) => one.id === id) + 1);
  awaited.set(desk.placeId, [...(awaited.get(desk.placeId) ?? []), { counter: number, since: performance.now() }]);
  await timed(() => act(`${at}/counters/${id}/next`, officer, {}));
  const page = await read(`${at}/counter`, officer);
  const visitId = /\/visits\/([0-9a-f-]{36})\/serve/.exec(page)?.[1];
  if (visitId === undefined) {
    measured.faults.push('nobody was called');
    return;
  }
  const visiting = `${at}/visits/${visitId}`;
  const acts = [
    ['serve', {}],
    ['step', { stepId: crypto.randomUUID(), what: 'informed' }],
    ['end', { outcome: 'solved' }],
  ] as const;
  for (const [name, fields] of acts) {
    await sleep(stepsBetweenMs);
    await timed(() => act(`${visiting}/${name}`, officer, fields));
  }
}

async function timed(work: () => Promise<void>): Promise<void> {
  const since = performance.now();
  await work();
  measured.action.push(performance.now() - since);
}

/** A form of a page, as a browser sends it. */
async function act(path: string, headers: Headers, fields: Readonly<Record<string, string>>): Promise<void> {
  const body = new URLSearchParams({ ...fields, _requestId: crypto.randomUUID(), _csrf: headers['x-csrf-token']! }).toString();
  const { status, text } = await ask('POST', path, { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body);
  if (status !== 303)
    measured.faults.push(`${path.split('/').slice(-1)[0]!}: ${status} ${/<h1[^>]*>([^<]*)/.exec(text)?.[1] ?? ''}`);
}

async function read(path: string, headers: Headers): Promise<string> {
  const since = performance.now();
  const { status, text } = await ask('GET', path, headers);
  measured.page.push(performance.now() - since);
  if (status !== 200) measured.faults.push(`${path.split('/').slice(-1)[0]!}: ${status}`);
  return text;
}

/** One reading of a page at a time; what happens meanwhile is read once more. */
const reading = new Map<string, boolean>();
function readAgain(path: string, headers: Headers): void {
  const key = `${path} ${headers['cookie']!}`;
  if (reading.has(key)) return void reading.set(key, true);
  void readUntilQuiet(key, path, headers);
}

async function readUntilQuiet(key: string, path: string, headers: Headers): Promise<void> {
  do {
    reading.set(key, false);
    try {
      await read(path, headers);
    } catch (error) {
      measured.faults.push(String(error));
    }
  } while (reading.get(key) === true);
  reading.delete(key);
}

function seenOn({ placeId }: DeskAsked, event: string, data: string): void {
  if (event !== 'queue') return;
  const waiting = awaited.get(placeId);
  if (waiting === undefined || waiting.length === 0) return;
  const { sounds } = JSON.parse(data) as { sounds: string[] };
  const known = shownBefore.get(placeId) ?? new Set();
  for (const call of sounds.filter((one) => !known.has(one))) {
    known.add(call);
    const at = waiting.findIndex(({ counter }) => call.split(' ')[1] === counter);
    if (at >= 0) measured.display.push(performance.now() - waiting.splice(at, 1)[0]!.since);
  }
  shownBefore.set(placeId, known);
}
const shownBefore = new Map<string, Set<string>>();

interface Answer {
  status: number;
  text: string;
}

/** The service closes a connection that was idle at the very moment in which it is used again: then another one is taken. */
async function ask(method: string, path: string, headers: Headers, body?: string): Promise<Answer> {
  for (;;) {
    const answer = await send(method, path, headers, body);
    if (answer !== null) return answer;
  }
}

/** Null when the connection had been closed meanwhile. */
function send(method: string, path: string, headers: Headers, body?: string): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const sent = request(`${site}${path}`, { method, agent, headers: { accept: 'text/html', ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode!, text }));
    });
    sent.on('error', (error) => (sent.reusedSocket ? resolve(null) : reject(error)));
    sent.end(body);
  });
}

/** Opens a line of events, and waits until it is open. */
function follow(path: string, headers: Headers, tell: (event: string, data: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const opened = (answer: IncomingMessage): void => {
      if (answer.statusCode !== 200) return reject(new Error(`${path}: ${answer.statusCode}`));
      let rest = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        const events = (rest + part).split('\n\n');
        rest = events.pop()!;
        for (const one of events) {
          const event = /^event: ?(.*)$/m.exec(one)?.[1];
          const data = /^data: ?(.*)$/m.exec(one)?.[1];
          if (event !== undefined && data !== undefined) tell(event, data);
        }
      });
      resolve();
    };
    get(`${site}${path}`, { agent: false, headers: { accept: 'text/event-stream', ...headers } }, opened).on('error', reject);
  });
}

process.once('SIGTERM', () => process.exit(0));

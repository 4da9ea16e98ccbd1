/**
 * The rush on the last evening, through the front door: reports are sent in by signed-in persons at random instants that do not
 * wait for answers, while others read. The time of each is counted from the instant at which it was due to be sent.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { claim } from '../claims.ts';
import { cookieOf, csrfOf } from './data.ts';
import { month, type Model } from './model.ts';
import { rushAt } from './month.ts';

/** The peak hour's 12 000 are 3.5 each second; five times that is the burst. */
const sentEachSecond = 17.5;
const seconds = 72;
/** Reading that goes on beside it, each second. */
const readEachSecond = { '/my': 10, '/work': 5, '/v1/help': 20 };

/** How many reports are kept for the rush. Those who read their own case are so many before them. */
export const rushCount = sentEachSecond * seconds;
export const readers = 500;
export const officersAtWork = 20;

type Kind = 'report' | 'receipt' | keyof typeof readEachSecond;

export async function measurePeak(databaseUrl: string, model: Model, first: number, codes: readonly string[]): Promise<void> {
  const child = fork(new URL('./service.ts', import.meta.url), {
    env: { ...process.env, DATABASE_URL: databaseUrl, STARTS_AT: rushAt },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const { url } = await ready(child);
    const below = seeded(20_200_414);
    const took: Record<Kind, number[]> = { report: [], receipt: [], '/my': [], '/work': [], '/v1/help': [] };
    const timed = async (kind: Kind, due: number, asked: () => Promise<number>, expected: number): Promise<void> => {
      const status = await asked();
      if (status !== expected) throw new Error(`${kind}: ${status}`);
      took[kind].push(performance.now() - due);
    };
    const read = (kind: Kind, due: number, path: string, who: number | null): Promise<void> =>
      timed(kind, due, () => get(url, path, who), 200);
    let next = first;
    const handIn = async (due: number): Promise<void> => {
      const who = next++;
      await timed('report', due, () => send(url, who, model.reportVersion), 303);
      await read('receipt', performance.now(), `/my/report/${month.slice(0, 7)}/receipt`, who);
    };
    // Every page once, so that the first in line does not pay for what is made once.
    for (const [path, who] of [
      ['/my', first - 1],
      ['/work', -1],
      [`/v1/help?municipality=${codes[0]}`, null],
    ] as const)
      await get(url, path, who);
    await Promise.all([
      atRandom(sentEachSecond, below, handIn),
      atRandom(readEachSecond['/my'], below, (due) => read('/my', due, '/my', first - 1 - Math.floor(below() * readers))),
      atRandom(readEachSecond['/work'], below, (due) =>
        read(
          '/work',
          due,
          `/work?${questions[Math.floor(below() * questions.length)]}`,
          -1 - Math.floor(below() * officersAtWork),
        ),
      ),
      atRandom(readEachSecond['/v1/help'], below, (due) =>
        read('/v1/help', due, `/v1/help?municipality=${codes[Math.floor(below() * codes.length)]}`, null),
      ),
    ]);
    console.log(`the rush through the front door, ${seconds} s, milliseconds:`);
    for (const [kind, times] of Object.entries(took)) {
      const at = (share: number): string => percentile(times, share).toFixed(0).padStart(6);
      const rate = (times.length / seconds).toFixed(1).padStart(6);
      console.log(
        `  ${kind.padEnd(9)}${String(times.length).padStart(6)}, ${rate}/s   half ${at(0.5)}   99 % ${at(0.99)}   most ${at(1)}`,
      );
    }
    claim('cases.report-peak.p99-ms', percentile(took.report, 0.99), { atMost: 200 });
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

const questions = ['', 'kind=decide', 'kind=renew-plan', 'municipality=0180', 'mine=yes'];

function ready(child: ChildProcess): Promise<{ url: string }> {
  return new Promise((resolve, reject) => {
    child.once('message', (value) => resolve(value as { url: string }));
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
}

/** Does `work` for so many seconds at random instants, so many each second on average, whether or not what came before is done. */
async function atRandom(eachSecond: number, below: () => number, work: (due: number) => Promise<void>): Promise<void> {
  const all: Promise<void>[] = [];
  let due = performance.now();
  for (let count = 0; count < eachSecond * seconds; count += 1) {
    due += (-Math.log(1 - below()) * 1000) / eachSecond;
    await sleep(Math.max(0, due - performance.now()));
    all.push(work(due));
  }
  await Promise.all(all);
}

async function get(url: string, path: string, who: number | null): Promise<number> {
  const answer = await fetch(url + path, { headers: who === null ? {} : { cookie: cookieOf(who) } });
  await answer.arrayBuffer();
  return answer.status;
}

async function send(url: string, who: number, version: number): Promise<number> {
  const answer = await fetch(`${url}/my/report/${month.slice(0, 7)}/check`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(who), 'x-csrf-token': csrfOf(who) },
    body: new URLSearchParams({ version: String(version), _requestId: randomUUID() }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** Numbers from 0 up to 1, the same in every run (Park and Miller's minimal standard). */
function seeded(seed: number): () => number {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

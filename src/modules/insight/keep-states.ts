/**
 * Figures of states at the end of every month and today, worked out by the clock and kept in the database: what pages and tables ask for is
 * then only read, also by a process that has just started. What is asked after a change of the register and before the next run is worked
 * out then and there.
 */
import { type PlainDate, today } from '../../platform/clock/index.ts';
import type { House } from '../../platform/auth/index.ts';
import type { Job } from '../../platform/jobs/index.ts';
import { geographicKeys } from './codes.ts';
import { withUsual } from './figures.ts';
import type { Key, StateMetric } from './metric.ts';
import { everyVersion } from './metrics/index.ts';
import { questionText, type StateQuestion, workOut } from './states.ts';
import { networkVersion, type RawFigure } from './store/figures.ts';
import { dropKeptStates, keptDays, type KeptState, putKeptStates } from './store/kept-states.ts';
import { trendDays } from './trend.ts';

/** Every choice of the metric’s own keys, for the country and by each kind of area. */
function questionsOf(metric: StateMetric): StateQuestion[] {
  const own = metric.keys.filter((key) => !geographicKeys.includes(key));
  const choices = own.reduce<Key[][]>((some, key) => [...some, ...some.map((one) => [...one, key])], [[]]);
  const areas = [[], ...metric.keys.filter((key) => geographicKeys.includes(key)).map((key) => [key])];
  return areas.flatMap((area) =>
    choices.map((choice) => {
      const by = [...area, ...choice];
      return { metric, by, where: withUsual(metric, by, {}), known: null };
    }),
  );
}

/** Days with the same figures together. */
function together(found: ReadonlyMap<PlainDate, RawFigure[]>): KeptState[] {
  const states = new Map<string, KeptState>();
  for (const [day, answer] of found) {
    const text = JSON.stringify(answer);
    const state = states.get(text) ?? { days: [], answer };
    state.days.push(day);
    states.set(text, state);
  }
  return [...states.values()];
}

/** Works out and keeps what is not kept as the register is now; drops the rest. */
export async function keepStates({ db, clock }: House): Promise<{ questions: number; days: number }> {
  const metrics = everyVersion.filter((metric) => metric.time === 'day');
  const until = today(clock);
  const wanted = new Map(metrics.map((metric) => [metric, trendDays(metric.from, metric.to ?? until)]));
  const now = await networkVersion(db);
  await dropKeptStates(db, now, [...new Set([...wanted.values()].flat())]);
  const kept = await keptDays(db, now);
  const done = { questions: 0, days: 0 };
  for (const question of metrics.flatMap(questionsOf)) {
    const before = new Set(kept.get(questionText(question)));
    const days = wanted.get(question.metric)!.filter((day) => !before.has(day));
    if (days.length === 0) continue;
    // The figures and the register’s version are of the same instant.
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const version = await networkVersion(tx);
        await putKeptStates(tx, version, questionText(question), together(await workOut(tx, question, days)));
      });
    done.questions += 1;
    done.days += days.length;
  }
  return done;
}

export const stateJobs: readonly Job[] = [{ name: 'insight.keep-states', cron: '5-59/10 * * * *', run: keepStates }];

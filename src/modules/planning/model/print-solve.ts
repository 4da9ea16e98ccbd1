/** `narvaro plan solve`: the answer to a model; Ctrl-C or the time limit gives the best plan so far with its gap. */
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { PlanAnswer } from './answer.ts';
import { answerCsv, answerGeoJson, answerText } from './answer-text.ts';
import type { PlanFile } from './import-model.ts';
import { shown } from './solve-model.ts';
import { parseJson } from './read-json.ts';
import { readText } from './read-text.ts';
import { solveBeside, type Solved } from './solve-beside.ts';

export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

const usage = 'narvaro plan solve MODEL.json [--places N] [--seconds S] [--format text|json|csv|geojson]';
const formats = ['text', 'json', 'csv', 'geojson'] as const;

/** Exit code 0 (a plan, proved or with its gap), 1 (the model is refused, or there is no plan) or 2 (not understood). */
export async function printSolve(args: readonly string[], terminal: Terminal): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) {
    terminal.err(usage);
    return 2;
  }
  const raw = readJson(asked.file, terminal);
  if (raw === undefined) return 1;
  const model = asked.places === null ? raw : withPlaces(raw, asked.places);
  const solved = await solveFor(model, dirname(asked.file), asked.seconds, terminal);
  if ('faults' in solved) return refused(solved, asked.file, terminal);
  return printed(solved.answer, model as PlanFile, asked.format, terminal);
}

/** The JSON of a file; undefined when there is none, which the terminal has been told. */
export function readJson(file: string, { err }: Terminal): unknown {
  try {
    return parseJson(readText(file));
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    err(error instanceof SyntaxError ? `${file} ${says}` : `${file}: ${says}`);
    return undefined;
  }
}

/** Solves with progress on stderr. Ctrl-C stops it once; the answer is then the best so far. */
export async function solveFor(model: unknown, folder: string, seconds: number | null, { err }: Terminal): Promise<Solved> {
  const beside = solveBeside(model, folder, ({ objective, value, bound }) =>
    err(`objective ${objective + 1}: ${Number.isFinite(value) ? `best ${shown(value)}` : 'no plan yet'}, bound ${shown(bound)}`),
  );
  const timer = seconds === null ? undefined : setTimeout(() => beside.stop(), Math.min(seconds * 1000, longestTimer));
  const onInterrupt = (): void => {
    err('Stopping; the best plan so far follows.');
    beside.stop();
  };
  process.once('SIGINT', onInterrupt);
  // A terminal’s Ctrl-C comes twice, from the terminal and from the process around this one.
  process.on('SIGINT', ignore);
  try {
    return await beside.solved;
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', onInterrupt).off('SIGINT', ignore);
  }
}

/** Node’s timers end at once when they are asked for more: 24 days. */
const longestTimer = 2 ** 31 - 1;

const ignore = (): void => undefined;

export function refused(solved: Extract<Solved, { faults: unknown }>, file: string, { err }: Terminal): 1 {
  err(`${file} is refused:`);
  for (const { code, says } of solved.faults) err(`  ${code}: ${says}`);
  return 1;
}

function printed(answer: PlanAnswer, model: PlanFile, format: (typeof formats)[number], { out, err }: Terminal): number {
  if (format === 'text') for (const line of answerText(answer)) out(line);
  else if (format === 'json') out(JSON.stringify(answer, null, 2));
  else if (format === 'csv') out(answerCsv(answer));
  else {
    const text = answerGeoJson(answer, model);
    if (text === null) {
      err('geojson: every chosen site and every point needs latitude and longitude');
      return 1;
    }
    out(text);
  }
  return answer.outcome === 'none-found' || answer.stages.some(({ isPossible }) => !isPossible) ? 1 : 0;
}

const isTerms = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** What is no model is left as it is, for the check to refuse. */
function withPlaces(raw: unknown, atMost: number): unknown {
  if (!isTerms(raw)) return raw;
  const { limits = {} } = raw;
  if (!isTerms(limits)) return raw;
  const { places = {} } = limits;
  return isTerms(places) ? { ...raw, limits: { ...limits, places: { ...places, atMost } } } : raw;
}

interface Asked {
  file: string;
  places: number | null;
  seconds: number | null;
  format: (typeof formats)[number];
}

function readArguments(args: readonly string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { places: { type: 'string' }, seconds: { type: 'string' }, format: { type: 'string', default: 'text' } },
    });
    const [file, ...more] = positionals;
    const format = formats.find((one) => one === values.format);
    const places = given(values.places);
    const seconds = given(values.seconds);
    const isRight = (places === null || (Number.isInteger(places) && places >= 0)) && (seconds === null || seconds > 0);
    return file === undefined || more.length > 0 || format === undefined || !isRight ? null : { file, places, seconds, format };
  } catch {
    return null;
  }
}

/** A number as it is typed; NaN for anything else, an empty one among it. */
export const given = (text: string | undefined): number | null =>
  text === undefined ? null : /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;

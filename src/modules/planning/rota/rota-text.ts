/** A rota as lines of text. */
import { translator } from '../../../platform/i18n/index.ts';
import { weekdays } from '../../network/index.ts';
import { answersOf, conflictWords, proofWords, type RotaNames, rotaWords } from '../pages/rota/words.ts';
import { measuresOf } from './measures.ts';
import { keyOf, type RotaAnswer, type RotaProblem, type Sitting } from './problem.ts';
import type { Proposed } from './propose-rota.ts';
import { type PlannedWeeks, sittingsOfWeeks, weekProblem } from './weeks.ts';
import '../texts.ts';

const english = translator('en');
const proof = proofWords(rotaWords(english));
const dayOf = (weekday: number): string => weekdays[weekday - 1]!;

export function rotaText(rota: Proposed, names: RotaNames): string[] {
  const { validFrom, validTo, problem, answer, travel } = rota;
  const { minutes, greatest, least } = measuresOf(problem, answer.sittings);
  const sources = Object.entries(travel).filter(([, count]) => count > 0);
  return [
    `Rota from ${validFrom} ${validTo === null ? 'on' : `to ${validTo}`}. ${proof(answersOf(rota))}.`,
    `${problem.officers.length} officers can be chosen. Minutes by car, there and back; source of travel time: ${sources.map(([source, count]) => `${source} (${count} journeys)`).join(', ') || 'none'}.`,
    `Usual week: ${minutes} minutes in all, ${greatest} for who travels most, ${least} for who travels least.`,
    ...answer.stages.map(({ name, value, bound }) => `  ${name.padEnd(9)} ${value}, bound ${bound}`),
    ...answer.sittings
      .toSorted((a, b) => names.place(a.placeId).localeCompare(names.place(b.placeId), 'sv') || a.weekday - b.weekday)
      .map((sat) => `  ${sentenceOf(sat, names)}`),
    ...unmetText(problem, answer, names),
    ...rota.weeks.flatMap((weeks) => weeksText(rota, weeks, names)),
  ];
}

const sentenceOf = ({ placeId, weekday, officerId }: Sitting, names: RotaNames): string =>
  `${names.place(placeId)}, ${dayOf(weekday)}: ${names.officer(officerId)}`;

function unmetText(problem: RotaProblem, { unmet, conflicts }: RotaAnswer, names: RotaNames): string[] {
  const { what, why } = conflictWords(english, { problem }, names);
  return [...unmet.map((one) => `  not kept: ${what(one)}`), ...conflicts.map((one) => `  why: ${why(one)}`)];
}

function weeksText(rota: Proposed, weeks: PlannedWeeks, names: RotaNames): string[] {
  const [usual, own] = [rota.answer.sittings, sittingsOfWeeks(rota, weeks)];
  const isIn = (all: readonly Sitting[], sat: Sitting): boolean => all.some((one) => keyOf(one) === keyOf(sat));
  const absent = Map.groupBy(weeks.absent, ({ officerId }) => officerId);
  const who = [...absent].map(([id, days]) => `${names.officer(id)} (${days.map(({ weekday }) => dayOf(weekday)).join(', ')})`);
  return [
    '',
    `Weeks ${weeks.spans.map(({ from, to }) => `${from} – ${to ?? ''}`.trim()).join(', ')}; absent: ${who.join(', ')}. ${proof([weeks.answer])}.`,
    ...own.filter((sat) => !isIn(usual, sat)).map((sat) => `  + ${sentenceOf(sat, names)}`),
    ...usual.filter((sat) => !isIn(own, sat)).map((sat) => `  - ${sentenceOf(sat, names)}`),
    ...unmetText(weekProblem(rota.problem, [], { ...weeks, before: [] }), weeks.answer, names),
  ];
}

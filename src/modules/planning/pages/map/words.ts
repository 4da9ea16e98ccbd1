/** Words of the map's pages: of an aim's value, and of how near the best a network comes. */
import { formats, type Language, type Translate, translator } from '../../../../platform/i18n/index.ts';
import { usePage, useText } from '../../../../ui/index.ts';
import { weekdays } from '../../../network/index.ts';
import type { MapAnswer } from '../../map/answer.ts';
import { moneyOf } from '../../map/money.ts';
import type { Put } from '../../map/question.ts';
import { plannedKinds } from '../../scenarios/change.ts';

export const mapWordsOf = (t: Translate) => (key: string, params?: Record<string, string | number>) =>
  t(`planning:staffPlanningMap.${key}`, params);
export type SayMap = ReturnType<typeof mapWordsOf>;
export const useMapWords = (): SayMap => mapWordsOf(useText());

/** A value of the question's aim with its unit. */
export function aimValue(language: Language, aim: MapAnswer['question']['aim'], value: number): string {
  const { number } = formats(language);
  const two = Math.round(value * (aim === 'share' ? 10_000 : 100)) / 100;
  return aim === 'share' ? `${number(two)} %` : translator(language)('planning:staffPlanning.minutes', { minutes: number(two) });
}

/** How near the best possible network it comes, in words. */
export function proofWords(language: Language, { question, task, proof }: MapAnswer): string {
  const say = mapWordsOf(translator(language));
  const { number } = formats(language);
  if (proof === null || proof.bound === null || proof.gap === null) return say('noProof');
  const known = {
    n: number(task.count),
    bound: aimValue(language, question.aim, proof.bound),
    // Rounded up: what is not proved is never 0.
    gap: number(Math.ceil(proof.gap * 10_000) / 100),
    proof: say(proof.isBoundProved ? 'boundProved' : 'boundNotProved'),
  };
  if (question.ask === 'mine') return say(proof.proved ? 'mineProved' : 'mineGap', known);
  return say(proof.proved ? 'proved' : 'gap', known);
}

export const useProofWords = (answer: MapAnswer): string => proofWords(usePage().language, answer);

/** What a place becomes, with its days when they are said. */
export function usePutWords(): (put: Put) => string {
  const t = useText();
  return ({ kind, hours }) => {
    const days = weekdays.filter((day) => (hours?.[day] ?? []).length > 0);
    const listed = days.map((day) => t(`network:planner.weekday.${day}`).toLowerCase()).join(', ');
    return `${t(`network:planner.kind.${kind}`).toLowerCase()}${listed === '' ? '' : ` (${listed})`}`;
  };
}

/** What the best was asked to keep to; nothing when the network is as it is marked. */
export function conditionWords(language: Language, { question, task }: MapAnswer): string[] {
  if (question.ask === 'mine') return [];
  const say = mapWordsOf(translator(language));
  const { number } = formats(language);
  const { within, keep, close, longest, share, gini, budget, limit } = question;
  const most = within === 'money' ? (budget ?? task.cost) : (question.number ?? task.before.size);
  const asked = {
    [within]: most,
    ...(keep.length === 0 ? {} : { keep: keep.length }),
    ...(close.length === 0 ? {} : { close: close.length }),
    longest,
    share,
    gini,
  };
  const said = Object.entries(asked).flatMap(([demand, n]) =>
    n === null ? [] : [say(`demand.${demand}`, { n: number(n), limit: number(limit) })],
  );
  return task.counties === null ? said : [...said, say('demand.where', { n: task.counties.join(', ') })];
}

/** What the network costs by the costs that were said, and these; null where one is not said. */
export function costWords(language: Language, answer: MapAnswer): string | null {
  const money = moneyOf(answer);
  if (money === null) return null;
  const t = translator(language);
  const { number } = formats(language);
  const costs = plannedKinds.map(
    (kind) => `${t(`network:planner.kind.${kind}`).toLowerCase()} ${number(answer.question.costs[kind]!)}`,
  );
  const sum = mapWordsOf(t)('costs', { before: number(money.before), after: number(money.after) });
  return `${sum} ${mapWordsOf(t)('eachCosts', { costs: costs.join(', ') })}`;
}

/** The aim with the limit that it counts by. */
export function aimWords(language: Language, { aim, limit }: MapAnswer['question']): string {
  const t = translator(language);
  const says = mapWordsOf(t)(`aims.${aim}`);
  return aim === 'share' ? `${says} (${t('planning:staffPlanning.minutes', { minutes: limit })})` : says;
}

/** What a plan rests on, in the language of the authority: it is read by others than who saves it. */
export function assumed(answer: MapAnswer, address: string): string {
  const say = mapWordsOf(translator('sv'));
  const conditions = conditionWords('sv', answer);
  const costs = costWords('sv', answer);
  return say('assumed', {
    ask: say(`asks.${answer.question.ask}`),
    aim: aimWords('sv', answer.question),
    conditions: conditions.length === 0 ? '' : ` ${say('brief.bounds', { bounds: conditions.join('; ') })}`,
    proof: `${costs === null ? '' : `${costs} `}${proofWords('sv', answer)}`,
    address,
  });
}

/** The line from the map, whatever plan it was of. */
const isOfMap = (line: string): boolean => line.startsWith(mapWordsOf(translator('sv'))('assumed').split('{{')[0]!);

/** Assumptions whose line from the map, where they have one, is of the plan that is saved; what somebody has written stays. */
export const assumedNow = (written: string, answer: MapAnswer, address: string): string =>
  written
    .split('\n')
    .map((line) => (isOfMap(line) ? assumed(answer, address) : line))
    .join('\n');

/** The same, with a line from the map where there is none. */
export function assumedAnew(written: string, answer: MapAnswer, address: string): string {
  if (written.split('\n').some(isOfMap)) return assumedNow(written, answer, address);
  return [...(written === '' ? [] : [written]), assumed(answer, address)].join('\n');
}

/** The words of rotas. */
import type { Translate } from '../../../../platform/i18n/index.ts';
import { useFormats, useText } from '../../../../ui/index.ts';
import { weekdays } from '../../../network/index.ts';
import type { Conflict, Requirement, RotaAnswer } from '../../rota/problem.ts';
import type { Rota } from '../../store/rotas.ts';

export const rotaWords = (t: Translate) => (key: string, params?: Record<string, string | number>) =>
  t(`planning:staffPlanningRota.${key}`, params);
export type SayRota = ReturnType<typeof rotaWords>;
export const useRotaWords = (): SayRota => rotaWords(useText());

/** What officers and places are called. */
export interface RotaNames {
  place(id: string): string;
  officer(id: string): string;
  /** The officer's home office; null when there is none. */
  home(officerId: string): string | null;
}

/** 1 = Monday. */
export const weekdayWords = (t: Translate) => (weekday: number) => t(`network:planner.weekday.${weekdays[weekday - 1]!}`);
export const useWeekday = (): ReturnType<typeof weekdayWords> => weekdayWords(useText());

export function usePeriod(): (rota: Pick<Rota, 'validFrom' | 'validTo'>) => string {
  const t = useRotaWords();
  const { date } = useFormats();
  return ({ validFrom, validTo }) =>
    validTo === null
      ? t('periodOpen', { from: date(validFrom) })
      : t('periodClosed', { from: date(validFrom), to: date(validTo) });
}

export const rotaState = ({ decidedAt, finishedAt }: Rota): 'found' | 'running' | 'done' =>
  decidedAt === null ? 'found' : finishedAt === null ? 'running' : 'done';

/** The usual week, and those that cannot be as usual. */
export const answersOf = ({ answer, weeks }: Pick<Rota, 'answer' | 'weeks'>): RotaAnswer[] => [
  answer,
  ...weeks.map((one) => one.answer),
];

export const useProof = (): ReturnType<typeof proofWords> => proofWords(useRotaWords());

/** Proved, or how much better one of them could be. */
export function proofWords(t: SayRota): (answers: readonly RotaAnswer[]) => string {
  return (answers) => {
    const open = answers.find(({ proved }) => !proved);
    if (open === undefined) return t('proved');
    const before = open.stages.slice(0, -1).every(({ value, bound }) => value === bound);
    const last = open.stages.at(-1)!;
    return before ? t('notProved', { gap: last.value - last.bound }) : t('notProvedStage');
  };
}

export const useConflicts = (of: Pick<Rota, 'problem'>, names: RotaNames) => conflictWords(useText(), of, names);

/** A requirement, and why one cannot be met, as sentences. */
export function conflictWords(text: Translate, { problem }: Pick<Rota, 'problem'>, names: RotaNames) {
  const t = rotaWords(text);
  const weekday = weekdayWords(text);
  const what = ({ promise, what: kind, code }: Requirement): string => {
    const { placeId, weekday: day, officers } = problem.promises[promise]!;
    return t(`req.${kind}`, { place: names.place(placeId), day: weekday(day).toLowerCase(), code: code ?? '', count: officers });
  };
  const why = ({ requirements, reason, nearest, possible, limits }: Conflict): string => {
    if (reason !== null) {
      const params = {
        what: what(requirements[0]!),
        limit: Math.floor(problem.limits.minutesPerDay / 2),
        nearest: nearest ?? '',
        possible: possible ?? 0,
      };
      return t(`reason.${reason === 'too-far' && nearest === null ? 'too-far-unknown' : reason}`, params);
    }
    const first = t('together', { what: requirements.map(what).join('; ') });
    const named = limits.map((one) => t(`limit.${one}`)).join(', ');
    return `${first} ${named === '' ? t('togetherNobody') : t('togetherLimit', { limits: named })}`;
  };
  return { what, why };
}

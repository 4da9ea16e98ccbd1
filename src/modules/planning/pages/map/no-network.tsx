import { useFormats, usePage } from '../../../../ui/index.ts';
import type { MapAnswer } from '../../map/answer.ts';
import type { Chosen } from '../../map/chosen.ts';
import type { Demand } from '../../map/conflict.ts';
import { aimValue, useMapWords } from './words.ts';

/** That there is no network, or that none was found: which demands are in the way, and how near one comes. */
export function NoNetwork({ answer: { question, task }, chosen }: { answer: MapAnswer; chosen: Chosen }) {
  const t = useMapWords();
  const { language } = usePage();
  const { number } = useFormats();
  const { conflict, leastGini } = chosen;
  const { limit, share, longest, gini, budget, close } = question;
  if (conflict === null)
    return (
      <>
        <p>{t(chosen.isImpossible ? 'impossible' : 'noneFound')}</p>
        {leastGini === null ? (
          <p>{t('unreachable')}</p>
        ) : (
          <p>{t('leastGini', { least: number(Math.round(leastGini * 1000) / 10), gini: number(gini ?? 0) })}</p>
        )}
      </>
    );
  const amounts: Record<Exclude<Demand, 'where'>, number | null> = {
    number: task.count,
    money: budget ?? task.cost,
    keep: task.toChoose?.open.length ?? 0,
    close: close.length,
    longest,
    share,
    gini,
  };
  const said = (one: Demand): string => (one === 'where' ? (task.counties ?? []).join(', ') : number(amounts[one] ?? 0));
  return (
    <>
      <p>{t('impossible')}</p>
      <p>{t(conflict.demands.includes('gini') ? 'conflictWithGini' : 'conflict')}</p>
      <ul>
        {conflict.demands.map((one) => (
          <li>{t(`demand.${one}`, { n: said(one), limit: number(limit) })}</li>
        ))}
      </ul>
      {conflict.mostWithin !== null && (
        <p>
          {t('mostWithin', {
            most: aimValue(language, 'share', conflict.mostWithin),
            limit: number(limit),
            share: number(share ?? 0),
          })}
        </p>
      )}
      {conflict.shortest !== null && (
        <p>{t('shortest', { n: number(task.count), minutes: number(conflict.shortest), longest: number(longest ?? 0) })}</p>
      )}
    </>
  );
}

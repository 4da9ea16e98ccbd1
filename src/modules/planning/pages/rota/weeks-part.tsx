/** Absences of a rota's officers: the weeks that are planned by themselves, and days that an absence since has left without anyone. */
import { href } from '../../../../platform/i18n/index.ts';
import { LinkButton, Notice, Table, useFormats, usePage } from '../../../../ui/index.ts';
import type { Short } from '../../rota/absences.ts';
import type { RotaAnswer, RotaProblem } from '../../rota/problem.ts';
import { type PlannedWeeks, sittingsOfWeeks, weekProblem } from '../../rota/weeks.ts';
import type { Rota } from '../../store/rotas.ts';
import { ChangesTable } from './changes-table.tsx';
import { type RotaNames, useConflicts, usePeriod, useProof, useRotaWords, useWeekday } from './words.ts';

interface UnmetProps {
  problem: RotaProblem;
  answer: RotaAnswer;
  names: RotaNames;
  title: string;
}

export function Unmet({ problem, answer: { unmet, conflicts }, names, title }: UnmetProps) {
  const t = useRotaWords();
  const { what, why } = useConflicts({ problem }, names);
  return (
    <Notice tone="danger" title={title}>
      <p>{t('unmetPartly')}</p>
      <ul>
        {unmet.map((one) => (
          <li>{what(one)}</li>
        ))}
      </ul>
      <p>{t('why')}</p>
      <ul>
        {conflicts.map((one) => (
          <li>{why(one)}</li>
        ))}
      </ul>
    </Notice>
  );
}

interface PartProps {
  rota: Rota;
  names: RotaNames;
}

/** `mayWrite`: who is absent when is for those who plan. */
export function Weeks({ rota, names, mayWrite }: PartProps & { mayWrite: boolean }) {
  const t = useRotaWords();
  if (rota.weeks.length === 0) return null;
  return (
    <>
      <h2>{t('weeks')}</h2>
      <p>{t('weeksLead')}</p>
      {rota.weeks.map((weeks, at) => (
        <OneOfWeeks rota={rota} names={names} weeks={weeks} id={`weeks-${at + 1}`} mayWrite={mayWrite} />
      ))}
    </>
  );
}

function OneOfWeeks({ rota, names, weeks, id, mayWrite }: PartProps & { weeks: PlannedWeeks; id: string; mayWrite: boolean }) {
  const t = useRotaWords();
  const { number } = useFormats();
  const period = usePeriod();
  const proof = useProof();
  const absent = useAbsent(rota, names);
  const { spans, answer } = weeks;
  const when = spans.map(({ from, to }) => period({ validFrom: from, validTo: to })).join(', ');
  const travel = answer.stages.at(-1)?.value ?? 0;
  return (
    <>
      <h3>{t('weeksWhen', { when })}</h3>
      {answer.unmet.length > 0 && (
        <Unmet
          problem={weekProblem(rota.problem, [], { ...weeks, before: [] })}
          answer={answer}
          names={names}
          title={t('weeksUnmet')}
        />
      )}
      {mayWrite && <p>{absent(weeks)}</p>}
      <ChangesTable
        id={id}
        caption={t('weeksChanges')}
        before={rota.answer.sittings}
        after={sittingsOfWeeks(rota, weeks)}
        names={names}
      />
      <p class="hint">{t('weeksCost', { minutes: number(travel), proof: proof([answer]) })}</p>
    </>
  );
}

/** Those who usually sit, by name and with their weekdays; others who could have gone are only counted. */
function useAbsent({ answer: { sittings } }: Rota, names: RotaNames): (weeks: PlannedWeeks) => string {
  const t = useRotaWords();
  const weekday = useWeekday();
  return ({ absent }) => {
    const usual = new Set(sittings.map(({ officerId }) => officerId));
    const [theirs = [], others = []] = [true, false].map((sits) => [
      ...Map.groupBy(
        absent.filter(({ officerId }) => usual.has(officerId) === sits),
        ({ officerId }) => officerId,
      ),
    ]);
    const who = theirs
      .map(([id, own]) => `${names.officer(id)} (${own.map((one) => weekday(one.weekday).toLowerCase()).join(', ')})`)
      .join(', ');
    return others.length === 0 ? t('absent', { who }) : t('absentMore', { who, count: others.length });
  };
}

/** More days are only counted. */
const mostDays = 6;

export function ShortPart({ rota, names, short }: PartProps & { short: readonly Short[] }) {
  const t = useRotaWords();
  const { language } = usePage();
  const { date } = useFormats();
  if (short.length === 0) return null;
  const daysOf = ({ days }: Short): string => {
    const shown = days
      .slice(0, mostDays)
      .map((one) => date(one))
      .join(', ');
    return days.length > mostDays ? t('shortMore', { days: shown, count: days.length - mostDays }) : shown;
  };
  return (
    <Notice tone="warning" title={t('shortTitle')}>
      <p>{t('shortLead')}</p>
      <Table<Short>
        id="short"
        caption={t('shortTitle')}
        captionHidden
        cards
        columns={[
          { header: t('place'), rowHeader: true, cell: ({ placeId }) => names.place(placeId) },
          { header: t('officer'), cell: ({ officerId }) => names.officer(officerId) },
          { header: t('shortDays'), cell: daysOf },
        ]}
        rows={short}
      />
      <LinkButton href={href(language, `/planning/rota/${rota.id}/replan`)}>{t('shortReplan')}</LinkButton>
    </Notice>
  );
}

/** /planning/rota/:rota: a week by place and by officer, what it costs each, and how good it is proved to be. */
import { href } from '../../../../platform/i18n/index.ts';
import { Buttons, Details, LinkButton, SummaryList, Table, Tag, useFormats, usePage } from '../../../../ui/index.ts';
import type { Short } from '../../rota/absences.ts';
import { measuresOf, type OfficersWeek, type RotaMeasures } from '../../rota/measures.ts';
import type { RotaProblem } from '../../rota/problem.ts';
import type { Rota } from '../../store/rotas.ts';
import { useMoment } from '../words.tsx';
import { ChangesTable } from './changes-table.tsx';
import { Kept } from './rotas-page.tsx';
import { ShortPart, Unmet, Weeks } from './weeks-part.tsx';
import { answersOf, type RotaNames, rotaState, usePeriod, useProof, useRotaWords, useWeekday } from './words.ts';

export interface RotaProps {
  rota: Rota;
  /** The rota that it takes over from. */
  before: Pick<Rota, 'id' | 'title'> | null;
  names: RotaNames;
  mayWrite: boolean;
  /** Days that an absence since has left without anyone. */
  short: readonly Short[];
}

export function RotaPage(props: RotaProps) {
  const { rota, names, mayWrite } = props;
  const { problem, answer } = rota;
  const t = useRotaWords();
  const { language } = usePage();
  const path = `/planning/rota/${rota.id}`;
  const measures = measuresOf(problem, answer.sittings);
  return (
    <>
      <h1>{rota.title}</h1>
      <ShortPart {...props} />
      {answer.unmet.length > 0 && <Unmet problem={problem} answer={answer} names={names} title={t('unmetTitle')} />}
      <Facts {...props} measures={measures} />
      {mayWrite && (
        <Buttons>
          <LinkButton href={href(language, `${path}/carry-out`)}>{t('carryOut.title')}</LinkButton>
          <LinkButton variant="secondary" href={href(language, `${path}/replan`)}>
            {t('replan')}
          </LinkButton>
        </Buttons>
      )}
      {problem.before !== null && (
        <>
          <h2>{t('changes')}</h2>
          <ChangesTable
            id="changes"
            caption={t('changes')}
            captionHidden
            before={problem.before}
            after={answer.sittings}
            names={names}
          />
        </>
      )}
      {rota.weeks.length > 0 && <p>{t('usualHint')}</p>}
      <ByPlace {...props} />
      <ByOfficer {...props} measures={measures} />
      <Weeks {...props} />
      <p>
        <a href={href(language, `${path}/rota.csv`)}>{t('download')}</a>
      </p>
      <Stages rota={rota} />
    </>
  );
}

function Facts({ rota, before, measures }: RotaProps & { measures: RotaMeasures }) {
  const t = useRotaWords();
  const { language } = usePage();
  const { number } = useFormats();
  const moment = useMoment();
  const period = usePeriod();
  const proof = useProof();
  const { limits, aim } = rota.problem;
  const minutes = (value: number): string => t('minutes', { minutes: number(value) });
  const able = measures.officers.filter(({ canTravel }) => canTravel).length;
  const { estimate = 0, ...others } = rota.travel;
  const known = Object.values(others).reduce((sum, one) => sum + one, 0);
  const said = [
    t('limitDay', { minutes: limits.minutesPerDay }),
    t('limitDays', { days: limits.daysPerWeek }),
    ...(limits.minutesPerWeek === null ? [] : [t('limitWeek', { minutes: limits.minutesPerWeek })]),
    ...(limits.spread === null ? [] : [t('limitSpread', { minutes: limits.spread })]),
  ];
  return (
    <>
      <SummaryList
        items={[
          { term: t('proof'), value: proof(answersOf(rota)) },
          { term: t('promises'), value: <Kept rota={rota} /> },
          { term: t('period'), value: period(rota) },
          { term: t('stateName'), value: t(`state.${rotaState(rota)}`) },
          ...(before === null
            ? []
            : [{ term: t('replanOf'), value: <a href={href(language, `/planning/rota/${before.id}`)}>{before.title}</a> }]),
          { term: t('travelInAll'), value: minutes(measures.minutes) },
          { term: t('greatest'), value: minutes(measures.greatest) },
          { term: t('least'), value: minutes(measures.least) },
          {
            term: t('spread'),
            value: (
              <>
                {minutes(measures.spread)} <span class="hint">{t('fairnessHint', { count: able })}</span>
              </>
            ),
          },
          { term: t('limitsName'), value: said.join(', ') },
          { term: t('aimName'), value: t(`aim.${aim}`) },
          { term: t('author'), value: `${rota.author}, ${moment(rota.knownAt)}` },
        ]}
      />
      <p class="hint">{t('travelFrom', { estimate: number(estimate), known: number(known) })}</p>
    </>
  );
}

/** The weekdays on which something is promised. */
const daysOf = ({ promises }: RotaProblem): number[] =>
  [...new Set(promises.map(({ weekday }) => weekday))].toSorted((a, b) => a - b);

function ByPlace({ rota: { problem, answer }, names }: RotaProps) {
  const t = useRotaWords();
  const weekday = useWeekday();
  const places = [...new Set(problem.promises.map(({ placeId }) => placeId))].toSorted((a, b) =>
    names.place(a).localeCompare(names.place(b), 'sv'),
  );
  const cell = (placeId: string, day: number) => {
    const at = problem.promises.findIndex((one) => one.placeId === placeId && one.weekday === day);
    if (at === -1) return '–';
    const there = answer.sittings.filter((one) => one.placeId === placeId && one.weekday === day);
    const missing = problem.promises[at]!.officers - there.length;
    const skills = answer.unmet.flatMap(({ promise, code }) => (promise === at && code !== null ? [code] : []));
    return (
      <>
        {there.map(({ officerId }) => names.officer(officerId)).join(', ')}
        {missing > 0 && <Tag tone="danger">{t('lacks', { count: missing })}</Tag>}
        {missing === 0 && skills.length > 0 && <Tag tone="danger">{t('lacks', { count: skills.join(', ') })}</Tag>}
      </>
    );
  };
  return (
    <>
      <h2>{t('byPlace')}</h2>
      <Table<string>
        id="by-place"
        caption={t('byPlace')}
        captionHidden
        cards
        columns={[
          { header: t('place'), rowHeader: true, cell: (id) => names.place(id) },
          ...daysOf(problem).map((day) => ({ header: weekday(day), cell: (id: string) => cell(id, day) })),
        ]}
        rows={places}
      />
    </>
  );
}

function ByOfficer({ rota: { problem, answer }, names, measures }: RotaProps & { measures: RotaMeasures }) {
  const t = useRotaWords();
  const { number } = useFormats();
  const weekday = useWeekday();
  const placeOn = (officerId: string, day: number): string => {
    const sat = answer.sittings.find((one) => one.officerId === officerId && one.weekday === day);
    return sat === undefined ? '–' : names.place(sat.placeId);
  };
  const inOrder = measures.officers.toSorted(
    (a, b) =>
      b.minutes - a.minutes || names.officer(a.officerId).localeCompare(names.officer(b.officerId), 'sv', { numeric: true }),
  );
  const idle = inOrder.filter(({ days }) => days === 0);
  return (
    <>
      <h2>{t('byOfficer')}</h2>
      <Table<OfficersWeek>
        id="by-officer"
        caption={t('byOfficer')}
        captionHidden
        cards
        columns={[
          { header: t('officer'), rowHeader: true, cell: ({ officerId }) => names.officer(officerId) },
          { header: t('home'), cell: ({ officerId }) => names.home(officerId) ?? t('noHome') },
          ...daysOf(problem).map((day) => ({
            header: weekday(day),
            cell: ({ officerId }: OfficersWeek) => placeOn(officerId, day),
          })),
          { header: t('days'), numeric: true, cell: ({ days }) => number(days) },
          { header: t('travel'), numeric: true, cell: ({ minutes }) => t('minutes', { minutes: number(minutes) }) },
        ]}
        rows={inOrder.filter(({ days }) => days > 0)}
      />
      {idle.length > 0 && (
        <Details summary={t('idle', { count: idle.length })}>
          <p>{idle.map(({ officerId }) => names.officer(officerId)).join(', ')}</p>
        </Details>
      )}
    </>
  );
}

function Stages({ rota: { answer } }: Pick<RotaProps, 'rota'>) {
  const t = useRotaWords();
  const { number } = useFormats();
  return (
    <>
      <h2>{t('stages')}</h2>
      <p>{t('stagesLead')}</p>
      <Table<(typeof answer.stages)[number]>
        id="stages"
        caption={t('stages')}
        captionHidden
        columns={[
          { header: t('stage'), rowHeader: true, cell: ({ name }) => t(`stageName.${name}`) },
          { header: t('value'), numeric: true, cell: ({ value }) => number(value) },
          { header: t('bound'), numeric: true, cell: ({ bound }) => number(bound) },
        ]}
        rows={answer.stages}
      />
    </>
  );
}

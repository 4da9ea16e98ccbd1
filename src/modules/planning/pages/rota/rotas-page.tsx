/** /planning/rota: every rota, and where a new one begins. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Checkboxes, EmptyState, Field, Form, Table, Tag, useFormats, usePage } from '../../../../ui/index.ts';
import type { Rota } from '../../store/rotas.ts';
import { answersOf, rotaState, usePeriod, useProof, useRotaWords } from './words.ts';

export interface RotasProps {
  rotas: readonly Rota[];
  /** Counties with a place that staff travel to. */
  counties: readonly { code: string; name: string }[];
  mayWrite: boolean;
  today: PlainDate;
}

export function RotasPage({ rotas, counties, mayWrite, today }: RotasProps) {
  const t = useRotaWords();
  const { language } = usePage();
  return (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      {rotas.length === 0 ? <EmptyState title={t('none')}>{t('noneText')}</EmptyState> : <List rotas={rotas} />}
      {mayWrite && (
        <>
          <h2>{t('newRota')}</h2>
          <p>{t('newLead')}</p>
          <Form action={href(language, '/planning/rota/new')} method="get">
            <Field name="on" type="date" label={t('field.on')} value={today} />
            <Checkboxes
              name="county"
              legend={t('field.county')}
              options={counties.map(({ code, name }) => ({ value: code, text: name }))}
            />
            <Button>{t('choose')}</Button>
          </Form>
        </>
      )}
    </>
  );
}

function List({ rotas }: Pick<RotasProps, 'rotas'>) {
  const t = useRotaWords();
  const { language } = usePage();
  const { number } = useFormats();
  const period = usePeriod();
  const proof = useProof();
  return (
    <Table<Rota>
      id="rotas"
      caption={t('rotas')}
      cards
      columns={[
        {
          header: t('field.title'),
          rowHeader: true,
          cell: ({ id, title }) => <a href={href(language, `/planning/rota/${id}`)}>{title}</a>,
        },
        { header: t('period'), cell: period },
        { header: t('promises'), cell: (rota) => <Kept rota={rota} /> },
        {
          header: t('travelInAll'),
          numeric: true,
          cell: ({ answer }) => t('minutes', { minutes: number(answer.stages.at(-1)!.value) }),
        },
        { header: t('proof'), cell: (rota) => proof(answersOf(rota)) },
        { header: t('stateName'), cell: (rota) => t(`state.${rotaState(rota)}`) },
      ]}
      rows={rotas}
    />
  );
}

export function Kept({ rota: { answer, weeks } }: { rota: Rota }) {
  const t = useRotaWords();
  const count = answer.unmet.length;
  if (count === 0 && weeks.some((one) => one.answer.unmet.length > 0)) return <Tag tone="danger">{t('unmetWeeksTag')}</Tag>;
  return count === 0 ? <Tag tone="success">{t('keptTag')}</Tag> : <Tag tone="danger">{t('unmetTag', { count })}</Tag>;
}

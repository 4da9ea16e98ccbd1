/** /planning/rota/:rota/carry-out: what officers' days will become, before; what they became, and what is left, after. */
import type { ComponentChildren } from 'preact';
import type { Problem } from '../../../../platform/problem/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { Button, Form, Notice, RefusalSummary, Table, Tag, usePage, useText } from '../../../../ui/index.ts';
import type { Short } from '../../rota/absences.ts';
import type { RehearsedStay } from '../../rota/carry-out-rota.ts';
import type { StepRefusal } from '../../store/decisions.ts';
import type { PlannedStay, Rota, RotaStep } from '../../store/rotas.ts';
import { planningWords } from '../forms/form-words.ts';
import { refusalWords, useMoment } from '../words.tsx';
import { ShortPart } from './weeks-part.tsx';
import { type RotaNames, usePeriod, useRotaWords, useWeekday } from './words.ts';

export interface CarryOutProps {
  rota: Rota;
  names: RotaNames;
  steps: readonly RotaStep[];
  rehearsed: readonly RehearsedStay[];
  /** Days that an absence has left without anyone; also where nothing is to be written. */
  short: readonly Short[];
  mayWrite: boolean;
  refusal: Problem | null;
  requestId: string;
}

export function CarryOutPage(props: CarryOutProps) {
  const t = useRotaWords();
  const text = useText();
  const { rota, refusal } = props;
  const said = refusal === null ? [] : [planningWords.said(refusal, text)];
  return (
    <>
      <RefusalSummary form={{ refusal, wrong: {} }} said={said} ruleText={(id) => planningWords.rule(id, text)} />
      <h1>{t('carryOut.title')}</h1>
      <p class="lead">{rota.title}</p>
      {rota.decidedAt === null ? <Before {...props} /> : <After {...props} decidedAt={rota.decidedAt} />}
    </>
  );
}

function Before({ rota, names, rehearsed, short, mayWrite, requestId }: CarryOutProps) {
  const t = useRotaWords();
  const { language } = usePage();
  const refused = rehearsed.filter(({ refusal }) => refusal !== null).length;
  return (
    <>
      <p>{t('carryOut.dryRun')}</p>
      {[rota, ...rota.weeks].some(({ answer }) => answer.unmet.length > 0) && (
        <Notice tone="warning">{t('carryOut.unmet')}</Notice>
      )}
      <ShortPart rota={rota} names={names} short={short} />
      {refused > 0 && <Notice tone="danger">{t('carryOut.refused', { count: refused })}</Notice>}
      <Days<RehearsedStay>
        steps={rehearsed}
        names={names}
        outcome={({ refusal }) =>
          refusal === null ? <Tag tone="success">{t('carryOut.can')}</Tag> : <Refused refusal={refusal} />
        }
      />
      {mayWrite && refused === 0 && (
        <Form action={href(language, `/planning/rota/${rota.id}/carry-out`)} requestId={requestId}>
          <Button>{t('carryOut.button')}</Button>
        </Form>
      )}
    </>
  );
}

function After({ rota, names, steps, mayWrite, requestId, decidedAt }: CarryOutProps & { decidedAt: string }) {
  const t = useRotaWords();
  const { language } = usePage();
  const moment = useMoment();
  return (
    <>
      {rota.finishedAt !== null && <Notice tone="success">{t('carryOut.done')}</Notice>}
      {rota.finishedAt === null && (
        <Notice tone="warning">
          <p>{t('carryOut.unfinished')}</p>
          {mayWrite && (
            <Form action={href(language, `/planning/rota/${rota.id}/carry-out`)} requestId={requestId}>
              <Button name="next" value="resume">
                {t('carryOut.resume')}
              </Button>
            </Form>
          )}
        </Notice>
      )}
      <p>{t('carryOut.decided', { name: rota.decidedBy ?? '', at: moment(decidedAt) })}</p>
      <Days<RotaStep>
        steps={steps}
        names={names}
        outcome={({ doneAt, refusal }) =>
          doneAt !== null ? (
            <Tag tone="success">{t('carryOut.isDone')}</Tag>
          ) : refusal !== null ? (
            <Refused refusal={refusal} />
          ) : (
            <Tag>{t('carryOut.waits')}</Tag>
          )
        }
      />
    </>
  );
}

function Days<Step extends PlannedStay>({
  steps,
  names,
  outcome,
}: {
  steps: readonly Step[];
  names: RotaNames;
  outcome(step: Step): ComponentChildren;
}) {
  const t = useRotaWords();
  const { language } = usePage();
  const weekday = useWeekday();
  const period = usePeriod();
  return (
    <Table<Step>
      id="days"
      caption={t('carryOut.steps')}
      cards
      empty={t('carryOut.nothing')}
      columns={[
        {
          header: t('officer'),
          rowHeader: true,
          cell: ({ officerId }) => <a href={href(language, `/supply/officers/${officerId}`)}>{names.officer(officerId)}</a>,
        },
        { header: t('carryOut.day'), cell: (step) => weekday(step.weekday) },
        { header: t('period'), cell: ({ from, to }) => period({ validFrom: from, validTo: to }) },
        {
          header: t('carryOut.becomes'),
          cell: ({ stays }) =>
            stays.length === 0 ? t('carryOut.atHome') : stays.map(({ placeId }) => names.place(placeId)).join(', '),
        },
        { header: t('carryOut.outcome'), cell: outcome },
      ]}
      rows={steps}
    />
  );
}

function Refused({ refusal }: { refusal: StepRefusal }) {
  const t = useRotaWords();
  const text = useText();
  const { text: words, rule } = refusalWords(text, refusal);
  const { count = 0, meetings = '' } = refusal.params;
  return (
    <>
      <Tag tone="danger">{t('carryOut.isRefused')}</Tag>
      {refusal.code === 'meetings-in-the-way' && <p>{t('carryOut.meetings', { count, meetings })}</p>}
      <p>{words}</p>
      {rule !== null && <p class="hint">{rule}</p>}
    </>
  );
}

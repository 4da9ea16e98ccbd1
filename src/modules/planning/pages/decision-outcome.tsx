/** /planning/:scenario/decision once it is decided: what was written, what the register refuses, what was left out and what is left. */
import { href } from '../../../platform/i18n/index.ts';
import { Button, Buttons, Form, Notice, SummaryList, Tag, useFormats, usePage } from '../../../ui/index.ts';
import type { Decision, DecisionStep } from '../store/decisions.ts';
import type { DecisionProps } from './decision-page.tsx';
import { Refused, Steps } from './decision-steps.tsx';
import { useMoment, useWords } from './words.tsx';

const isLeftOut = ({ doneAt, leftOutAt }: DecisionStep): boolean => doneAt === null && leftOutAt !== null;
const isStuck = (step: DecisionStep): boolean => step.doneAt === null && step.leftOutAt === null && step.refusal !== null;

export function CarriedOut(props: DecisionProps & { decision: Decision }) {
  const { scenario, names, decision, steps, mayWrite, mayLeaveOut, requestId, done } = props;
  const t = useWords();
  const { language } = usePage();
  const { date } = useFormats();
  const moment = useMoment();
  const refused = steps.filter(isStuck).length;
  const leftOut = steps.filter(isLeftOut).length;
  const leaveOutHref = href(language, `/planning/${scenario.id}/decision/leave-out`);
  return (
    <>
      {done && decision.finishedAt !== null && (
        <Notice tone="success" answer>
          {leftOut === 0 ? t('decision.done') : t('decision.someLeftOut', { n: leftOut })}
        </Notice>
      )}
      {decision.finishedAt === null && (
        <Notice tone="warning" title={t('decision.unfinished')}>
          <p>{t('decision.unfinishedText')}</p>
          {refused > 0 && <p>{t('decision.stuck', { n: refused })}</p>}
          {mayWrite && (
            <Form action={href(language, `/planning/${scenario.id}/decision`)} requestId={requestId}>
              <Buttons>
                <Button name="next" value="resume">
                  {t('decision.resume')}
                </Button>
                {refused > 0 && mayLeaveOut && <a href={leaveOutHref}>{t('decision.end')}</a>}
              </Buttons>
            </Form>
          )}
          {mayWrite && refused > 0 && !mayLeaveOut && <p>{t('decision.someoneElse')}</p>}
        </Notice>
      )}
      <SummaryList
        items={[
          { term: t('decision.decidedOn'), value: date(decision.decidedOn) },
          { term: t('decision.decidedBy'), value: decision.decidedBy },
          { term: t('decision.reason'), value: decision.reason },
          {
            term: t(leftOut === 0 ? 'decision.finished' : 'decision.ended'),
            value: decision.finishedAt === null ? t('decision.no') : moment(decision.finishedAt),
          },
        ]}
      />
      <Steps<DecisionStep>
        id="outcome"
        caption={t('decision.written')}
        steps={steps}
        scenario={scenario}
        names={names}
        outcome={(step) =>
          step.doneAt !== null ? (
            <Written step={step} placeId={step.change === null ? null : scenario.changes[step.change]!.placeId} />
          ) : step.leftOutAt !== null ? (
            <LeftOut step={step} />
          ) : step.refusal !== null ? (
            <>
              <Refused refusal={step.refusal} />
              {mayWrite && mayLeaveOut && (
                <p>
                  <a href={`${leaveOutHref}?step=${step.position}`}>{t('decision.leaveOut')}</a>
                </p>
              )}
            </>
          ) : (
            <Tag>{t('decision.waits')}</Tag>
          )
        }
      />
      <p>
        <a href={href(language, `/planning/${scenario.id}/follow-up`)}>{t('followUp.title')}</a>
      </p>
    </>
  );
}

/** By whom and why, and what the register said. */
function LeftOut({ step: { leftOutAt, leftOutBy, leftOutReason, refusal } }: { step: DecisionStep }) {
  const t = useWords();
  const moment = useMoment();
  return (
    <>
      <Tag tone="warning">{t('decision.isLeftOut')}</Tag>
      <p>{t('decision.leftOutBy', { by: leftOutBy!, at: moment(leftOutAt!), reason: leftOutReason! })}</p>
      {refusal !== null && <Refused refusal={refusal} />}
    </>
  );
}

/** Where what was written is to be found. */
function Written({ step: { result, kind }, placeId }: { step: DecisionStep; placeId: string | null }) {
  const t = useWords();
  const { language } = usePage();
  const idOf = (name: string): string | null => (typeof result?.[name] === 'string' ? result[name] : null);
  const links: (readonly [string, string | null])[] = [
    ['/decisions', idOf('closureId')],
    ['/agreements', idOf('agreementId')],
    ['/notices', idOf('noticeId')],
    ['/register/places', placeId],
  ];
  const found = links.find(([, id]) => id !== null);
  return (
    <>
      <Tag tone="success">{t('decision.isDone')}</Tag>{' '}
      {found !== undefined && <a href={href(language, `${found[0]}/${found[1]}`)}>{t(`show.${kind}`)}</a>}
    </>
  );
}

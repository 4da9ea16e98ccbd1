/** A stop of a rule: what it put in doubt, and deciding it again batch by batch. */
import { type Instant, instant } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import { Button, Form, LinkButton, Notice, Table, usePage, useText } from '../../../../ui/index.ts';
import type { AffectedDecision, RerunReport, Stop } from '../../store/affected.ts';
import { useWhen } from '../words.tsx';
import { useStaffDecisionText } from './words.ts';

export const batch = 200;

export interface StopPageProps {
  stop: Stop;
  report: RerunReport;
  list: readonly AffectedDecision[];
  /** The decision after which the next part of the list begins; null on the last. */
  next: string | null;
  requestId: Uuid;
  /** How many came out otherwise in the run that was just made. */
  changed: number | null;
}

export function StopPage({ stop, report, list, next, requestId, changed }: StopPageProps) {
  const t = useText();
  const words = useStaffDecisionText();
  const when = useWhen();
  const { language } = usePage();
  const here = href(language, `/automation/stops/${stop.id}`);
  const since = when.at(stop.since);
  const run = report.affected - report.waiting;
  return (
    <>
      <h1>{t('cases:staffRegistration.automation.affected')}</h1>
      {changed !== null && (
        <Notice tone="success" title={t('cases:staffRegistration.automation.done.rerun')} answer>
          {t('cases:staffRegistration.automation.changed', { n: changed })}
        </Notice>
      )}
      <h2>{t('cases:staffRegistration.automation.rerunTitle')}</h2>
      <p>{t('cases:staffRegistration.automation.rerunText')}</p>
      <p>
        <progress
          value={run}
          max={Math.max(1, report.affected)}
          aria-label={t('cases:staffRegistration.automation.rerunTitle')}
        />{' '}
        {t('cases:staffRegistration.automation.progress', { done: run, affected: report.affected, waiting: report.waiting })}
      </p>
      {report.waiting === 0 ? (
        <p>{t('cases:staffRegistration.automation.allDone')}</p>
      ) : (
        <Form action={here} requestId={requestId}>
          <Button>{t('cases:staffRegistration.automation.rerun', { n: Math.min(batch, report.waiting) })}</Button>
        </Form>
      )}
      <Table
        id="affected"
        caption={t('cases:staffRegistration.automation.listCaption', { day: since.date })}
        cards
        rows={list}
        columns={[
          {
            header: t('cases:staffRegistration.automation.decidedAt'),
            rowHeader: true,
            cell: ({ decidedAt }) => <At of={instant(decidedAt)} />,
          },
          {
            header: t('cases:staffRegistration.automation.outcome'),
            cell: ({ outcome }) => t(`cases:staffRegistration.outcome.${outcome}`),
          },
          {
            header: t('cases:staffRegistration.reviews.reasons'),
            cell: ({ reasons }) => reasons.map((reason) => words(`reason.${reason}`)).join(' '),
          },
          { header: t('cases:staffRegistration.automation.rerunAt'), cell: ({ now }) => t(`cases:staffRegistration.now.${now}`) },
        ]}
      />
      {next !== null && (
        <LinkButton variant="secondary" href={`${here}?after=${next}`}>
          {t('ui:pagination.next')}
        </LinkButton>
      )}
    </>
  );
}

function At({ of }: { of: Instant }) {
  const { date, time } = useWhen().at(of);
  return <>{`${date} ${time}`}</>;
}

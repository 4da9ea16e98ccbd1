/** What has happened with an agreement: its steps by day, its documents, and what it said in each version. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { Details, LinkButton, Table, Timeline, useFormats, useText } from '../../../../ui/index.ts';
import type { AgreementRecord, AgreementStep } from '../../store/agreement-record.ts';
import type { AgreementVersion } from '../../store/agreement-versions.ts';
import { useMoment } from '../planner/words.tsx';

import { useAgreementHref } from './words.tsx';

export function Life({ record, on }: { record: AgreementRecord; on: PlainDate }) {
  const t = useText();
  const { date } = useFormats();
  const moment = useMoment();
  return (
    <>
      <h2>{t('network:staffAgreements.life')}</h2>
      <Timeline
        label={t('network:staffAgreements.life')}
        items={record.steps
          .filter((step) => !isRepeated(step, record.steps))
          .toSorted((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id))
          .map((step) => ({
            when: date(step.since),
            date: step.since,
            what: (
              <>
                {t(`network:staffAgreements.state.${step.state}`)}
                {neverBegan(step, record.steps) && ` (${t('network:staffAgreements.superseded')})`}
                {!step.superseded && step.since > on && ` (${t('network:staffAgreements.ahead')})`}
              </>
            ),
            now: !step.superseded && step.state === record.state && step.since === record.stateSince,
            details: (
              <p class="hint">
                {step.note !== '' && `${step.note} `}
                {t('network:staffAgreements.recorded', { moment: moment(step.recordedAt), by: step.recordedBy })}
              </p>
            ),
          }))}
      />
    </>
  );
}

/** Another step of an earlier day took its place. Of several on one day only the last one is in the days, but each has been. */
const neverBegan = (step: AgreementStep, steps: readonly AgreementStep[]): boolean =>
  step.superseded && steps.some((later) => later.id > step.id && later.since < step.since);

/** An end that was carried over when something else was stepped stands again: it is told once, as it was recorded last. */
const isRepeated = (step: AgreementStep, steps: readonly AgreementStep[]): boolean =>
  neverBegan(step, steps) &&
  steps.some((later) => later.id > step.id && later.since === step.since && later.state === step.state);

export function Documents({ record, mayAdd }: { record: AgreementRecord; mayAdd: boolean }) {
  const t = useText();
  const { number } = useFormats();
  const moment = useMoment();
  const address = useAgreementHref();
  return (
    <>
      <h2>{t('network:staffAgreements.documents')}</h2>
      {record.documents.length === 0 ? (
        <p>{t('network:staffAgreements.noDocuments')}</p>
      ) : (
        <Table
          id="documents"
          caption={t('network:staffAgreements.documents')}
          captionHidden
          cards
          rows={record.documents}
          columns={[
            {
              header: t('network:field.name'),
              rowHeader: true,
              cell: (one) => <a href={address(`/${record.id}/files/${one.id}`)}>{one.name}</a>,
            },
            {
              header: t('network:staffAgreements.field.size'),
              cell: ({ bytes }) =>
                t('network:staffAgreements.kilobytes', { size: number(Math.max(1, Math.round(bytes / 1024))) }),
            },
            { header: t('network:staffAgreements.field.added'), cell: ({ addedAt }) => moment(addedAt) },
            { header: t('network:staffAgreements.field.checksum'), cell: ({ sha256 }) => <code>{sha256.slice(0, 16)}…</code> },
          ]}
        />
      )}
      {mayAdd && (
        <p>
          <LinkButton variant="secondary" href={address(`/${record.id}/document`)}>
            {t('network:staffAgreements.action.add-document')}
          </LinkButton>
        </p>
      )}
    </>
  );
}

export function Versions({ record, versions }: { record: AgreementRecord; versions: readonly AgreementVersion[] }) {
  const t = useText();
  const moment = useMoment();
  return (
    <Details summary={t('network:staffAgreements.versions', { count: versions.length })}>
      <ul>
        {versions.map(({ version, recordedAt, recordedBy }) => (
          <li>
            {t('network:staffAgreements.version', { number: version })}
            {version === record.version && ` (${t('network:staffAgreements.current')})`}:{' '}
            {t('network:staffAgreements.recorded', { moment: moment(recordedAt), by: recordedBy })}
          </li>
        ))}
      </ul>
    </Details>
  );
}

/** The log of outages, and the form by which it is added to and corrected. */
import { epochMilliseconds, type Instant, localTime } from '../../platform/clock/index.ts';
import { href } from '../../platform/i18n/index.ts';
import type { Outage } from '../../platform/outage/index.ts';
import {
  Button,
  Buttons,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  Notice,
  Select,
  Table,
  TextArea,
  useFormats,
  usePage,
  useText,
} from '../../ui/index.ts';
import { outageParts } from '../enter-outage.ts';

/** What is typed in the form, by field. */
export type OutageFields = Readonly<Record<'part' | 'beganDate' | 'beganTime' | 'endedDate' | 'endedTime' | 'note', string>>;

export interface OutageFormProps {
  /** The form's address, without the language. */
  action: string;
  fields: OutageFields;
  /** What has to be put right: 'part', 'began', 'ended', 'note'. */
  wrong: readonly string[];
  /** A refusal that is about no field, as the person reads it. */
  refusal: string | null;
  requestId: string;
  /** An outage that is corrected keeps its part. */
  correcting: boolean;
}

export function OutagesPage(props: { outages: Outage[]; saved: boolean; form: OutageFormProps | null }) {
  const t = useText();
  const { language } = usePage();
  const { outages, saved, form } = props;
  return (
    <>
      {form !== null && <Wrong {...form} />}
      <h1>{t('app:outages.title')}</h1>
      <p class="lead">{t('app:outages.lead')}</p>
      {saved && <Notice tone="success">{t('app:outages.saved')}</Notice>}
      <Table
        id="outages"
        caption={t('app:outages.list')}
        cards
        empty={t('app:outages.none')}
        rows={outages}
        columns={[
          { header: t('app:outages.began'), rowHeader: true, cell: (row) => <When at={row.beganAt} /> },
          {
            header: t('app:outages.ended'),
            cell: (row) => (row.endedAt === null ? t('app:outages.lasting') : <When at={row.endedAt} />),
          },
          { header: t('app:outages.length'), cell: (row) => <Length of={row} /> },
          { header: t('app:outages.part'), cell: (row) => t(`app:outages.parts.${row.part}`) },
          {
            header: t('app:outages.foundBy'),
            cell: (row) => t(row.foundBy === 'system' ? 'app:outages.system' : 'app:outages.hand'),
          },
          { header: t('app:outages.note'), cell: (row) => row.note },
          ...(form === null
            ? []
            : [
                {
                  header: t('app:outages.change'),
                  cell: (row: Outage) => (
                    <a
                      href={href(language, `/outages/${row.id}`)}
                      aria-label={t('app:outages.changeOf', { date: localTime(row.beganAt).date })}
                    >
                      {t('app:outages.change')}
                    </a>
                  ),
                },
              ]),
        ]}
      />
      {form !== null && (
        <>
          <h2>{t('app:outages.enter')}</h2>
          <p>{t('app:outages.enterHint')}</p>
          <OutageForm {...form} />
        </>
      )}
    </>
  );
}

export function CorrectOutagePage({ form }: { form: OutageFormProps }) {
  const t = useText();
  return (
    <>
      <Wrong {...form} />
      <h1>{t('app:outages.correct')}</h1>
      <p class="lead">{t('app:outages.correctHint')}</p>
      <OutageForm {...form} />
    </>
  );
}

const fieldOf: Readonly<Record<string, string>> = { began: 'beganDate', ended: 'endedDate' };

function Wrong({ wrong, refusal }: OutageFormProps) {
  const t = useText();
  const errors = wrong.map((one) => ({ field: fieldOf[one] ?? one, text: t(`app:outages.wrong.${one}`) }));
  return <ErrorSummary errors={refusal === null ? errors : [...errors, { text: refusal }]} />;
}

function OutageForm({ action, fields, wrong, requestId, correcting }: OutageFormProps) {
  const t = useText();
  const { language } = usePage();
  const error = (name: string) => (wrong.includes(name) ? t(`app:outages.wrong.${name}`) : undefined);
  return (
    <Form action={href(language, action)} requestId={requestId}>
      {correcting ? (
        <p>{t(`app:outages.parts.${fields.part}`)}</p>
      ) : (
        <Select
          name="part"
          label={t('app:outages.part')}
          value={fields.part}
          error={error('part')}
          options={outageParts.map((value) => ({ value, text: t(`app:outages.parts.${value}`) }))}
        />
      )}
      <Field name="beganDate" type="date" label={t('app:outages.beganDate')} value={fields.beganDate} error={error('began')} />
      <Field
        name="beganTime"
        type="time"
        label={t('app:outages.beganTime')}
        hint={t('app:outages.time')}
        value={fields.beganTime}
      />
      <Field
        name="endedDate"
        type="date"
        label={t('app:outages.endedDate')}
        hint={t('app:outages.endedHint')}
        value={fields.endedDate}
        error={error('ended')}
        optional
      />
      <Field name="endedTime" type="time" label={t('app:outages.endedTime')} value={fields.endedTime} optional />
      <TextArea
        name="note"
        label={t('app:outages.note')}
        hint={t('app:outages.noteHint')}
        value={fields.note}
        error={error('note')}
        rows={3}
        maxLength={500}
        optional
      />
      <Buttons>
        <Button>{t('app:outages.save')}</Button>
        {correcting && (
          <LinkButton variant="tertiary" href={href(language, '/outages')}>
            {t('ui:problem.back')}
          </LinkButton>
        )}
      </Buttons>
    </Form>
  );
}

/** Day and time in Sweden. */
function When({ at }: { at: Instant }) {
  const { date } = useFormats();
  const local = localTime(at);
  return (
    <time dateTime={at}>
      {date(local.date)} <bdi>{local.time}</bdi>
    </time>
  );
}

function Length({ of }: { of: Outage }) {
  const t = useText();
  if (of.endedAt === null) return <>–</>;
  const seconds = Math.round((epochMilliseconds(of.endedAt) - epochMilliseconds(of.beganAt)) / 1000);
  const minutes = Math.round(seconds / 60);
  if (seconds < 120) return <>{t('app:outages.seconds', { seconds })}</>;
  if (minutes < 120) return <>{t('app:outages.minutes', { minutes })}</>;
  return <>{t('app:outages.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}</>;
}

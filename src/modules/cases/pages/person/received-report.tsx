/** A month's report at the desk: taken in on paper or taken down as it was said; read; looked through. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Checkbox,
  Details,
  ErrorSummary,
  Field,
  Fieldset,
  Form,
  Notice,
  optionsOf,
  Radios,
  Select,
  type SummarisedError,
  TextArea,
  usePage,
  useText,
  valueOf,
} from '../../../../ui/index.ts';
import { languagesWrittenIn, useLanguageName } from '../../../people/index.ts';
import type { Typed } from '../../registration/index.ts';
import { activityKinds } from '../../rules/report-content.ts';
import { HelpPart } from '../registration/help-part.tsx';
import { useWhen } from '../words.tsx';

export interface ReceivedReportProps {
  path: string;
  month: PlainDate;
  closes: PlainDate;
  today: PlainDate;
  typed: Typed;
  rows: number;
  /** The desks of other authorities where a report may be handed in. */
  places: readonly { code: string; name: string }[];
  /** The person has begun to write it: the version of that, 0 when nothing. */
  version: number;
  wrong: Readonly<Record<string, string>>;
  refusal: string | null;
  requestId: string;
}

export function ReceivedReportPage(props: ReceivedReportProps) {
  const { path, month, closes, today, typed, rows, version, wrong, refusal, requestId } = props;
  const t = useText();
  const name = useLanguageName();
  const { language } = usePage();
  const when = useWhen();
  const errors = Object.entries(wrong).map(([field, text]): SummarisedError => ({ field, text }));
  return (
    <>
      <ErrorSummary errors={[...(refusal === null ? [] : [{ text: refusal }]), ...errors]} />
      <h2>{t('cases:staff.received.title', { month: when.month(month) })}</h2>
      <p class="lead">
        {t(today > closes ? 'cases:staff.received.deadline' : 'cases:staff.received.deadlineToCome', when.day(closes))}
      </p>
      {version > 0 && <Notice>{t('cases:staff.received.draft')}</Notice>}
      <Form action={href(language, path)} requestId={requestId}>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="rows" value={rows} />
        <Arrival {...props} />
        {Array.from({ length: rows }, (_, row) => (
          <ActivityRow typed={typed} row={row} wrong={wrong} />
        ))}
        <Button name="next" value="more" variant="tertiary">
          {t('cases:staff.received.more')}
        </Button>
        <Checkbox
          name="nothingDone"
          checked={valueOf(typed, 'nothingDone') === 'yes'}
          label={t('cases:staff.received.nothing')}
        />
        {(['message', 'lateReason'] as const).map((name) => (
          <TextArea
            name={name}
            rows={3}
            label={t(`cases:staff.received.${name}`)}
            value={valueOf(typed, name)}
            error={wrong[name]}
            maxLength={2000}
            optional
          />
        ))}
        <Select
          name="writtenIn"
          label={t('cases:staff.received.language')}
          value={valueOf(typed, 'writtenIn') || 'sv'}
          options={languagesWrittenIn.map((one) => ({ value: one, text: name(one) }))}
        />
        <HelpPart typed={typed} asksHow />
        <Button name="next" value="receive">
          {t('cases:staff.received.submit')}
        </Button>
      </Form>
      <OnItsWay {...props} />
    </>
  );
}

/** How and when it came: here, or over another authority's desk, whose day is kept beside ours. */
function Arrival({ typed, wrong, today, places }: ReceivedReportProps) {
  const t = useText();
  return (
    <>
      <Radios
        name="channel"
        legend={t('cases:staff.received.channel')}
        value={valueOf(typed, 'channel')}
        error={wrong['channel']}
        options={(['paper', 'oral'] as const).map((one) => ({ value: one, text: t(`cases:staff.received.${one}`) }))}
      />
      <Field
        name="arrivedOn"
        type="date"
        label={t('cases:staff.received.arrivedOn')}
        value={valueOf(typed, 'arrivedOn')}
        error={wrong['arrivedOn']}
        max={today}
        dir="ltr"
      />
      <Details
        summary={t('cases:staff.received.elsewhere')}
        open={valueOf(typed, 'handedInAt') !== '' || wrong['handedInOn'] !== undefined || wrong['handedInAt'] !== undefined}
      >
        <HandedIn typed={typed} wrong={wrong} today={today} places={places} />
      </Details>
    </>
  );
}

function HandedIn({ typed, wrong, today, places }: Pick<ReceivedReportProps, 'typed' | 'wrong' | 'today' | 'places'>) {
  const t = useText();
  return (
    <>
      <Field
        name="handedInOn"
        type="date"
        label={t('cases:staff.received.handedInOn')}
        hint={t('cases:staff.received.handedInHint')}
        value={valueOf(typed, 'handedInOn')}
        error={wrong['handedInOn']}
        max={today}
        dir="ltr"
      />
      <Select
        name="handedInAt"
        label={t('cases:staff.received.handedInAt')}
        value={valueOf(typed, 'handedInAt')}
        error={wrong['handedInAt']}
        options={[{ value: '', text: t('cases:staff.received.choosePlace') }, ...optionsOf(places)]}
      />
    </>
  );
}

function ActivityRow({ typed, row, wrong }: { typed: Typed; row: number; wrong: ReceivedReportProps['wrong'] }) {
  const t = useText();
  const name = (part: string): string => `activities.${row}.${part}`;
  return (
    <Fieldset legend={t('cases:staff.received.row', { n: row + 1 })} id={`activities-${row}`}>
      <div class="side-by-side">
        <Select
          name={name('kind')}
          label={t('cases:report.activities.kind')}
          value={valueOf(typed, name('kind'))}
          error={wrong[name('kind')]}
          options={[
            { value: '', text: '–' },
            ...activityKinds.map((kind) => ({ value: kind, text: t(`cases:report.kind.${kind}`) })),
          ]}
        />
        <Field
          name={name('date')}
          type="date"
          label={t('cases:report.activities.date')}
          value={valueOf(typed, name('date'))}
          error={wrong[name('date')]}
          dir="ltr"
        />
        {(['what', 'where'] as const).map((part) => (
          <Field
            name={name(part)}
            label={t(`cases:report.activities.${part}`)}
            value={valueOf(typed, name(part))}
            error={wrong[name(part)]}
            maxLength={200}
          />
        ))}
      </div>
    </Fieldset>
  );
}

/** At another authority's desk: the paper goes on from here, and until it comes nothing follows from its not being there. */
function OnItsWay({ path, today, places, requestId }: ReceivedReportProps) {
  const t = useText();
  const { language } = usePage();
  return (
    <Details summary={t('cases:staff.received.onItsWay')}>
      <p>{t('cases:staff.received.onItsWayText')}</p>
      <Form action={href(language, `${path}/on-its-way`)} requestId={requestId}>
        <Field name="on" type="date" label={t('cases:staff.received.handedInOn')} value={today} max={today} dir="ltr" />
        <Select name="at" label={t('cases:staff.received.handedInAt')} options={optionsOf(places)} />
        <Button variant="secondary">{t('cases:staff.received.onItsWaySubmit')}</Button>
      </Form>
    </Details>
  );
}

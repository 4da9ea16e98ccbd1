/** A series for someone: what and how often, then each time with whether it is free, and the nearest others where it is not. */
import type { PlainDate } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import type { Uuid } from '../../../../platform/ids/index.ts';
import {
  Button,
  Buttons,
  Checkbox,
  ErrorSummary,
  Field,
  Form,
  HiddenValues,
  type Option,
  Radios,
  Select,
  usePage,
  useText,
} from '../../../../ui/index.ts';
import type { Channel } from '../../kinds.ts';
import type { Occurrence, SeriesPlan } from '../../plan-series.ts';
import { type ExceptionGround, exceptionGrounds } from '../../rules/remote-first.ts';
import { Answer, Small, Sub, Title } from '../booking/parts.tsx';
import type { BookingWay } from '../booking/way.ts';
import { useBookingText, useMoment } from '../booking/words.tsx';
import { HowAndWhere } from './how-and-where.tsx';

/** As it was typed. */
export interface TypedSeries {
  purpose: string;
  channel: Channel | '';
  place: string;
  start: string;
  time: string;
  every: '1' | '2';
  count: string;
  language: string;
  interpreter: boolean;
  same: boolean;
  ground: ExceptionGround | '';
}

export interface SeriesPageProps {
  way: BookingWay;
  typed: TypedSeries;
  wrong: Readonly<Record<string, string>>;
  purposes: readonly Option[];
  places: readonly Option[];
  languages: readonly Option[];
  /** Null: not asked for yet, or something is wrong. */
  plan: SeriesPlan | null;
  officerName: string | null;
  /** By number of the time what was chosen; '' is to skip it. */
  picked: ReadonlyMap<number, string>;
  refused: { title: string; text: string } | null;
  longest: number;
  today: PlainDate;
  requestId: Uuid;
}

function useWords() {
  const t = useText();
  return (key: string, params?: Record<string, string | number>) => t(`meetings:staffSeries.${key}`, params);
}

export function SeriesPage(props: SeriesPageProps) {
  const { way, wrong, plan, refused } = props;
  const t = useWords();
  return (
    <>
      <ErrorSummary errors={Object.entries(wrong).map(([field, text]) => ({ field, text }))} />
      {refused !== null && (
        <Answer tone="warning" title={refused.title}>
          {refused.text}
        </Answer>
      )}
      <Title way={way}>{t('title')}</Title>
      <p class="lead">{t('lead')}</p>
      <Asked {...props} />
      {plan !== null && <Plan {...props} plan={plan} />}
    </>
  );
}

function Asked({ way, typed, wrong, purposes, places, languages, plan, longest, today }: SeriesPageProps) {
  const t = useWords();
  const all = useText();
  const booking = useBookingText();
  const { language } = usePage();
  return (
    <Form action={href(language, `${way.base}/series`)} method="get">
      <Select name="purpose" label={t('field.type')} value={typed.purpose} options={purposes} error={wrong['purpose']} />
      <HowAndWhere typed={typed} wrong={wrong} places={places} />
      <Select
        name="ground"
        label={booking('how.groundLabel')}
        hint={booking('how.groundHint')}
        optional
        value={typed.ground}
        options={[
          { value: '', text: booking('how.noGround') },
          ...exceptionGrounds.map((ground) => ({ value: ground, text: all(`meetings:ground.${ground}`) })),
        ]}
      />
      <Select name="language" label={t('field.language')} value={typed.language} options={languages} />
      <Checkbox name="interpreter" label={t('field.interpreter')} checked={typed.interpreter} />
      <Field name="start" type="date" label={t('field.start')} value={typed.start} min={today} error={wrong['start']} dir="ltr" />
      <Field name="time" type="time" label={t('field.time')} value={typed.time} error={wrong['time']} short />
      <Radios
        name="every"
        legend={t('field.every')}
        value={typed.every}
        options={(['1', '2'] as const).map((weeks) => ({ value: weeks, text: t(`every.${weeks}`) }))}
      />
      <Field
        name="count"
        inputMode="numeric"
        label={t('field.count')}
        hint={t('hint.count', { most: longest })}
        value={typed.count}
        error={wrong['count']}
        short
      />
      <Checkbox name="same" label={t('field.same')} checked={typed.same} />
      <Buttons>
        <Button variant={plan === null ? 'primary' : 'secondary'}>{t('show')}</Button>
      </Buttons>
    </Form>
  );
}

function Plan({ way, typed, plan, officerName, picked, requestId }: SeriesPageProps & { plan: SeriesPlan }) {
  const t = useWords();
  const { language } = usePage();
  const { interpreter, same, ...rest } = typed;
  const asked = { ...rest, ...(interpreter ? { interpreter: 'yes' } : {}), ...(same ? { same: 'yes' } : {}) };
  return (
    <>
      <Sub way={way}>{t('plan')}</Sub>
      <p>
        {same ? (officerName === null ? t('nobody') : t('with', { name: officerName })) : t('withAnyone')} {t('allOrNone')}
      </p>
      <Form action={href(language, `${way.base}/series`)} requestId={requestId}>
        <HiddenValues values={{ ...asked, ...(plan.officerId === null ? {} : { officer: plan.officerId }) }} />
        {plan.occurrences.map((one, index) => (
          <Choice way={way} one={one} index={index} picked={picked.get(index)} />
        ))}
        <Buttons>
          <Button>{t('book')}</Button>
        </Buttons>
      </Form>
    </>
  );
}

/** One time of the series: itself when it is free, else the nearest others; or none. */
function Choice({ way, one, index, picked }: { way: BookingWay; one: Occurrence; index: number; picked: string | undefined }) {
  const t = useWords();
  const moment = useMoment();
  const { start, is, others } = one;
  const when = moment.words(start);
  const legend = t('when', { number: index + 1 });
  if (is === 'far') {
    return (
      <>
        <Small way={way}>{legend}</Small>
        <p>
          {when}. {t('tooFar')}
        </p>
      </>
    );
  }
  const options = [
    ...(is === 'free' ? [{ value: start as string, text: t('free', { when }) }] : []),
    ...others.map((other) => ({ value: other.start as string, text: t('instead', { when: moment.words(other.start) }) })),
    { value: '', text: t('skip') },
  ];
  const chosen = options.some(({ value }) => value === picked) ? picked : options[is === 'free' ? 0 : options.length - 1]!.value;
  return (
    <Radios
      name={`pick-${index}`}
      legend={legend}
      hint={is === 'free' ? undefined : t('taken', { when })}
      value={chosen}
      options={options}
    />
  );
}

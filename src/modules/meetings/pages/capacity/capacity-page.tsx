/** The manager's page: free times left by type and place, against what is needed, and where there are too few. */
import { localTime } from '../../../../platform/clock/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import {
  Button,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  Notice,
  Select,
  type SummarisedError,
  useFormats,
  usePage,
} from '../../../../ui/index.ts';
import type { FreeLeft } from '../../free-left.ts';
import { CapacityForms, type CapacityFormsProps } from './forms.tsx';
import { Days, HalfHours, Places } from './tables.tsx';
import { type CapacityPageProps, useAddress, useCapacityText } from './words.ts';

export function CapacityPage(props: CapacityPageProps) {
  const t = useCapacityText();
  const { left, type } = props;
  return (
    <>
      {props.forms !== null && <ErrorSummary errors={wrongIn(props.forms, t)} />}
      {props.done !== null && <Notice tone="success" title={props.done} answer />}
      <h1>{t('title')}</h1>
      <Alarms {...props} />
      <Filter {...props} />
      {type === null || left === null ? (
        <Choose {...props} />
      ) : (
        <>
          <Summary {...props} left={left} />
          <Days {...props} left={left} />
          {type.isOnSite && props.place === null && <Places {...props} left={left} />}
          <HalfHours {...props} />
        </>
      )}
      {props.forms !== null && <CapacityForms {...props.forms} />}
    </>
  );
}

function wrongIn({ wrong }: CapacityFormsProps, t: ReturnType<typeof useCapacityText>): SummarisedError[] {
  return [
    ...(wrong.atLeast === undefined ? [] : [{ field: 'atLeast', text: wrong.atLeast }]),
    ...(wrong.text === undefined ? [] : [{ field: 'text', text: t('forecastWrong') }]),
  ];
}

/** Nothing is chosen, and nothing is forecast that would choose. */
function Choose(props: CapacityPageProps) {
  const t = useCapacityText();
  const address = useAddress(props);
  const { types } = props;
  if (types.length === 0) return <EmptyState title={t('noTypes')} />;
  return (
    <>
      <p>{t('chooseText')}</p>
      <ul class="plain-list link-list">
        {types.map(({ code, name }) => (
          <li>
            <a href={address({ type: code })}>{`${code} ${name}`}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** More alarms than these are folded. */
const shownAlarms = 10;

function Alarms(props: CapacityPageProps) {
  const t = useCapacityText();
  const { alarms } = props;
  if (alarms.length === 0) return null;
  return (
    <Notice tone="warning" title={t('alarms', { count: alarms.length })}>
      <AlarmList {...props} alarms={alarms.slice(0, shownAlarms)} />
      {alarms.length > shownAlarms && (
        <Details summary={t('moreAlarms', { count: alarms.length - shownAlarms })}>
          <AlarmList {...props} alarms={alarms.slice(shownAlarms)} />
        </Details>
      )}
    </Notice>
  );
}

function AlarmList(props: CapacityPageProps) {
  const t = useCapacityText();
  const { number, date } = useFormats();
  const address = useAddress(props);
  const { alarms, types, places } = props;
  return (
    <>
      {[...Map.groupBy(alarms, ({ typeCode }) => typeCode)].map(([typeCode, of]) => (
        <>
          <p>{types.find(({ code }) => code === typeCode)?.name ?? typeCode}</p>
          <ul>
            {of.map(({ placeId, free, atLeast, raisedAt }) => (
              <li>
                <a href={address({ type: typeCode, place: placeId })}>
                  {placeId === null ? t('country') : (places.get(placeId)?.name ?? t('unknownPlace'))}
                </a>
                {': '}
                {t('alarm', { free: number(free), atLeast: number(atLeast), since: date(localTime(raisedAt).date) })}
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  );
}

function Filter({ types, type, counties, county, place }: CapacityPageProps) {
  const t = useCapacityText();
  const { language } = usePage();
  return (
    <Form action={href(language, '/supply/free')} method="get" inline>
      <Select
        name="type"
        label={t('type')}
        value={type?.code ?? ''}
        options={[
          ...(type === null ? [{ value: '', text: t('choose') }] : []),
          ...types.map(({ code, name }) => ({ value: code, text: `${code} ${name}` })),
        ]}
      />
      {(type?.isOnSite ?? false) && (
        <Select
          name="county"
          label={t('county')}
          value={county ?? ''}
          options={[{ value: '', text: t('country') }, ...counties.map(({ code, name }) => ({ value: code, text: name }))]}
        />
      )}
      {place !== null && <input type="hidden" name="place" value={place.id} />}
      <Button variant="secondary">{t('show')}</Button>
    </Form>
  );
}

function Summary(props: CapacityPageProps & { left: FreeLeft }) {
  const t = useCapacityText();
  const { number, date } = useFormats();
  const address = useAddress(props);
  const { left, place, type, county, counties } = props;
  const { window, days } = left;
  const free = days.reduce((sum, one) => sum + one.free, 0);
  const missing = Math.ceil(days.reduce((sum, one) => sum + (one.missing ?? 0), 0));
  const where = place?.name ?? counties.find(({ code }) => code === county)?.name ?? t('country');
  const params = { free: number(free), where, first: date(window.first), last: date(window.last) };
  return (
    <>
      <div class="in-short">
        <p>
          <strong>{t('inShort', params)}</strong>
        </p>
        {missing > 0 && <p>{t('missing', { count: missing, times: number(missing) })}</p>}
        {type?.isOnSite === false && <p>{t('remoteText')}</p>}
      </div>
      {place !== null && (
        <p>
          <a href={address({ place: null })}>{t('allPlaces')}</a>
        </p>
      )}
    </>
  );
}

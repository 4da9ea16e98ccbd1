/** One place: what the register says of it, over both times. */
import type { Actor } from '../../../../platform/auth/index.ts';
import { mayRun } from '../../../../platform/auth/index.ts';
import { type Instant, localTime, type PlainDate } from '../../../../platform/clock/index.ts';
import {
  Button,
  Buttons,
  EmptyState,
  Field,
  Form,
  LinkButton,
  Notice,
  SummaryList,
  Timeline,
  useFormats,
  useText,
} from '../../../../ui/index.ts';
import { changePlace } from '../../change-place.ts';
import { changePresence } from '../../change-presence.ts';
import { closeOffice } from '../../close-office.ts';
import { accessibilityFacts, ownOfficeKinds } from '../../kinds.ts';
import { openPresence } from '../../open-presence.ts';
import type { Register } from '../../register.ts';
import type { Presence } from '../../store/presence.ts';
import type { PlaceVersion } from '../../store/planner.ts';
import { stepSecuring } from '../../step-securing.ts';
import { withdrawPresence } from '../../withdraw-presence.ts';
import type { Done } from './form.tsx';
import { Closures } from './closures.tsx';
import { History } from './history.tsx';
import type { PlaceRecord } from './place-record.ts';
import { EvidenceTold, OfferedDetails, useKind, useMoment, usePeriod, useRegisterHref } from './words.tsx';

export interface PlacePageProps {
  record: PlaceRecord;
  actor: Actor;
  on: PlainDate;
  /** null: as known now. */
  knownAt: Instant | null;
  done: Done | undefined;
  register: Register;
}

export function PlacePage({ record, actor, on, knownAt, done, register }: PlacePageProps) {
  const t = useText();
  const address = useRegisterHref();
  const moment = useMoment();
  const mayChange = knownAt === null;
  return (
    <>
      <h1>{record.name}</h1>
      {done !== undefined && <Notice tone="success" answer title={t(`network:planner.done.${done}`)} />}
      {knownAt !== null && (
        <Notice title={t('network:planner.place.knownTitle', { moment: moment(knownAt) })}>
          <p>{t('network:planner.place.knownText')}</p>
          <p>
            <a href={address(`/places/${record.id}`)}>{t('network:planner.place.knownNow')}</a>
          </p>
        </Notice>
      )}
      {record.place === null ? <p>{t('network:planner.place.notKnownThen')}</p> : <Facts record={record} place={record.place} />}
      {mayChange && (
        <Buttons>
          {mayRun(actor, changePlace) && (
            <LinkButton variant="secondary" href={address(`/places/${record.id}/change`)}>
              {t('network:planner.changePlace.title')}
            </LinkButton>
          )}
          {mayRun(actor, openPresence) && (
            <LinkButton variant="secondary" href={address(`/places/${record.id}/open`)}>
              {t('network:planner.openPresence.title')}
            </LinkButton>
          )}
        </Buttons>
      )}
      <AskedFor record={record} on={on} knownAt={knownAt} />
      {record.place !== null && <Presences presences={record.presences} on={on} actor={actor} mayChange={mayChange} />}
      <Closures closures={record.closures} mayStep={mayChange && mayRun(actor, stepSecuring)} register={register} />
      <History record={record} />
    </>
  );
}

function Facts({ record, place }: { record: PlaceRecord; place: PlaceVersion }) {
  const t = useText();
  const address = useRegisterHref();
  const { decimal } = useFormats();
  const unknown = <span class="hint">{t('network:planner.notKnown')}</span>;
  const facts = accessibilityFacts.filter((fact) => place.accessibility[fact] !== undefined);
  const street = [place.street, place.postalCode].filter((part) => part !== null).join(', ');
  return (
    <SummaryList
      items={[
        { term: t('network:field.name'), value: place.name },
        ...(record.code === null ? [] : [{ term: t('network:field.code'), value: <code>{record.code}</code> }]),
        {
          term: t('network:field.municipality'),
          value: <a href={address(`/municipalities/${place.municipalityCode}`)}>{place.municipality}</a>,
        },
        { term: t('network:field.localityCode'), value: place.locality ?? unknown },
        { term: t('network:field.street'), value: street === '' ? unknown : street },
        {
          term: t('network:field.point'),
          value: t('network:planner.point', {
            latitude: decimalPlaces(place.latitude),
            longitude: decimalPlaces(place.longitude),
          }),
        },
        {
          term: t('network:field.accessibility'),
          value:
            facts.length === 0
              ? unknown
              : facts
                  .map(
                    (fact) =>
                      `${t(`network:planner.accessibility.${fact}`)}: ${t(`network:planner.${place.accessibility[fact]!}`)}`,
                  )
                  .join('; '),
        },
      ]}
    />
  );

  /** About a metre; the language's own decimal sign would make the point useless to copy. */
  function decimalPlaces(degrees: number): string {
    return Number.isInteger(degrees) ? decimal(degrees) : degrees.toFixed(5);
  }
}

/** The two times to ask for: valid on a day, as known at an instant. */
function AskedFor({ record, on, knownAt }: { record: PlaceRecord; on: PlainDate; knownAt: Instant | null }) {
  const t = useText();
  const address = useRegisterHref();
  const local = knownAt === null ? null : localTime(knownAt);
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{t('network:planner.place.askTitle')}</h2>
      <Form action={address(`/places/${record.id}`)} method="get" inline>
        <Field name="on" type="date" label={t('network:field.validOn')} value={on} />
        <Field
          name="knownAt"
          type="datetime-local"
          label={t('network:field.knownAt')}
          value={local === null ? '' : `${local.date}T${local.time}`}
          optional
        />
        <Button variant="secondary">{t('network:planner.list.show')}</Button>
      </Form>
    </section>
  );
}

function Presences({
  presences,
  on,
  actor,
  mayChange,
}: {
  presences: Presence[];
  on: PlainDate;
  actor: Actor;
  mayChange: boolean;
}) {
  const t = useText();
  const { date } = useFormats();
  const kind = useKind();
  const period = usePeriod();
  const isOn = ({ validFrom, validTo }: Presence) => validFrom <= on && (validTo === null || on <= validTo);
  const valid = presences.filter(isOn);
  return (
    <>
      <h2>{t('network:planner.place.presencesOn', { date: date(on) })}</h2>
      {valid.length === 0 ? (
        <p>{t('network:planner.place.noneOn', { date: date(on) })}</p>
      ) : (
        <ul>
          {valid.map((one) => (
            <li>
              <strong>{kind(one.kind)}</strong>, {period(one.validFrom, one.validTo)}
            </li>
          ))}
        </ul>
      )}
      <h2>{t('network:planner.place.timeline')}</h2>
      {presences.length === 0 && (
        <EmptyState title={t('network:planner.place.noPresence')}>{t('network:planner.place.noPresenceText')}</EmptyState>
      )}
      {presences.length > 0 && (
        <Timeline
          label={t('network:planner.place.timeline')}
          items={presences.map((one) => ({
            when: period(one.validFrom, one.validTo),
            what: kind(one.kind),
            now: isOn(one),
            details: (
              <>
                <EvidenceTold {...one} />
                <OfferedDetails of={one} />
                {mayChange && <Actions of={one} actor={actor} />}
              </>
            ),
          }))}
        />
      )}
    </>
  );
}

/** What may be done with a presence now, asked as the commands ask it. */
function Actions({ of, actor }: { of: Presence; actor: Actor }) {
  const t = useText();
  const address = useRegisterHref();
  const kind = useKind();
  const period = usePeriod();
  const isOwn = (ownOfficeKinds as readonly string[]).includes(of.kind);
  const actions = [
    { key: 'changePresence', path: 'change', may: mayRun(actor, changePresence) },
    { key: 'closeOffice', path: 'close', may: mayRun(actor, closeOffice) && isOwn },
    { key: 'withdrawPresence', path: 'withdraw', may: mayRun(actor, withdrawPresence) },
  ].filter(({ may }) => may);
  if (actions.length === 0) return null;
  return (
    <Buttons>
      {actions.map(({ key, path }) => {
        const text = t(`network:planner.${key}.button`);
        return (
          <LinkButton
            variant="tertiary"
            href={address(`/presences/${of.presenceId}/${path}`)}
            label={`${text}: ${kind(of.kind)}, ${period(of.validFrom, of.validTo)}`}
          >
            {text}
          </LinkButton>
        );
      })}
    </Buttons>
  );
}

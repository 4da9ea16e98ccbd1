/** One place in the answer: how far, when it is open, what one gets there, and how we know. */
import type { PlainDate, TimeOfDay } from '../../../../platform/clock/index.ts';
import { Details, Tag, useFormats } from '../../../../ui/index.ts';
import type { Offer } from '../../find-help.ts';
import { accessibilityFacts, type Service } from '../../kinds.ts';
import { Hours, WeekHours } from './hours.tsx';
import { Name, Sentence, useDuration, usePublicText } from './words.tsx';

interface OfferProps {
  offer: Offer;
  number: number;
  id: string;
  on: string;
  time: TimeOfDay | null;
  /** The place is in the person's own municipality. */
  here: boolean;
  /** The service that the whole list is about. */
  leaveOut: Service;
}

export function OfferItem({ offer, number, id, on, time, here, leaveOut }: OfferProps) {
  const t = usePublicText();
  const services = offer.services.filter((one) => one !== leaveOut);
  return (
    <li class="place" id={id}>
      <h3>
        <span class="marker" aria-hidden="true">
          {number}
        </span>{' '}
        <Name>{offer.name}</Name>
      </h3>
      <p>
        {t(`kind.${offer.kind}`)}.{' '}
        <span class="hint">
          {here ? (
            t('place.here')
          ) : (
            <Sentence of="place.municipality" parts={{ municipality: <Name>{offer.municipality}</Name> }} />
          )}
        </span>
      </p>
      <HowFar offer={offer} />
      {offer.hours !== null && <Hours offer={offer} on={on as PlainDate} time={time} />}
      {services.length > 0 && (
        <p>
          <strong>{t('place.services')}</strong> {services.map((one) => t(`service.${one}`)).join(t('list.comma'))}.
        </p>
      )}
      <Address offer={offer} />
      <AccessibilityFacts offer={offer} />
      <HowWeKnow offer={offer} on={on} />
    </li>
  );
}

function HowFar({ offer }: { offer: Offer }) {
  const t = usePublicText();
  const duration = useDuration();
  const { number } = useFormats();
  return (
    <p>
      <strong>{t('place.byCar', { duration: duration(offer.minutes) })}</strong>
      {offer.travelSource === 'estimate' && (
        <>
          {' '}
          <a href="#estimate">{t('place.estimate')}</a>
        </>
      )}
      {offer.kilometres !== null &&
        Math.round(offer.kilometres) > 0 &&
        `${t('list.comma')}${t('place.kilometres', { km: number(Math.round(offer.kilometres)) })}`}
      . {!offer.withinReach && <Tag tone="warning">{t('place.far')}</Tag>}
    </p>
  );
}

/** The address; and in one sentence what the register does not know of the place. */
function Address({ offer }: { offer: Offer }) {
  const t = usePublicText();
  const address = [offer.street, offer.postalCode].filter((one) => one !== null).join(', ');
  const missing = [offer.hours === null ? 'Hours' : '', address === '' ? 'Address' : ''].join('');
  return (
    <>
      {address !== '' && (
        <p>
          <Sentence
            of="place.address"
            parts={{ address: <Name>{address}</Name>, municipality: <Name>{offer.municipality}</Name> }}
          />
        </p>
      )}
      {missing !== '' && <p>{t(`place.unknown${missing}`)}</p>}
    </>
  );
}

function AccessibilityFacts({ offer }: { offer: Offer }) {
  const t = usePublicText();
  const known = accessibilityFacts.flatMap((fact) => {
    const value = offer.accessibility[fact];
    return value === undefined ? [] : [t(`accessibility.${fact}.${value}`)];
  });
  if (known.length === 0) return null;
  return (
    <p>
      <strong>{t('accessibility.title')}</strong> {known.join(t('list.comma'))}.
    </p>
  );
}

/** Reconstructed rows say so; sourced ones link their source and name what it does not state. */
function HowWeKnow({ offer, on }: { offer: Offer; on: string }) {
  const t = usePublicText();
  const sourced = offer.evidence === 'sourced' && offer.source !== null;
  return (
    <>
      {offer.evidence === 'reconstructed' && (
        <p class="evidence">
          <Tag tone="info">{t('evidence.reconstructed')}</Tag> <a href="#reconstructed">{t('evidence.what')}</a>
        </p>
      )}
      {sourced && (
        <p class="evidence">
          <Tag tone="success">{t('evidence.sourced')}</Tag>{' '}
          <a href={offer.source!}>{t('evidence.source', { host: hostOf(offer.source!) })}</a>
          {offer.assumed.length > 0 && (
            <span class="hint">
              {' '}
              {t('evidence.assumed', { fields: offer.assumed.map((one) => t(`assumed.${one}`)).join(t('list.comma')) })}
            </span>
          )}
        </p>
      )}
      {offer.weeklyHours !== null && (
        <Details summary={t('hours.all')}>
          <WeekHours offer={offer} on={on} />
        </Details>
      )}
    </>
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : address;
}

/** The places of one channel, the nearest first; and when none is within reach, what then. */
import type { TimeOfDay } from '../../../../platform/clock/index.ts';
import { Notice } from '../../../../ui/index.ts';
import type { Help, Offer } from '../../find-help.ts';
import { OfferItem } from './offer.tsx';
import { phoneOf } from './remote.tsx';
import { Name, PhoneLink, Sentence, useDuration, usePublicText } from './words.tsx';

interface PlacesProps {
  id: 'booked' | 'drop-in';
  offers: readonly Offer[];
  help: Help;
  time: TimeOfDay | null;
  numbers: ReadonlyMap<string, number>;
}

export function Places({ id, offers, help, time, numbers }: PlacesProps) {
  const t = usePublicText();
  const name = id === 'booked' ? 'booked' : 'dropIn';
  const phone = phoneOf(help);
  const hoursUnknown = offers.some((one) => one.hours === null);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t(`${name}.title`)}</h2>
      <p>
        {t(`${name}.text`)}
        {phone !== null && hoursUnknown && (
          <>
            {' '}
            <Sentence of="place.callFirst" parts={{ phone: <PhoneLink contact={phone} /> }} />
          </>
        )}
      </p>
      <Reach {...{ id, offers, help }} />
      <ol class="numbered" role="list">
        {offers.map((offer) => (
          <OfferItem
            offer={offer}
            number={numbers.get(offer.placeId)!}
            id={`${id}-${numbers.get(offer.placeId)}`}
            on={help.on}
            time={time}
            here={offer.municipalityCode === help.municipality.code}
            leaveOut={id === 'booked' ? 'booked-meeting' : 'drop-in'}
          />
        ))}
      </ol>
    </section>
  );
}

/** When no place is within reach: what then. */
function Reach({ id, offers, help }: Pick<PlacesProps, 'id' | 'offers' | 'help'>) {
  const t = usePublicText();
  const duration = useDuration();
  if (offers.some((one) => one.withinReach)) return null;
  const nearestDropIn = help.dropIn[0];
  const phone = phoneOf(help);
  const limit = duration(help.maxMinutes);
  return (
    <Notice tone="warning" level={3} title={t(offers.length === 0 ? 'reach.none' : 'reach.far', { limit })}>
      <p>
        {phone === null ? t('reach.remote') : <Sentence of="reach.call" parts={{ phone: <PhoneLink contact={phone} /> }} />}{' '}
        {id === 'booked' && nearestDropIn?.withinReach === true && (
          <Sentence
            of="reach.dropIn"
            parts={{
              place: (
                <a href="#drop-in">
                  <Name>{nearestDropIn.name}</Name>
                </a>
              ),
            }}
            values={{ duration: duration(nearestDropIn.minutes) }}
          />
        )}
      </p>
    </Notice>
  );
}

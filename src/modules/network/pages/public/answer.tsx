/** The answer: why this list, the quickest ways, then each channel with its places. */
import type { ComponentChildren } from 'preact';
import type { TimeOfDay } from '../../../../platform/clock/index.ts';
import { Notice, useFormats } from '../../../../ui/index.ts';
import type { Help, Offer } from '../../find-help.ts';
import { OfferItem } from './offer.tsx';
import { phoneOf, Remote } from './remote.tsx';
import { Day, Name, PhoneLink, Sentence, useDuration, useHref, usePublicText } from './words.tsx';

interface AnswerProps {
  help: Help;
  time: TimeOfDay | null;
  /** The form to ask again with. */
  ask: ComponentChildren;
}

export function Answer({ help, time, ask }: AnswerProps) {
  const t = usePublicText();
  const numbers = placeNumbers(help);
  return (
    <>
      <h1>
        <Sentence of="answer.title" parts={{ place: <Name>{help.origin.name}</Name> }} />
      </h1>
      <p class="lead">
        <WhySentence help={help} />
      </p>
      <When help={help} isToday={time !== null} />
      <InShort help={help} />
      {ask}
      <div class="beside">
        <div>
          <Places id="booked" offers={help.bookedMeeting} {...{ help, time, numbers }} />
          <Places id="drop-in" offers={help.dropIn} {...{ help, time, numbers }} />
          <Remote help={help} time={time} />
          <About help={help} />
        </div>
        <HelpMap help={help} />
      </div>
      <p>
        <a href="#main">{t('answer.toTop')}</a>
      </p>
    </>
  );
}

/** The number of each place, the same in the lists and on the map. */
export function placeNumbers(help: Pick<Help, 'bookedMeeting' | 'dropIn'>): ReadonlyMap<string, number> {
  const ids = [...new Set([...help.bookedMeeting, ...help.dropIn].map((one) => one.placeId))];
  return new Map(ids.map((id, index) => [id, index + 1]));
}

/** Rule why-this-list in the page's language. */
function WhySentence({ help }: { help: Help }) {
  const duration = useDuration();
  const { code, since, nearest } = help.why;
  const here = nearest !== undefined && nearest.municipality === help.municipality.name;
  return (
    <Sentence
      of={`why.${code}${code === 'cooperation' && since != null ? 'Since' : ''}${here ? 'Here' : ''}`}
      parts={{
        municipality: <Name>{help.municipality.name}</Name>,
        since: since == null ? null : <Day of={since} />,
        nearest: nearest === undefined ? null : <Name>{nearest.name}</Name>,
        there: nearest === undefined ? null : <Name>{nearest.municipality}</Name>,
      }}
      values={{ duration: nearest === undefined ? '' : duration(nearest.minutes) }}
    />
  );
}

function When({ help, isToday }: { help: Help; isToday: boolean }) {
  const { weekday } = useFormats();
  return (
    <p class="hint">
      <Sentence
        of={isToday ? 'answer.today' : 'answer.onDay'}
        values={{ weekday: weekday(help.on) }}
        parts={{ day: <Day of={help.on} /> }}
      />
      {help.origin.kind === 'locality' && (
        <>
          {' '}
          <Sentence
            of="answer.locality"
            parts={{ place: <Name>{help.origin.name}</Name>, municipality: <Name>{help.municipality.name}</Name> }}
          />
        </>
      )}
    </p>
  );
}

/** The quickest ways first: what fits on a phone's first screen. */
function InShort({ help }: { help: Help }) {
  const t = usePublicText();
  const phone = phoneOf(help);
  const ways: [name: string, id: string, offer: Offer | undefined][] = [
    ['booked', 'booked', help.bookedMeeting[0]],
    ['dropIn', 'drop-in', help.dropIn[0]],
  ];
  return (
    <ul class="in-short" aria-label={t('answer.inShort')} role="list">
      {phone !== null && (
        <li>
          <strong>{t('answer.call')}</strong> <PhoneLink contact={phone} />
        </li>
      )}
      {ways.map(([name, id, offer]) => offer !== undefined && <ShortOffer {...{ name, id, offer }} />)}
    </ul>
  );
}

function ShortOffer({ name, id, offer }: { name: string; id: string; offer: Offer }) {
  const t = usePublicText();
  const duration = useDuration();
  return (
    <li>
      <strong>{t(`answer.${name}`)}</strong>{' '}
      <span>
        <a href={`#${id}`}>
          <Name>{offer.name}</Name>
        </a>
        {t('list.comma')}
        {t('place.about', { duration: duration(offer.minutes) })}
      </span>
    </li>
  );
}

interface PlacesProps {
  id: 'booked' | 'drop-in';
  offers: readonly Offer[];
  help: Help;
  time: TimeOfDay | null;
  numbers: ReadonlyMap<string, number>;
}

function Places({ id, offers, help, time, numbers }: PlacesProps) {
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

/** What the tags on the places mean; once per page. */
function About({ help }: { help: Help }) {
  const t = usePublicText();
  const href = useHref();
  const all = [...help.bookedMeeting, ...help.dropIn];
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('about.title')}</h2>
      {all.some((one) => one.evidence === 'reconstructed') && (
        <p id="reconstructed">
          <Sentence
            of="about.reconstructed"
            parts={{ link: <a href={href(`/country?on=${help.on}#sources`)}>{t('about.link')}</a> }}
          />
        </p>
      )}
      {all.some((one) => one.travelSource === 'estimate') && <p id="estimate">{t('about.estimate')}</p>}
    </section>
  );
}

function HelpMap({ help }: { help: Help }) {
  const t = usePublicText();
  const href = useHref();
  const query = new URLSearchParams({ [help.origin.kind]: help.origin.code, on: help.on });
  return (
    <aside aria-labelledby="map">
      <h2 id="map">{t('map.title')}</h2>
      <img
        class="picture"
        src={href(`/map/help.svg?${query}`)}
        alt={t('map.helpAlt', { place: help.origin.name })}
        width="480"
        height="480"
        loading="lazy"
        data-inline
      />
      <p class="hint">{t('map.helpCaption')}</p>
    </aside>
  );
}

/** The answer: why this list, the quickest ways, then each channel with its places. */
import type { ComponentChildren } from 'preact';
import type { TimeOfDay } from '../../../../platform/clock/index.ts';
import { Tag, useFormats } from '../../../../ui/index.ts';
import type { Help, Offer } from '../../find-help.ts';
import { Places } from './places.tsx';
import { phoneOf, Remote } from './remote.tsx';
import { Day, inWord, Name, PhoneLink, Sentence, useDuration, useHref, usePublicText } from './words.tsx';

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
        <Sentence
          of="answer.title"
          values={{ in: inWord(t, help.origin.name) }}
          parts={{ place: <Name>{help.origin.name}</Name> }}
        />
      </h1>
      <p class="lead">
        <WhySentence help={help} />
      </p>
      {restsOnReconstruction(help) && (
        <p>
          <Tag tone="info">{t('evidence.reconstructed')}</Tag> <a href="#reconstructed">{t('evidence.what')}</a>
        </p>
      )}
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

/** Whether the sentence or the short list at the top says anything that no source says. */
function restsOnReconstruction(help: Help): boolean {
  const shown = [help.bookedMeeting[0], help.dropIn[0]];
  return help.stateEvidence === 'reconstructed' || shown.some((one) => one?.evidence === 'reconstructed');
}

/** The number of each place, the same in the lists and on the map. */
export function placeNumbers(help: Pick<Help, 'bookedMeeting' | 'dropIn'>): ReadonlyMap<string, number> {
  const ids = [...new Set([...help.bookedMeeting, ...help.dropIn].map((one) => one.placeId))];
  return new Map(ids.map((id, index) => [id, index + 1]));
}

/** Rule why-this-list in the page's language. */
function WhySentence({ help }: { help: Help }) {
  const t = usePublicText();
  const duration = useDuration();
  const { code, since, nearest } = help.why;
  const here = nearest !== undefined && nearest.municipality === help.municipality.name;
  return (
    <Sentence
      of={`why.${code}${code === 'cooperation' && since != null ? 'Since' : ''}${here ? 'Here' : ''}${code === 'agreement' && nearest === undefined ? 'Alone' : ''}`}
      parts={{
        municipality: <Name>{help.municipality.name}</Name>,
        since: since == null ? null : <Day of={since} />,
        nearest: nearest === undefined ? null : <Name>{nearest.name}</Name>,
        there: nearest === undefined ? null : <Name>{nearest.municipality}</Name>,
      }}
      values={{
        in: inWord(t, help.municipality.name),
        inThere: nearest === undefined ? '' : inWord(t, nearest.municipality),
        duration: nearest === undefined ? '' : duration(nearest.minutes),
      }}
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

/** What the tags on the places mean; once per page. */
function About({ help }: { help: Help }) {
  const t = usePublicText();
  const href = useHref();
  const all = [...help.bookedMeeting, ...help.dropIn];
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('about.title')}</h2>
      {(restsOnReconstruction(help) || all.some((one) => one.evidence === 'reconstructed')) && (
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

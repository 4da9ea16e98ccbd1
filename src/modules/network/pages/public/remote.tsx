/** Help from a distance: how one gets served by phone, chat, video and on the web. */
import type { TimeOfDay } from '../../../../platform/clock/index.ts';
import { SummaryList, Tag } from '../../../../ui/index.ts';
import type { Help } from '../../find-help.ts';
import { openAt } from '../../rules/opening-hours.ts';
import { PhoneLink, Sentence, Spans, usePublicText } from './words.tsx';

type Channel = Help['remote'][number];

/** The number to call; null when the register has none. */
export function phoneOf(help: Pick<Help, 'remote'>): string | null {
  return help.remote.find((one) => one.channel === 'phone')?.contact ?? null;
}

export function Remote({ help, time }: { help: Help; time: TimeOfDay | null }) {
  const t = usePublicText();
  return (
    <section aria-labelledby="remote">
      <h2 id="remote">{t('remote.title')}</h2>
      <p>{t('remote.text')}</p>
      <SummaryList
        items={help.remote.map((channel) => ({
          term: t(`remote.${channel.channel}.name`),
          value: <Way channel={channel} phone={phoneOf(help)} time={time} />,
        }))}
      />
    </section>
  );
}

function Way({ channel, phone, time }: { channel: Channel; phone: string | null; time: TimeOfDay | null }) {
  const t = usePublicText();
  const { contact, hours } = channel;
  return (
    <>
      {contact !== null && (channel.channel === 'phone' ? <PhoneLink contact={contact} /> : <Contact contact={contact} />)}{' '}
      {contact === null && (
        <Sentence
          of={`remote.${channel.channel}.unknown`}
          parts={{ phone: phone === null ? '' : <PhoneLink contact={phone} /> }}
        />
      )}
      <span class="hint">
        {' '}
        {hours === null ? channel.channel !== 'web' && t('remote.hoursUnknown') : <HoursOfDay hours={hours} time={time} />}
      </span>
    </>
  );
}

function Contact({ contact }: { contact: string }) {
  return URL.canParse(contact) ? <a href={contact}>{new URL(contact).host}</a> : <bdi>{contact}</bdi>;
}

function HoursOfDay({ hours, time }: { hours: NonNullable<Channel['hours']>; time: TimeOfDay | null }) {
  const t = usePublicText();
  if (hours.length === 0) return <>{t(time === null ? 'hours.closedThatDay' : 'hours.closed')}</>;
  const now = time === null ? null : openAt(time, hours);
  return (
    <>
      {now?.state === 'open' && <Tag tone="success">{t('hours.open', { until: now.until })}</Tag>} <Spans of={hours} />
    </>
  );
}

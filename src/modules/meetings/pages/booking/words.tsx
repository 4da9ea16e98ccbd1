/** What a meeting is, in words: the channel first (so that nobody goes to an office for a call), then when and where. */
import type { ComponentChildren } from 'preact';
import { type Instant, localTime } from '../../../../platform/clock/index.ts';
import { formats, type Language, type MessageLanguage, translator } from '../../../../platform/i18n/index.ts';
import { useFormats, usePage, useText } from '../../../../ui/index.ts';
import type { Channel } from '../../kinds.ts';
import type { MeetingType } from '../../store/types.ts';

/** A text of these pages: `booking.` is understood. */
export function useBookingText(): (key: string, params?: Record<string, string | number>) => string {
  const t = useText();
  return (key, params) => t(`meetings:booking.${key}`, params);
}

export const bookingText =
  (language: Language) =>
  (key: string, params?: Record<string, string | number>): string =>
    translator(language)(`meetings:booking.${key}`, params);

/**
 * What a meeting is for, in the page's language; what planners have added is called as they call it, the meeting's own type (`code`) before
 * others for the same.
 */
export function purposeName(
  language: MessageLanguage,
  purpose: string,
  types: readonly Pick<MeetingType, 'code' | 'purpose' | 'names'>[] = [],
  code: string | null = null,
): string {
  const key = `meetings:purpose.${purpose}`;
  const own = translator(language)(key);
  if (own !== key && !own.endsWith(`purpose.${purpose}`)) return own;
  const named = types.find((type) => type.code === code) ?? types.find((type) => type.purpose === purpose);
  const names = named?.names;
  return names?.[language.slice(0, 2)] ?? names?.['sv'] ?? purpose;
}

/** "tisdag 18 februari 2020 kl. 10:00", and its parts. */
export function useMoment() {
  const t = useBookingText();
  const { date, weekday } = useFormats();
  return {
    parts: (at: Instant) => momentParts(at, { date, weekday }),
    words: (at: Instant): string => t('moment', momentParts(at, { date, weekday })),
    span: (start: Instant, end: Instant): string =>
      t('span', { ...momentParts(start, { date, weekday }), until: localTime(end).time }),
  };
}

export function momentParts(at: Instant, { date, weekday }: { date(day: string): string; weekday(day: string): string }) {
  const local = localTime(at);
  return { weekday: weekday(local.date), date: date(local.date), time: local.time };
}

/** Where a meeting on site is, as the register has it. */
export interface ShownPlace {
  name: string;
  street: string | null;
  postalCode: string | null;
  municipality: string;
}

export function PlaceName({ place }: { place: Pick<ShownPlace, 'name' | 'street' | 'municipality'> }) {
  return (
    <bdi>
      {place.name}
      {place.street !== null && `, ${place.street}`}
      {!place.name.includes(place.municipality) && `, ${place.municipality}`}
    </bdi>
  );
}

/** The channel in one plain sentence, before anything else is said of a meeting. */
export function ChannelFirst({ channel, place, phone }: { channel: Channel; place: ShownPlace | null; phone: string | null }) {
  const t = useBookingText();
  const { language } = usePage();
  const parts: ComponentChildren =
    channel === 'on-site' && place !== null ? (
      <>
        {t('channelFirst.on-site')} <PlaceName place={place} />
      </>
    ) : channel === 'phone' && phone !== null ? (
      <>
        {t('channelFirst.phoneTo')} <bdi dir="ltr">{phone}</bdi>
        {language === 'ar' ? '، ' : '. '}
        {t('channelFirst.stayAway')}
      </>
    ) : (
      t(`channelFirst.${channel}`)
    );
  return (
    <p class="lead">
      <strong>{parts}</strong>
    </p>
  );
}

/** The same outside a page. */
export function momentWords(language: Language, at: Instant): string {
  return bookingText(language)('moment', momentParts(at, formats(language)));
}

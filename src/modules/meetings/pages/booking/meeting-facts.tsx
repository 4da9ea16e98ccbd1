/** The facts of a meeting as a list: what, when, where, with whom and in which language. */
import type { Instant } from '../../../../platform/clock/index.ts';
import type { SummaryItem } from '../../../../ui/index.ts';
import { useText } from '../../../../ui/index.ts';
import { useLanguageName } from '../../../people/index.ts';
import type { Channel } from '../../kinds.ts';
import type { ExceptionGround } from '../../rules/remote-first.ts';
import { PlaceName, type ShownPlace, useBookingText, useMoment } from './words.tsx';

export interface MeetingFactsProps {
  purpose: string;
  channel: Channel;
  start: Instant;
  end: Instant;
  place: (ShownPlace & { minutes: number | null; estimated: boolean }) | null;
  /** The number that is called; null when it is another channel or not known. */
  phone: string | null;
  language: string;
  interpreter: boolean;
  /** Why it is on site although the rule says remote first. */
  ground: ExceptionGround | null;
  /** With others: a seat in a meeting for several persons. */
  isGroup?: boolean;
}

/** `lost`: the time is the one that it had, and is no longer anyone's. */
export function useMeetingFacts(meeting: MeetingFactsProps, lost = false): SummaryItem[] {
  const t = useBookingText();
  const all = useText();
  const moment = useMoment();
  const languageName = useLanguageName();
  const { place, interpreter, ground } = meeting;
  return [
    { term: t('facts.how'), value: t(`channel.${meeting.channel}`) },
    { term: t(lost ? 'facts.whenWas' : 'facts.when'), value: <strong>{moment.span(meeting.start, meeting.end)}</strong> },
    ...(place === null
      ? []
      : [
          {
            term: t('facts.where'),
            value: (
              <>
                <PlaceName place={place} />
                {place.minutes !== null && (
                  <>
                    <br />
                    <span class="hint">{t(place.estimated ? 'times.about' : 'times.minutes', { count: place.minutes })}</span>
                  </>
                )}
              </>
            ),
          },
        ]),
    { term: t('facts.about'), value: meeting.purpose },
    {
      term: t('facts.language'),
      value: interpreter ? t('facts.interpreted', { language: languageName(meeting.language) }) : languageName(meeting.language),
    },
    ...(meeting.isGroup === true ? [{ term: all('meetings:sessions.group'), value: all('meetings:sessions.groupText') }] : []),
    ...(ground === null ? [] : [{ term: t('facts.ground'), value: all(`meetings:ground.${ground}`) }]),
  ];
}

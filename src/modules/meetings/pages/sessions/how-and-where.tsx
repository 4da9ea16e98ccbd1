/** The fields that say how a meeting of a group or a series is held, and where. */
import { Radios, Select } from '../../../../ui/index.ts';
import { channels } from '../../kinds.ts';
import { useBookingText } from '../booking/words.tsx';
import { useSessionText } from './session-seats.tsx';

export interface HowAndWhereProps {
  typed: { channel: string; place: string };
  wrong: Readonly<Record<string, string>>;
  places: readonly { value: string; text: string }[];
}

export function HowAndWhere({ typed, wrong, places }: HowAndWhereProps) {
  const t = useSessionText();
  const booking = useBookingText();
  return (
    <>
      <Radios
        name="channel"
        legend={t('field.channel')}
        value={typed.channel}
        error={wrong['channel']}
        options={channels.map((channel) => ({ value: channel, text: booking(`channel.${channel}`) }))}
      />
      <Select
        name="place"
        label={t('field.place')}
        hint={t('hint.place')}
        optional
        value={typed.place}
        options={[{ value: '', text: '–' }, ...places]}
        error={wrong['place']}
      />
    </>
  );
}

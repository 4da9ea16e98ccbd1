/** How pages say what a document is, where it is and what the virus check said. */
import type { Instant } from '../../../../platform/clock/index.ts';
import { localTime } from '../../../../platform/clock/index.ts';
import { Tag, type Tone, useFormats, useText } from '../../../../ui/index.ts';
import type { DocumentState, VirusState } from '../../kinds.ts';

/** A day and a time in Sweden. */
export function useMoment(): (at: Instant) => string {
  const t = useText();
  const { date } = useFormats();
  return (at) => {
    const local = localTime(at);
    return t('desk:document.moment', { date: date(local.date), time: local.time });
  };
}

const stateTones: Readonly<Record<DocumentState, Tone | 'neutral'>> = {
  received: 'warning',
  forwarded: 'info',
  acknowledged: 'success',
  returned: 'danger',
};
const virusTones: Readonly<Record<VirusState, Tone | 'neutral'>> = {
  clean: 'success',
  infected: 'danger',
  'not-configured': 'neutral',
  unreachable: 'warning',
  'too-large': 'warning',
};

export function StateTag({ state }: { state: DocumentState }) {
  const t = useText();
  return <Tag tone={stateTones[state]}>{t(`desk:document.state.${state}`)}</Tag>;
}

export function VirusTag({ virus }: { virus: VirusState }) {
  const t = useText();
  return <Tag tone={virusTones[virus]}>{t(`desk:document.virus.${virus}`)}</Tag>;
}

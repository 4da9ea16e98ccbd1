/** A time could not be had: why, and the times nearest to it. */
import { href } from '../../../../platform/i18n/index.ts';
import { usePage } from '../../../../ui/index.ts';
import { Answer, Title } from './parts.tsx';
import { TimeList, type TimeListProps } from './time-list.tsx';
import type { Refused } from './times-page.tsx';
import { wishQuery } from './wishes.ts';
import { useBookingText } from './words.tsx';

export interface NearestPageProps extends TimeListProps {
  purpose: string;
  refused: Refused;
}

export function NearestPage({ purpose, refused, ...list }: NearestPageProps) {
  const { way, wishes } = list;
  const t = useBookingText();
  const { language } = usePage();
  return (
    <>
      <Answer tone="warning" title={refused.title}>
        {refused.text}
      </Answer>
      <Title way={way} step={2}>
        {t('times.nearest')}
      </Title>
      <p class="lead">{purpose}</p>
      <TimeList {...list} />
      <p>
        <a href={href(language, `${way.base}/times?${wishQuery(wishes, { parts: 1 })}`)}>{t('times.all')}</a>
      </p>
    </>
  );
}

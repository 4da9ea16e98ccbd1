/** Where the rows come from, how the reconstruction was made, and the same figures as data. */
import type { Picture } from './picture.ts';
import { Sentence, useHref, usePublicText } from './words.tsx';

const principles = ['office', 'visiting', 'closing', 'cooperation', 'service', 'order'] as const;

export function Sources({ picture }: { picture: Picture }) {
  const t = usePublicText();
  const href = useHref();
  const { counts, on } = picture;
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{t('sources.title')}</h2>
      <p>
        {t('sources.rows', { sourced: counts.rows_sourced, reconstructed: counts.rows_reconstructed })}
        {counts.rows_entered > 0 && ` ${t('sources.entered', { count: counts.rows_entered })}`}
      </p>
      <p>{t('sources.why')}</p>
      <h3>{t('sources.howTitle')}</h3>
      <p>{t('sources.how')}</p>
      <ul>
        {principles.map((one) => (
          <li>{t(`sources.principle.${one}`)}</li>
        ))}
      </ul>
      <p>{t('sources.unknown')}</p>
      <p>{t('sources.never')}</p>
      <h3>{t('sources.dataTitle')}</h3>
      <ul>
        <li>
          <a href={href(`/country.csv?on=${on}`)}>{t('sources.csv')}</a>
        </li>
        <li>
          <a href={`/v1/summary?on=${on}`}>{t('sources.summary')}</a>
        </li>
        <li>
          <a href={`/v1/presence?on=${on}&limit=1000`}>{t('sources.presence')}</a>
        </li>
        <li>
          <a href={`/v1/closures?on=${on}`}>{t('sources.closures')}</a>
        </li>
        <li>
          <Sentence of="sources.api" parts={{ link: <a href="/docs">{t('sources.apiLink')}</a> }} />
        </li>
      </ul>
    </section>
  );
}

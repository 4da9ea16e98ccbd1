/** One recipient's letter as it would go now. */
import { Notice, SummaryList, useText } from '../../../../ui/index.ts';
import type { Body } from '../../notices/bodies.ts';
import { Paragraphs } from '../paragraphs.tsx';
import { Address } from './bodies-page.tsx';

export function PreviewPage({ body, subject, words }: { body: Body; subject: string; words: string }) {
  const t = useText();
  return (
    <>
      <h1>{t('contact:staffNotices.preview.title', { name: body.name })}</h1>
      <Notice>{t('contact:staffNotices.preview.lead')}</Notice>
      <SummaryList
        items={[
          { term: t('contact:staffNotices.bodies.address'), value: <Address {...body} /> },
          { term: t('contact:staffNotices.field.title'), value: subject },
        ]}
      />
      <div class="card" lang="sv">
        <h2>{subject}</h2>
        <Paragraphs text={words} />
      </div>
    </>
  );
}

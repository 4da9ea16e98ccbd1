/** One message that an officer tells a person, and the note that it is done. */
import { href } from '../../../platform/i18n/index.ts';
import { Button, Details, ErrorSummary, Form, SummaryList, TextArea, usePage, useText } from '../../../ui/index.ts';
import { languageName } from '../../people/index.ts';
import type { Words } from '../source.ts';
import { Paragraphs } from './paragraphs.tsx';
import { longestNote } from '../told-by-hand.ts';

export interface TellPageProps {
  personId: string;
  messageId: string;
  /** In the officer's language; null when there is nothing to say any more. */
  words: Words;
  /** In the person's own, when that is another. */
  theirs: Words | null;
  writtenLanguage: string;
  phone: string | null;
  note: string;
  wrong: string | null;
  requestId: string;
}

export function TellPage(props: TellPageProps) {
  const t = useText();
  const { language } = usePage();
  const { words, theirs, wrong } = props;
  return (
    <>
      {wrong !== null && <ErrorSummary errors={[{ field: 'note', text: wrong }]} />}
      <h2>{words.subject}</h2>
      <p>{t('contact:tell.language', { language: languageName(language, props.writtenLanguage) })}</p>
      <SummaryList items={[{ term: t('contact:tell.phone'), value: <bdi>{props.phone ?? t('contact:tell.noPhone')}</bdi> }]} />
      <h3>{t('contact:tell.say')}</h3>
      <Paragraphs text={words.text} />
      {theirs !== null && (
        <Details summary={t('contact:tell.theirs')}>
          <Paragraphs text={theirs.text} />
        </Details>
      )}
      <Form action={href(language, `/people/${props.personId}/messages/${props.messageId}`)} requestId={props.requestId}>
        <TextArea
          name="note"
          label={t('contact:tell.note')}
          hint={t('contact:tell.noteHint')}
          value={props.note}
          rows={3}
          maxLength={longestNote}
          {...(wrong === null ? {} : { error: wrong })}
          optional
        />
        <Button>{t('contact:tell.submit')}</Button>
      </Form>
    </>
  );
}

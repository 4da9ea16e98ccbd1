/** A visitor hands a document in by themselves: with the telephone by a link, or at a kiosk. */
import { Button, ErrorSummary, FileField, Form, LinkButton, Notice, Radios, usePage, useText } from '../../../../ui/index.ts';
import { href } from '../../../../platform/i18n/index.ts';
import { documentKinds } from '../../kinds.ts';
import { ReceiptCard, type Receipt } from './receipt-card.tsx';
import { useAgencyName } from '../agency-name.ts';

export interface HandInPageProps {
  /** Where the form goes: the same page. */
  path: string;
  documentId: string;
  placeName: string;
  /** Of a link: what the desk has said that it is. */
  said: { agency: string; kind: string; until: string } | null;
  /** At a kiosk: the authorities for which the desk takes documents. */
  agencies: readonly string[];
  /** The way back from a kiosk's page. */
  back: string | null;
  wrong: string | null;
}

export function HandInPage({ path, documentId, placeName, said, agencies, back, wrong }: HandInPageProps) {
  const t = useText();
  const name = useAgencyName();
  const { language } = usePage();
  if (said === null && agencies.length === 0) return <NotHere back={back} />;
  return (
    <>
      <ErrorSummary errors={wrong === null ? [] : [{ field: 'file', text: wrong }]} />
      <h1>{t('desk:document.handIn.title')}</h1>
      <p class="lead">
        <bdi>{placeName}</bdi>
      </p>
      {said !== null && (
        <p>
          {t('desk:document.handIn.said', {
            kind: t(`desk:document.kind.${said.kind}`),
            agency: name(said.agency),
            until: said.until,
          })}
        </p>
      )}
      <p>{t('desk:document.handIn.how')}</p>
      <Form action={href(language, path)} withFile>
        <input type="hidden" name="documentId" value={documentId} />
        {said === null && (
          <>
            <Radios
              name="agency"
              legend={t('desk:document.handIn.agency')}
              value={agencies.length === 1 ? agencies[0] : undefined}
              options={agencies.map((code) => ({ value: code, text: name(code) }))}
            />
            <Radios
              name="kind"
              legend={t('desk:document.handIn.kind')}
              options={documentKinds.map((kind) => ({ value: kind, text: t(`desk:document.kind.${kind}`) }))}
            />
          </>
        )}
        <FileField
          name="file"
          label={t('desk:document.handIn.file')}
          hint={t('desk:document.handIn.fileHint')}
          accept={said === null ? 'application/pdf,image/jpeg,image/png' : 'image/jpeg,image/png,application/pdf'}
          camera={said !== null}
          error={wrong ?? undefined}
        />
        <Button>{t('desk:document.handIn.send')}</Button>
      </Form>
      {back !== null && (
        <p>
          <LinkButton href={href(language, back)} variant="tertiary">
            {t('desk:document.handIn.back')}
          </LinkButton>
        </p>
      )}
    </>
  );
}

export function HandedInPage({ receipt, back }: { receipt: Receipt; back: string | null }) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1 tabIndex={-1} autoFocus>
        {t('desk:document.receipt.thanks')}
      </h1>
      <ReceiptCard {...receipt} />
      {back !== null && (
        <p class="no-print">
          <LinkButton href={href(language, back)}>{t('desk:document.handIn.done')}</LinkButton>
        </p>
      )}
    </>
  );
}

function NotHere({ back }: Pick<HandInPageProps, 'back'>) {
  const t = useText();
  const { language } = usePage();
  return (
    <>
      <h1>{t('desk:document.handIn.title')}</h1>
      <Notice tone="warning">{t('desk:document.handIn.notHere')}</Notice>
      {back !== null && <LinkButton href={href(language, back)}>{t('desk:document.handIn.back')}</LinkButton>}
    </>
  );
}

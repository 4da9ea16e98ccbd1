import type { FastifyRequest } from 'fastify';
import { translator } from '../platform/i18n/index.ts';
import { LinkButton } from './button.tsx';
import { renderPage } from './page.tsx';

/** HTML of the page between signing out here and signing out at the issuer, at `continueAt`: goes there by itself, or by its link. */
export function signedOutPage(request: FastifyRequest, continueAt: string): string {
  const t = translator(request.language);
  return renderPage(request, {
    title: t('ui:signedOut.title'),
    head: <meta http-equiv="refresh" content={`0; url=${continueAt}`} />,
    children: (
      <>
        <h1>{t('ui:signedOut.title')}</h1>
        <p>{t('ui:signedOut.text')}</p>
        <LinkButton href={continueAt}>{t('ui:signedOut.continue')}</LinkButton>
      </>
    ),
  });
}

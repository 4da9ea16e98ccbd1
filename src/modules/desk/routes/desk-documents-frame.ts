/** What the pages of a desk's documents share: whose desk it is, and the way back. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { today } from '../../../platform/clock/index.ts';
import { href, translator } from '../../../platform/i18n/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { requireDesk } from '../access.ts';
import type { Documents } from './documents.ts';

export const ofPlace = z.object({ place: z.string().max(40) });

export type OfPlace = FastifyRequest & { params: { place: string } };

export const pathOf = (placeId: Uuid): string => `/desk/${placeId}/documents`;

/** The place, for whoever staffs it today; throws desk-unknown otherwise. */
export async function deskOf({ house }: Documents, { actor, params }: OfPlace): Promise<Uuid> {
  return (await requireDesk(house.db, actor, params.place, today(house.clock), ['host', 'counter'])).placeId;
}

export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  placeId: Uuid,
  title: string,
  children: ComponentChildren,
  hasErrors = false,
): FastifyReply {
  const t = translator(request.language);
  const crumb = { href: href(request.language, pathOf(placeId)), text: t('desk:staffDocuments.title') };
  const breadcrumbs = title !== 'staffDocuments.title' ? [crumb] : [];
  const html = renderPage(request, { title: t(`desk:${title}`), children, hasErrors, breadcrumbs });
  return sendPage(reply, html, hasErrors ? 422 : 200);
}

import type { FastifyRequest } from 'fastify';
import { translator } from '../../../../platform/i18n/index.ts';

/** Over every page of practice. Answers travel in forms and never in addresses, so the links to other languages cannot take them along. */
export function practiceNotice({ method, language }: Pick<FastifyRequest, 'method' | 'language'>): string {
  return translator(language)(method === 'POST' ? 'cases:practice.noticeAnswered' : 'cases:practice.notice');
}

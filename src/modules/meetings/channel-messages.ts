/** What someone is told of an officer's answer about another channel, read when it is sent. */
import { formats, href, type MessageLanguage, translator } from '../../platform/i18n/index.ts';
import type { MessageSource } from '../contact/index.ts';
import { channelDecidedMessage } from './decide-channel-request.ts';
import { findRequest } from './store/channel-request.ts';
import './texts.ts';

export function channelMessages({ publicUrl }: { publicUrl(): string }): MessageSource[] {
  return [
    {
      name: channelDecidedMessage,
      async make(db, about, personId, language) {
        const request = await findRequest(db, personId, about);
        if (request === null || (request.state !== 'granted' && request.state !== 'refused')) return null;
        const { state, wanted, until, reason } = request;
        const t = words(language);
        const channel = t(`channel.${wanted}`);
        const link = `${publicUrl()}${href(language, state === 'granted' ? '/my/meetings/book' : '/my/meetings/another-channel')}`;
        const params = { channel, until: until === null ? '' : formats(language).date(until), link };
        const parts = [
          t(`channelDecided.${state}`, params),
          ...(reason === null || reason === '' ? [] : [t('channelDecided.reason', { reason })]),
          t(state === 'granted' ? 'channelDecided.book' : 'channelDecided.again', { link }),
        ];
        return {
          subject: t(`channelDecided.subject.${state}`),
          short: t(state === 'granted' ? 'channelDecided.shortGranted' : 'channelDecided.shortRefused', params),
          text: parts.join('\n\n'),
          neededBy: null,
        };
      },
    },
  ];
}

const words =
  (language: MessageLanguage) =>
  (key: string, params?: Record<string, string>): string =>
    translator(language)(`meetings:booking.${key}`, params);

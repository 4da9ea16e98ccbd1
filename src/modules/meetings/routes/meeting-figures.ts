/** Statistics of meetings: the page and the same as a file. */
import { h } from 'preact';
import { z } from 'zod';
import type { House, Role } from '../../../platform/auth/index.ts';
import { addMonths, type PlainDate, plainDate, today } from '../../../platform/clock/index.ts';
import { csvStream, endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { type Language, translator } from '../../../platform/i18n/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { beginsOn } from '../../../platform/rule/index.ts';
import { renderPage, sendPage } from '../../../ui/index.ts';
import { smallCells } from '../../cases/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { languageName } from '../../people/index.ts';
import { type FigureRow, meetingFigures } from '../figures.ts';
import { MeetingFiguresPage } from '../pages/figures/figures-page.tsx';
import { purposeName } from '../pages/booking/words.tsx';
import { type Dimension, dimensions, type Months } from '../store/fact.ts';
import '../texts.ts';

const month = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/;
const question = z.object({
  by: z.enum(dimensions).catch('month'),
  from: z.string().catch(''),
  to: z.string().catch(''),
});
const readers = ['analyst', 'planner', 'administrator'] as const satisfies readonly Role[];

/** Figures are shown by the rule of small counts: none for months before it. */
const firstMonth = beginsOn(smallCells).slice(0, 7);

export function meetingFigurePages({ house, register }: { house: House; register: LiveRegister }): Endpoint[] {
  const page = { method: 'GET', kind: 'page', access: readers, query: question } as const;
  return [
    endpoint({
      ...page,
      url: '/figures/meetings',
      summary: 'How people were met: channels, exceptions, waiting',
      async handle(request, reply) {
        const { by } = request.query;
        const t = translator(request.language);
        const { months, wrong } = monthsOf(request.query, today(house.clock));
        const children = h(MeetingFiguresPage, {
          figures: await meetingFigures(house.db, by, months),
          nameOf: (key: string) => keyName(request.language, register, by, key),
          error: wrong ? t('meetings:staffMeetingFigures.wrongMonths', { first: firstMonth }) : null,
        });
        const title = t('meetings:staffMeetingFigures.title');
        return sendPage(reply, renderPage(request, { title, wide: true, children }));
      },
    }),
    endpoint({
      ...page,
      url: '/figures/meetings.csv',
      summary: 'How people were met, as a file',
      async handle(request, reply) {
        const { by } = request.query;
        const { months, wrong } = monthsOf(request.query, today(house.clock));
        if (wrong)
          throw problem('invalid-input', {
            fields: [{ field: 'to', expected: `months as 2020-03, the first one first, from ${firstMonth}` }],
          });
        const { rows, all } = await meetingFigures(house.db, by, months);
        const name = `meetings-by-${by}-${months.from.slice(0, 7)}-${months.to.slice(0, 7)}.csv`;
        void reply.header('content-disposition', `attachment; filename="${name}"`);
        const columns = [
          'key',
          'meetings',
          'onSite',
          'video',
          'phone',
          'exceptions',
          'interpreted',
          'onSiteShare',
          'waitedWorkingDays',
          'travelMinutesHalf',
          'travelMinutesNineOfTen',
        ];
        return csvStream(reply, columns, [...rows, all].map(asColumns));
      },
    }),
  ];
}

function asColumns({ key, shown, onSiteShare, waited, travel }: FigureRow) {
  const { meetings, video, phone, exceptions, interpreted } = shown;
  return {
    key,
    meetings,
    onSite: shown['on-site'],
    video,
    phone,
    exceptions,
    interpreted,
    onSiteShare,
    waitedWorkingDays: waited,
    travelMinutesHalf: travel.half,
    travelMinutesNineOfTen: travel.most,
  };
}

/** Twelve months up to two months ahead, which are booked already, when none are asked for or they cannot be read. */
function monthsOf(asked: { from: string; to: string }, now: PlainDate): { months: Months; wrong: boolean } {
  const first = (text: string): PlainDate => plainDate(`${text}-01`);
  const usual = { from: first(addMonths(now, -9).slice(0, 7)), to: first(addMonths(now, 2).slice(0, 7)) };
  if (asked.from === '' && asked.to === '') return { months: usual, wrong: false };
  const isRead = month.test(asked.from) && month.test(asked.to) && asked.from <= asked.to && asked.from >= firstMonth;
  return isRead ? { months: { from: first(asked.from), to: first(asked.to) }, wrong: false } : { months: usual, wrong: true };
}

function keyName(language: Language, register: LiveRegister, by: Dimension, key: string): string {
  const t = translator(language);
  if (key === '-') return t(`meetings:staffMeetingFigures.${by === 'ground' ? 'noGround' : 'unknown'}`);
  if (by === 'municipality') return register.current().municipalities.get(key)?.name ?? key;
  if (by === 'county') {
    const known = [...register.current().municipalities.values()].find(({ countyCode }) => countyCode === key);
    return known?.county ?? key;
  }
  if (by === 'language') return languageName(language, key);
  if (by === 'purpose') return purposeName(language, key);
  return by === 'ground' ? t(`meetings:ground.${key}`) : key;
}

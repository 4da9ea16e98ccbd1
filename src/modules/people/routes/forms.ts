/** Every form of people: on one's own pages, under a person's file, or by itself. */
import { h } from 'preact';
import type { Endpoint } from '../../../platform/http/index.ts';
import { translator } from '../../../platform/i18n/index.ts';
import { formEndpoints, type FormFrame, type FormWays } from '../../../ui/index.ts';
import { Done } from '../pages/done.tsx';
import { type AskedForm, type PersonForm, personFormWords } from '../pages/form.tsx';
import { PersonFrame } from '../pages/frame.tsx';
import { askedBy, type Desk } from './desk.ts';
import { enterFile, reopenPage } from './file.ts';
import { sendElsewhere } from './own.ts';

export function personForms(desk: Desk, pages: readonly PersonForm[]): Endpoint[] {
  const ways: FormWays<AskedForm, PersonForm> = {
    asked: (asked) => ({ ...asked, ...askedBy(desk, asked) }),
    async enter(stage, page, asked, request, reply) {
      if (page.frame === 'own' && (await sendElsewhere(desk.house, request, reply))) return null;
      // What is sent meets the standing that its command requires.
      if (stage === 'send') return {};
      const notice = h(Done, { name: stage === 'show' ? doneName(asked.query['done']) : null });
      if (page.frame !== 'file') return { notice };
      const task = page.task ?? 'contact-details';
      const entered = await enterFile(desk.house, request, reply, asked.params['person'] ?? '', task);
      if (entered === null) return null;
      const { frame } = entered;
      const around: FormFrame['around'] = (children) => h(PersonFrame, { frame, tab: page.tab, children });
      return { notice, title: (own) => `${own}, ${frame.name}`, around };
    },
    // Someone else's person is as one that is not there: no form says otherwise.
    mends: [409, 422],
    // The file was closed meanwhile: it is opened again with what was typed kept on the way.
    refused: ({ code }, { asked, request, reply, values }) =>
      code === 'file-reason-required' ? reopenPage(asked, request, reply, values) : null,
  };
  return pages.flatMap((page) => formEndpoints<AskedForm, PersonForm>(desk.house, page, personFormWords, ways));
}

/** What was done, if it is one of ours: an address cannot make a page say anything else. */
export function doneName(sent: readonly string[] | undefined): string | null {
  const name = sent?.[0] ?? '';
  const key = `people:done.${name}`;
  const text = translator('sv')(key);
  return /^[a-z-]+$/.test(name) && text !== key && text !== `done.${name}` ? name : null;
}

/** The officer notes which programme a person is in. */
import { h } from 'preact';
import { valueOf } from '../../../ui/index.ts';
import { noteProgramme } from '../note-programme.ts';
import { ProgrammePage } from '../pages/person/programme-page.tsx';
import { findProgramme, type Programme } from '../store/programme.ts';
import { openRegistration } from '../store/registration.ts';
import { optionalDay, type TaskForm } from './task-form.ts';

export const programmeForm: TaskForm<{ programme: Programme | null }> = {
  url: '/people/:person/programme',
  summary: 'Which programme a person is in',
  task: 'plan',
  command: noteProgramme,
  done: 'programme',
  async subject({ house, personId }) {
    const open = await openRegistration(house.db, personId);
    return open === null ? null : { programme: await findProgramme(house.db, open) };
  },
  begin: ({ programme }) =>
    programme === null
      ? { in: ['no'] }
      : {
          in: ['yes'],
          'programme.what': [programme.what],
          'programme.from': [programme.from],
          'programme.until': [programme.until ?? ''],
        },
  page: (_subject, props) => h(ProgrammePage, props),
  input: ({ personId }, _subject, typed) => ({
    personId,
    programme:
      valueOf(typed, 'in') === 'no'
        ? null
        : {
            what: valueOf(typed, 'programme.what'),
            from: optionalDay(typed, 'programme.from') ?? '',
            until: optionalDay(typed, 'programme.until'),
          },
  }),
};

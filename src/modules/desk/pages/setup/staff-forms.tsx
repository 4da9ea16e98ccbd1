/** Forms of who staffs a desk. */
import { Field, type Filled, Radios, Select, useText, valueOf, type Values } from '../../../../ui/index.ts';
import { deskPositions, endDeskStaff, placeDeskStaff } from '../../../network/index.ts';
import type { DeskSetup } from '../../setup.ts';
import { LastDay } from './agreement-forms.tsx';
import { deskCrumbs, deskSubject, placeOf, toDesk } from './desk-forms.ts';
import { orNull, setupForm } from './form.tsx';

export const placeStaffForm = setupForm({
  url: '/desks/:place/staff/new',
  command: placeDeskStaff,
  summary: 'Someone staffs the desk of a place',
  name: 'placeStaff',
  subject: deskSubject,
  begin: (_subject, { today }): Values => ({ from: [today] }),
  input: (values, asked) => ({
    placeId: placeOf(asked),
    accountId: valueOf(values, 'accountId'),
    position: valueOf(values, 'position'),
    from: valueOf(values, 'from'),
    to: orNull(valueOf(values, 'to')),
  }),
  back: toDesk,
  crumbs: deskCrumbs,
  wrongAs: { position: 'deskPosition' },
  Fields: StaffFields,
});

function StaffFields({ subject, form: { values, wrong } }: { subject: DeskSetup; form: Filled }) {
  const t = useText();
  return (
    <>
      <Select
        name="accountId"
        label={t('desk:staffSetup.field.accountId')}
        hint={t('desk:staffSetup.hint.accountId')}
        value={valueOf(values, 'accountId')}
        error={wrong['accountId']}
        options={[
          { value: '', text: t('desk:staffSetup.choose') },
          ...subject.officers.map(({ accountId, name }) => ({ value: accountId, text: name })),
        ]}
      />
      <Radios
        name="position"
        legend={t('desk:staffSetup.field.position')}
        value={valueOf(values, 'position')}
        error={wrong['position']}
        options={deskPositions.map((one) => ({
          value: one,
          text: t(`desk:staffSetup.position.${one}`),
          hint: t(`desk:staffSetup.positionHint.${one}`),
        }))}
      />
      <Field
        name="from"
        type="date"
        label={t('desk:staffSetup.field.from')}
        value={valueOf(values, 'from')}
        error={wrong['from']}
        dir="ltr"
      />
      <Field
        name="to"
        type="date"
        label={t('desk:staffSetup.field.to')}
        hint={t('desk:staffSetup.hint.to')}
        value={valueOf(values, 'to')}
        error={wrong['to']}
        dir="ltr"
        optional
      />
    </>
  );
}

export const endStaffForm = setupForm({
  url: '/desks/:place/staff/:staff/end',
  command: endDeskStaff,
  summary: 'Someone staffs the desk of a place no longer',
  name: 'endStaff',
  subject: deskSubject,
  begin: (_subject, { today }): Values => ({ lastDay: [today] }),
  input: (values, asked) => ({ placeId: placeOf(asked), staffId: asked.params['staff'], lastDay: valueOf(values, 'lastDay') }),
  back: toDesk,
  crumbs: deskCrumbs,
  Fields: LastDay,
});

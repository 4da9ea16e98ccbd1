/** On every step that someone else sits at: what help was needed and why, tied to the step. */
import { Details, Radios, Select, useText, valueOf } from '../../../../ui/index.ts';
import { assistanceReasons } from '../../record-assistance.ts';
import type { Typed } from '../../registration/index.ts';

export const autonomies = ['together', 'for-the-person'] as const;

/** `asksHow`: of a whole report, and whether the help was given on the spot or by phone, which nothing else tells. */
export function HelpPart({ typed, asksHow = false }: { typed: Typed; asksHow?: boolean }) {
  const t = useText();
  const why = valueOf(typed, 'help.why');
  return (
    <Details summary={t(`cases:staffRegistration.help.${asksHow ? 'titleReport' : 'title'}`)} open={why !== ''}>
      <Select
        name="help.why"
        label={t('cases:staffRegistration.help.why')}
        value={why}
        options={[
          { value: '', text: t('cases:staffRegistration.help.none') },
          ...assistanceReasons.map((value) => ({ value, text: t(`cases:staffRegistration.help.whyOption.${value}`) })),
        ]}
      />
      <Radios
        name="help.autonomy"
        legend={t('cases:staffRegistration.help.autonomy')}
        value={valueOf(typed, 'help.autonomy') || 'together'}
        options={autonomies.map((value) => ({ value, text: t(`cases:staffRegistration.help.autonomyOption.${value}`) }))}
      />
      {asksHow && (
        <Radios
          name="help.how"
          legend={t('cases:staffRegistration.help.how')}
          value={valueOf(typed, 'help.how') || 'in-person'}
          options={(['in-person', 'phone'] as const).map((value) => ({
            value,
            text: t(`cases:staffRegistration.help.howOption.${value}`),
          }))}
        />
      )}
    </Details>
  );
}

/** What was said of the help; null when nothing was. */
export function helpOf(typed: Typed): { why: string; autonomy: string } | null {
  const why = valueOf(typed, 'help.why');
  return why === '' ? null : { why, autonomy: valueOf(typed, 'help.autonomy') || 'together' };
}

/** Support needs: what is told, and the fields to tell one. The person and staff use the same. */
import { href } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  CardList,
  Checkboxes,
  Form,
  Radios,
  TextArea,
  useFormats,
  usePage,
  useText,
  valueOf,
  type Values,
  valuesOf,
  type Filled,
} from '../../../ui/index.ts';
import { type Ground, grounds, needs } from '../kinds.ts';
import type { ShownNeed } from '../store/support.ts';
import { type Speaks, useField, useFieldText } from './form.tsx';
import { typedList } from './typed.ts';

/** The fields as the command takes them. */
export function typedSupport(values: Values) {
  return { ground: valueOf(values, 'ground'), needs: typedList(values, 'needs'), note: valueOf(values, 'note') };
}

/** What the person may say of themselves: protection has a page of its own, and an officer's assessment is the officer's. */
export const ownGrounds: readonly Ground[] = grounds.filter(
  (one) => one !== 'protected-identity' && one !== 'officers-assessment',
);

export function SupportFields({ form, offered, to = 'self' }: { form: Filled; offered: readonly Ground[]; to?: Speaks }) {
  const t = useText();
  const said = useFieldText(to);
  const field = useField(form);
  return (
    <>
      <Radios
        name="ground"
        legend={said('field', 'ground')}
        hint={t('people:support.replaces')}
        value={valueOf(form.values, 'ground')}
        error={form.wrong['ground']}
        options={offered.map((one) => ({ value: one, text: t(`people:ground.${one}`) }))}
      />
      <Checkboxes
        name="needs"
        legend={said('field', 'needs')}
        hint={t('people:hint.needs')}
        error={form.wrong['needs']}
        values={valuesOf(form.values, 'needs')}
        options={needs.map((one) => ({ value: one, text: t(`people:need.${one}`) }))}
      />
      <TextArea {...field('note')} hint={t('people:hint.note')} rows={3} maxLength={1000} optional />
    </>
  );
}

interface NeedListProps {
  list: readonly ShownNeed[];
  /** The path, without language, below which `/:need/end` is; null where needs are only read. */
  base: string | null;
  /** What may be ended there, when not all: an officer's assessment is the officer's to end. */
  mayEnd?: readonly Ground[];
  newId: () => string;
}

/** The needs in force, each with a way to end it. Nothing for none. */
export function NeedList({ list, base, mayEnd = grounds, newId }: NeedListProps) {
  const t = useText();
  const { language } = usePage();
  const { date } = useFormats();
  return (
    <CardList>
      {list
        .filter((one) => one.until === null)
        .map((one) => (
          <Card>
            <h3>{t(`people:ground.${one.ground}`)}</h3>
            {one.needs.length > 0 && (
              <ul>
                {one.needs.map((need) => (
                  <li>{t(`people:need.${need}`)}</li>
                ))}
              </ul>
            )}
            {one.note !== '' && (
              <p>
                <bdi>{one.note}</bdi>
              </p>
            )}
            <p class="hint">{t('people:support.since', { date: date(one.since) })}</p>
            {base !== null && mayEnd.includes(one.ground) && (
              <Form action={href(language, `${base}/${one.id}/end`)} requestId={newId()}>
                <Button variant="secondary" label={t('people:support.endNamed', { ground: t(`people:ground.${one.ground}`) })}>
                  {t('people:support.end')}
                </Button>
              </Form>
            )}
          </Card>
        ))}
    </CardList>
  );
}

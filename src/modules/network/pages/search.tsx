/** A list of the planner's that is searched: the form over it, what its address says, and its file. */
import type { ComponentChildren } from 'preact';
import { Button, Field, Form, type Option, optionsOf, Select, useFormats, useText } from '../../../ui/index.ts';
import type { County } from '../store/geography.ts';

/** What a list is asked for by: what is left out is not asked for. */
type Filter = Readonly<Record<string, string | undefined>>;

/** The query of a list's address. */
export function searchQuery(filter: Filter, more: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries({ ...filter, ...more }).filter((one): one is [string, string] => one[1] !== undefined);
  return new URLSearchParams(given).toString();
}

/** `on`: the day that the list is of; `text`: what is searched for, with its label, where the list has such a field. */
export function SearchForm({
  action,
  on,
  text,
  children,
}: {
  action: string;
  on: string;
  text?: { label: string; value: string | undefined };
  children: ComponentChildren;
}) {
  const t = useText();
  return (
    <Form action={action} method="get" inline>
      <Field name="on" type="date" label={t('network:field.on')} value={on} />
      {text !== undefined && (
        <Field name="text" type="search" label={text.label} value={text.value ?? ''} maxLength={80} optional />
      )}
      {children}
      <Button>{t('network:planner.list.show')}</Button>
    </Form>
  );
}

/** One of a few, or any of them. */
export function Choice({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly Option[];
}) {
  const t = useText();
  const every = { value: '', text: t('network:planner.list.every') };
  return <Select name={name} label={label} value={value ?? ''} options={[every, ...options]} />;
}

export function CountyChoice({ value, counties }: { value: string | undefined; counties: readonly County[] }) {
  const t = useText();
  return <Choice name="county" label={t('network:field.county')} value={value} options={optionsOf(counties)} />;
}

/** To all rows of a list, not only those of the page. */
export function CsvLink({ href, rows }: { href: string; rows: number }) {
  const t = useText();
  const { number } = useFormats();
  return <a href={href}>{t('network:planner.list.csv', { count: rows, total: number(rows) })}</a>;
}

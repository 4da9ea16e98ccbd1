/** The 21 counties and their municipalities, to choose in instead of typing. Works without script. */
import { Details } from '../../../../ui/index.ts';
import type { Register } from '../../register.ts';
import { originPath } from './help-question.ts';
import { Name, Sentence, useHref, usePublicText } from './words.tsx';

const byName = new Intl.Collator('sv').compare;

function countiesOf(register: Register): { code: string; name: string }[] {
  const names = new Map([...register.municipalities.values()].map((one) => [one.countyCode, one.county]));
  return [...names].map(([code, name]) => ({ code, name })).toSorted((a, b) => byName(a.name, b.name));
}

interface ListProps {
  register: Register;
  /** The day to keep in the links; null when none was chosen. */
  on: string | null;
}

export function CountyList({ register, on, open }: ListProps & { open: boolean }) {
  const t = usePublicText();
  const href = useHref();
  return (
    <Details summary={t('find.list')} id="counties" open={open}>
      <p>{t('find.listText')}</p>
      <ul class="plain-list columns">
        {countiesOf(register).map(({ code, name }) => (
          <li>
            <a href={href(`/?${new URLSearchParams({ county: code, ...(on === null ? {} : { on }) })}#municipalities`)}>
              <Name>{name}</Name>
            </a>
          </li>
        ))}
      </ul>
    </Details>
  );
}

export function MunicipalityList({ register, county, on }: ListProps & { county: string }) {
  const t = usePublicText();
  const href = useHref();
  const within = [...register.municipalities.values()].filter((one) => one.countyCode === county);
  return (
    <section aria-labelledby="municipalities">
      <h2 id="municipalities">
        <Sentence of="find.municipalities" parts={{ county: <Name>{within[0]?.county ?? ''}</Name> }} />
      </h2>
      <ul class="plain-list columns">
        {within
          .toSorted((a, b) => byName(a.name, b.name))
          .map(({ code, name }) => (
            <li>
              <a href={href(originPath({ kind: 'municipality', code }, on))}>
                <Name>{name}</Name>
              </a>
            </li>
          ))}
      </ul>
      <p>
        <a href={href(on === null ? '/' : `/?on=${on}`)}>{t('find.allCounties')}</a>
      </p>
    </section>
  );
}

import { useText } from '../../../ui/index.ts';
import { agencies } from '../kinds.ts';

/** An authority's name by its code; one that we have no name for is said by the code. */
export function useAgencyName(): (code: string) => string {
  const t = useText();
  return (code) => ((agencies as readonly string[]).includes(code) ? t(`desk:queue.agency.${code}`) : code);
}

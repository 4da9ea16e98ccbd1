const decidedWords =
  'Vi har beslutat om ändrad lokal närvaro (beslutsdag: {{beslutsdag}}). Ni får det här brevet eftersom beslutet berör er.';
/** What runs out with its period was decided on no day. */
const endsWords = 'Den lokala närvaron ändras. Ni får det här brevet eftersom det berör er.';

/** What stands in a new notice until someone writes it otherwise. Letters to bodies are in Swedish. */
export const defaultTitle = 'Ändrad lokal närvaro: beslut som berör er';

export const defaultWords = (isDecided: boolean): string => `Till {{mottagare}}

${isDecided ? decidedWords : endsWords}

Platser som berörs:
{{platser}}

Närmaste plats för ett bokat fysiskt möte:
{{restider}}

Brevet har beteckningen {{diarienummer}}.`;

/** Follows when views are asked for. */
export const replyWords = `Vill ni lämna synpunkter? Skriv till {{svara_till}} senast {{svara_senast}} och ange brevets beteckning. Synpunkterna registreras hos beslutet och blir en allmän handling. Det gäller även synpunkter från personal och fackliga organisationer.`;

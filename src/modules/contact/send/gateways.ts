/** What carries messages out of the house, as the settings say. */
import { mailGateway } from './mail.ts';
import { smsGateway } from './sms.ts';

/** What came of handing a message over. Neither receipt nor error holds an address or a word of it. */
export type Handed =
  | { kind: 'taken'; receipt: string | null }
  /** Not now: it is tried again. */
  | { kind: 'later'; error: string }
  /** Never like this, and surely not taken. */
  | { kind: 'refused'; error: string };

export interface Mail {
  /** The message's own id: the same at each try, so that a second one can be known as such. */
  id: string;
  to: { name: string; email: string };
  /** BCP 47. */
  lang: string;
  subject: string;
  text: string;
  calendar: { method: 'REQUEST' | 'CANCEL'; file: string } | null;
  /** A letter that someone has approved, as PDF too; answers go where it says. */
  letter?: { replyTo: string | null; file: { name: string; bytes: Buffer } };
}

export interface MailGateway {
  from: { name: string; email: string };
  hand(mail: Mail): Promise<Handed>;
  close(): void;
}

export interface SmsGateway {
  /** `to` is E.164. */
  hand(sms: { id: string; to: string; text: string }): Promise<Handed>;
}

export interface Gateways {
  /** Null without settings: nothing goes this way. */
  mail: MailGateway | null;
  sms: SmsGateway | null;
  /** What stands on letters as who they are from. */
  letterFrom: string;
}

/**
 * SMTP_URL and MAIL_FROM; SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN and SMS_FROM (docs/sms-gateway.md); LETTER_FROM, in whose place
 * `siteName` stands. Throws Error when half of one is set.
 */
export function gatewaysFromEnvironment(env: Readonly<Record<string, string | undefined>>, siteName = ''): Gateways {
  const letterFrom = env['LETTER_FROM']?.trim() ?? '';
  const [smtpUrl, from] = together(env, ['SMTP_URL', 'MAIL_FROM']);
  const [smsUrl, token, sender] = together(env, ['SMS_GATEWAY_URL', 'SMS_GATEWAY_TOKEN', 'SMS_FROM']);
  return {
    mail: smtpUrl === undefined ? null : mailGateway(smtpUrl, from!),
    sms: smsUrl === undefined ? null : smsGateway({ url: smsUrl, token: token!, from: sender! }),
    letterFrom: letterFrom === '' ? siteName : letterFrom,
  };
}

/** The settings that only mean something together; none when none is set. */
function together(env: Readonly<Record<string, string | undefined>>, names: readonly string[]): string[] {
  const set = names.map((name) => env[name]?.trim() ?? '');
  if (set.every((value) => value === '')) return [];
  const missing = names.filter((_name, index) => set[index] === '');
  if (missing.length > 0) throw new Error(`${names.join(' and ')} are set together: ${missing.join(', ')} is missing`);
  return set;
}

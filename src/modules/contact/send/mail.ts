/** E-mail over SMTP (RFC 5321). */
import { createTransport } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import type { Handed, Mail, MailGateway } from './gateways.ts';

/** Longest wait for a server, in milliseconds: less than a message may be in hand. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** `url`: smtp://user:password@host:587, or smtps://…:465. `from`: an address, or `Name <address>`. Throws Error when it is none. */
export function mailGateway(url: string, from: string): MailGateway {
  const [sender] = addressparser(from, { flatten: true });
  if (sender === undefined || !/^\S+@\S+$/.test(sender.address)) throw new Error('MAIL_FROM must be an e-mail address');
  if (!/^smtps?:\/\//.test(url)) throw new Error('SMTP_URL must begin with smtp:// or smtps://');
  const transport = createTransport({ url, ...patience, disableFileAccess: true, disableUrlAccess: true });
  const party = { name: sender.name, email: sender.address };
  const domain = party.email.slice(party.email.lastIndexOf('@') + 1);
  return {
    from: party,
    hand: (mail) =>
      transport.sendMail(messageOf(mail, party, domain)).then(
        (): Handed => ({ kind: 'taken', receipt: `${mail.id}@${domain}` }),
        (error: unknown) => faultOf(error),
      ),
    close: () => transport.close(),
  };
}

/** A message as nodemailer takes it; without a sender it is a draft for whoever sends it on. */
export function messageOf(mail: Mail, from: MailGateway['from'] | null, domain: string) {
  const { calendar, letter } = mail;
  return {
    ...(from === null ? {} : { from: { name: from.name, address: from.email } }),
    to: { name: mail.to.name, address: mail.to.email },
    messageId: `<${mail.id}@${domain}>`,
    subject: mail.subject,
    text: mail.text,
    headers: {
      'Content-Language': mail.lang,
      // RFC 3834 §5: what answers by itself leaves it alone. A letter was read and approved by someone.
      ...(letter === undefined ? { 'Auto-Submitted': 'auto-generated' } : {}),
      ...(from === null ? { 'X-Unsent': '1' } : {}),
    },
    ...(letter === undefined
      ? {}
      : {
          ...(letter.replyTo === null ? {} : { replyTo: letter.replyTo }),
          attachments: [{ filename: letter.file.name, contentType: 'application/pdf', content: letter.file.bytes }],
        }),
    ...(calendar === null
      ? {}
      : {
          icalEvent: {
            method: calendar.method,
            filename: calendar.method === 'CANCEL' ? 'cancelled.ics' : 'meeting.ics',
            content: calendar.file,
          },
        }),
  };
}

/** A code for what went wrong. What the server said is left out: it repeats the address. */
function faultOf(error: unknown): Handed {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number') {
    // 421, 450 …: try again; 550 …: not to this address (RFC 5321 §4.2.1). Wrong credentials are ours to mend.
    const never = responseCode >= 500 && code !== 'EAUTH';
    return { kind: never ? 'refused' : 'later', error: `smtp-${responseCode}` };
  }
  // An address that cannot be written in an envelope.
  if (code === 'EENVELOPE') return { kind: 'refused', error: 'smtp-envelope' };
  return { kind: 'later', error: `smtp-${typeof code === 'string' ? code.toLowerCase() : 'unknown'}` };
}

/** The folder where letters lie that no server takes: e-mails as files that a mail program opens, and PDFs to print. */
import { mkdir, open, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail, MailGateway } from './gateways.ts';
import { messageOf } from './mail.ts';

export interface LetterFolder {
  /** Where it is, for those who look for it. */
  path: string;
  /** Writes a file whole, or not at all; one of the same name is replaced. Survives the machine's stop. */
  put(folder: string, name: string, content: Buffer): Promise<void>;
}

/** Below NARVARO_DATA. */
export function letterFolder(env: Readonly<Record<string, string | undefined>>): LetterFolder {
  const path = resolve(env['NARVARO_DATA'] || '.narvaro', 'notices');
  return {
    path,
    async put(folder, name, content) {
      const into = join(path, folder);
      await mkdir(into, { recursive: true });
      const unfinished = join(into, `.${name}.part`);
      const file = await open(unfinished, 'w');
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, join(into, name));
    },
  };
}

/** An e-mail as a file (RFC 5322). Without a sender it opens in a mail program as a draft. */
export async function mailFile(mail: Mail, from: MailGateway['from'] | null): Promise<Buffer> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const sent = await transport.sendMail(messageOf(mail, from, 'narvaro.invalid'));
  return sent.message as Buffer;
}

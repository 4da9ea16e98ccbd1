/** Cookies of this site: for its pages only, out of reach of scripts, and over https bound to exactly this host. */
import type { FastifyReply } from 'fastify';

/** Over https the `__Host-` prefix binds a cookie to exactly this host (RFC 6265bis §4.1.3.2). */
export function cookieName(publicUrl: string, name: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

export function cookieOptions(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') } as const;
}

export function clearCookie(reply: FastifyReply, name: string, publicUrl: string): void {
  void reply.clearCookie(name, cookieOptions(publicUrl));
}

/** Every page of visits and the queue. */
import type { Endpoint } from '../../../platform/http/index.ts';
import { deskActs } from './desk-acts.ts';
import { deskPages } from './desk-pages.ts';
import { officePages } from './office.ts';
import { ticketPages } from './tickets.ts';
import type { DeskWeb } from './web.ts';

export function visitPages(web: DeskWeb): Endpoint[] {
  return [...deskPages(web), ...deskActs(web), ...officePages(web), ...ticketPages(web)];
}

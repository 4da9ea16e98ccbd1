/** Whose case it is: an officer takes it, or hands it back. */
import { execute, type House } from '../../../platform/auth/index.ts';
import { endpoint, type Endpoint } from '../../../platform/http/index.ts';
import { href } from '../../../platform/i18n/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { readForm, valueOf } from '../../../ui/index.ts';
import { takeCase } from '../take-case.ts';
import { enterCaseFile } from './file.ts';
import { personParams } from './person.ts';

export function caseOfficerPages(house: House): Endpoint[] {
  return [
    endpoint({
      method: 'POST',
      kind: 'page',
      access: takeCase.roles,
      url: '/people/:person/take',
      summary: 'Take a person’s case, or hand it back',
      params: personParams,
      async handle(request, reply) {
        const entered = await enterCaseFile(house, request, reply, 'registration');
        if (entered === null) return reply;
        const { values: typed, requestId } = readForm(request.body);
        const { personId } = entered.standing;
        const does = valueOf(typed, 'does');
        const there = href(request.language, `/people/${personId}`);
        try {
          await execute(house, request.actor, takeCase, { personId, does }, requestId);
        } catch (error) {
          // A colleague has taken it meanwhile: the page says who has it.
          if (!(error instanceof Problem) || error.code !== 'case-not-yours') throw error;
          return reply.redirect(there, 303);
        }
        return reply.redirect(`${there}?done=${does === 'take' ? 'taken' : 'handedBack'}`, 303);
      },
    }),
  ];
}

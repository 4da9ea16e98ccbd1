/** A planner whose session ended in the middle of a form finds it again as it was typed. */
import { expect, it } from 'vitest';
import { signInAs } from '../src/platform/auth/index.ts';
import { later } from '../src/platform/clock/index.ts';
import { placeFields } from './planner-client.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2020-02-14T11:00:00Z');
const { server } = await testService(house);
const david = () => signInAs(house, ['planner'], 'David, planerare');
const url = '/register/places/new';

it('what a planner typed while the session ended stands in the form again, and is said not to be sent', async () => {
  const { headers, csrf } = await david();
  house.clock.set(later(house.clock.now(), 61 * 60_000));
  const form = new URLSearchParams({ ...placeFields({ name: 'Biblioteket i Borgafjäll' }), _csrf: csrf, next: 'check' });
  const type = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
  const ended = await server.inject({ method: 'POST', url, headers: { ...headers, ...type }, payload: form.toString() });
  expect(ended.statusCode).toBe(401);
  const kept = ended.cookies.find(({ name }) => name.includes('kept'))!;
  const again = await david();
  const cookie = `${again.headers.cookie}; ${kept.name}=${kept.value}`;
  const open = () => server.inject({ url, headers: { accept: 'text/html', cookie } });
  const page = (await open()).body;
  for (const said of ['value="Biblioteket i Borgafjäll"', 'value="64,26"', 'Det du skrev finns kvar'])
    expect(page).toContain(said);
  expect((await open()).body).not.toContain('Borgafjäll');
});

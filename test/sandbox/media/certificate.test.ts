import { request } from 'node:https';

import { startOrigin } from '../../../sandbox/media/origin';

const refuse = () => ({ kind: 'refused', reason: 'not-found' }) as const;

test('who trusts several origins can reach each of them', async () => {
  const origins = await Promise.all([1, 2, 3].map(() => startOrigin({ tls: true, answer: refuse })));
  const ca = origins.flatMap(({ certificate }) => certificate ?? []);
  const statusOf = (url: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${url}/live/none.flv`, { agent: false, ca }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on('error', reject).end();
    });

  const statuses = await Promise.all(origins.map(({ https }) => statusOf(https ?? '')));
  await Promise.all(origins.map((origin) => origin.close()));

  expect(statuses).toEqual([404, 404, 404]);
});

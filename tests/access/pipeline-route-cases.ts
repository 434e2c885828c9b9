import { change, type RouteCases } from './route-case.ts';

/** How the routes of leads and sales tasks are asked. */
export const PIPELINE_ROUTE_CASES: Record<string, RouteCases> = {
  'app.tasks': {
    GET: [{ needs: 'tasks.read', input: () => ({ query: { tab: 'all' } }), isPersonal: true }],
    POST: [
      ...['complete', 'reopen', 'take', 'drop'].map((intent) =>
        change('tasks.edit', ({ task: id }) => ({ form: { intent, id } })),
      ),
      change('tasks.edit', ({ profile: id }) => ({
        form: {
          intent: 'add',
          profile: id,
          title: 'Write',
          note: '',
          owner: '',
          due: '2026-12-01',
        },
      })),
      change('tasks.edit', ({ profile: id }) => ({
        form: { intent: 'move', profile: id, stage: 'qualified' },
      })),
    ],
  },
};

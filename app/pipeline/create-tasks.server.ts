import type { DueEffect } from '#app/effects/due-effect.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { actionValues } from '#app/journeys/actions/action-person.ts';
import { fillActionLine, fillActionText } from '#app/journeys/actions/action-text.ts';
import {
  loadActionSubjects,
  type ActionSubject,
} from '#app/journeys/store/action-person.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { LONGEST_TASK_NOTE, LONGEST_TASK_TITLE } from './sales-task.ts';
import { insertTasks, type NewTask } from './store/sales-tasks.server.ts';

/** Makes the tasks that journeys ask for. The id is made of the effect's key, so that each is made once. */
export const createTaskExecutor: EffectExecutor<'create_task', unknown> = {
  works: 'in transactions',
  async execute(client, shopId, effects, now) {
    const wanted = effects.flatMap(({ profileId, payload: { journeyKey } }) =>
      profileId === null ? [] : [{ profileId, journeyKey }],
    );
    const subjects = await loadActionSubjects(client, shopId, wanted);
    const subjectOf = ({ profileId, payload }: DueEffect<'create_task'>) =>
      subjects.get(`${String(profileId)} ${payload.journeyKey}`);
    const tasks = effects.flatMap((effect) => {
      const subject = subjectOf(effect);
      return subject ? [newTask(shopId, effect, subject)] : [];
    });
    await insertTasks(client, shopId, tasks, now);
    return effects.map((effect) =>
      subjectOf(effect)
        ? { key: effect.key, state: 'done' }
        : { key: effect.key, state: 'skipped', reason: 'person_unknown' },
    );
  },
};

function newTask(
  shopId: string,
  { key, runId, payload }: DueEffect<'create_task'>,
  { person, journey }: ActionSubject,
): NewTask {
  const { title, note, ownerId, dueAt, journeyKey } = payload;
  const values = actionValues(person, journey);
  const filled = [...fillActionText(note, values).replaceAll('\0', '').trim()];
  const shown = filled.slice(0, LONGEST_TASK_NOTE).join('');
  return {
    id: idOf('sales_task', shopId, key),
    profileId: person.id,
    title: fillActionLine(title, values, LONGEST_TASK_TITLE),
    note: shown === '' ? null : shown,
    ownerId,
    dueAt,
    runId,
    journeyKey,
    createdBy: 'system',
  };
}

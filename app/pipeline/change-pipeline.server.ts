import { v7 } from 'uuid';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { dayEnd } from '#app/lib/shop-day.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';
import { moveLead, undoLeadMove } from './move-lead.server.ts';
import type { PipelineIntent, PipelineOutcome, TaskState } from './sales-task.ts';
import { assignTask, changeTaskState, insertTasks } from './store/sales-tasks.server.ts';

/** Who changes something, when, and the zone of the shop, in which days are chosen. */
export type PipelineChange = { actor: string; now: number; timeZone: string };

/** Does what staff ask of tasks and leads, and writes it into the audit log, in the caller's transaction. */
export async function changePipeline(
  client: ShopClient,
  shopId: string,
  intent: PipelineIntent,
  change: PipelineChange,
): Promise<PipelineOutcome> {
  const { actor, now } = change;
  switch (intent.intent) {
    case 'add':
      return await addTask(client, shopId, intent, change);
    case 'move': {
      const profileId = await findCurrentPerson(client, shopId, intent.profile);
      const wanted = { profileId, stage: intent.stage, by: actor };
      const move = await moveLead(client, shopId, wanted, now);
      if (move.outcome !== 'moved') return move;
      return { ...move, profile: profileId, to: intent.stage };
    }
    case 'undo_move': {
      const { profile, stage, back, since } = intent;
      const profileId = await findCurrentPerson(client, shopId, profile);
      const before = { back: back === '' ? null : back, since: since === '' ? null : since };
      const wanted = { profileId, stage, ...before, by: actor };
      return { outcome: (await undoLeadMove(client, shopId, wanted, now)) ? 'moved_back' : 'gone' };
    }
    case 'take': {
      const isTaken = await assignTask(client, shopId, intent.id, actor);
      if (!isTaken) return { outcome: 'gone' };
      await recordTaskChange(client, shopId, intent.id, 'taken', change);
      return { outcome: 'taken' };
    }
    case 'complete':
    case 'drop': {
      const to = intent.intent === 'complete' ? 'done' : 'dropped';
      const outcome = intent.intent === 'complete' ? 'completed' : 'dropped';
      if (!(await moveTask(client, shopId, intent.id, ['open'], to, change)))
        return { outcome: 'gone' };
      return { outcome, id: intent.id };
    }
    case 'reopen': {
      const isOpen = await moveTask(client, shopId, intent.id, ['done', 'dropped'], 'open', change);
      return { outcome: isOpen ? 'reopened' : 'gone' };
    }
  }
}

async function addTask(
  client: ShopClient,
  shopId: string,
  { profile, title, note, owner, due }: PipelineIntent & { intent: 'add' },
  change: PipelineChange,
): Promise<PipelineOutcome> {
  const end = due === '' ? null : dayEnd(due, change.timeZone);
  const task = {
    id: v7(),
    profileId: await findCurrentPerson(client, shopId, profile),
    title,
    note: note === '' ? null : note,
    ownerId: owner === '' ? null : owner,
    // The last moment of the day, so that it is due on that day in every view.
    dueAt: end === null ? null : end - 1,
    runId: null,
    journeyKey: null,
    createdBy: change.actor,
  };
  const made = await insertTasks(client, shopId, [task], change.now);
  if (made === 0) return { outcome: 'gone' };
  await recordTaskChange(client, shopId, task.id, 'added', change);
  return { outcome: 'added' };
}

async function moveTask(
  client: ShopClient,
  shopId: string,
  id: string,
  from: readonly TaskState[],
  to: TaskState,
  change: PipelineChange,
): Promise<boolean> {
  const { actor: by, now } = change;
  if (!(await changeTaskState(client, shopId, id, { from, to, by, now }))) return false;
  const words = { open: 'reopened', done: 'completed', dropped: 'dropped' };
  await recordTaskChange(client, shopId, id, words[to], change);
  return true;
}

/** Titles and notes may name people: the log says which task, not what it says. */
async function recordTaskChange(
  client: ShopClient,
  shopId: string,
  id: string,
  what: string,
  { actor, now }: PipelineChange,
): Promise<void> {
  const entry = { actor, action: `sales_task.${what}`, subject: `sales_task:${id}` };
  await recordAudit(client, shopId, { ...entry, before: null, after: null }, now);
}

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import { DAY } from '#app/lib/duration.ts';
import { changePipeline } from '#app/pipeline/change-pipeline.server.ts';
import { listTasks } from '#app/pipeline/list-tasks.server.ts';
import { loadPersonPipeline } from '#app/pipeline/person-pipeline.server.ts';
import { PipelineIntent } from '#app/pipeline/sales-task.ts';
import { readTaskView } from '#app/pipeline/task-view.ts';
import { inShop } from '#app/platform/db.server.ts';
import { deleteOldPart, OLD_ROWS } from '#app/privacy/store/old-rows.server.ts';
import { moveMergedRows } from '#app/profiles/store/merge-profiles.server.ts';
import { moveSplitRows } from '#app/profiles/store/split-profiles.server.ts';
import { newProfile } from '#app/profiles/profile.ts';
import {
  ACTION_NOW,
  actionShop,
  askFor,
  effectOutcome,
  type ActionShop,
} from '#tests/destinations/action-shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';

const db = await testDatabase();

function run(shop: ActionShop, kind: 'create_task' | 'move_stage') {
  return runEffectsOf(kind, { pool: db.pool, clock: { now: () => ACTION_NOW } }, shop.id);
}

function pipelineOf(shop: ActionShop) {
  return inShop(db.pool, shop.id, (client) => loadPersonPipeline(client, shop.id, shop.ada));
}

function change(shop: ActionShop, intent: Record<string, string>, actor = 'ann') {
  const parsed = PipelineIntent.parse(intent);
  const who = { actor, now: ACTION_NOW, timeZone: 'Europe/London' };
  return inShop(db.pool, shop.id, (client) => changePipeline(client, shop.id, parsed, who));
}

function list(shop: ActionShop, query = '', reader = 'ann') {
  const view = readTaskView(new URLSearchParams(query));
  return inShop(db.pool, shop.id, (client) => listTasks(client, shop.id, view, reader));
}

async function add(shop: ActionShop, title: string, more: Record<string, string> = {}) {
  expect(await change(shop, { intent: 'add', profile: shop.ada, title, ...more })).toEqual({
    outcome: 'added',
  });
  const { tasks } = await pipelineOf(shop);
  const made = tasks.find((task) => task.title === title);
  if (!made) throw new Error('The task was not made.');
  return made.id;
}

async function audit(shop: ActionShop) {
  const { rows } = await db.owner.query<{ action: string; actor: string }>(
    `select action, actor from audit where shop_id = $1 and action not like 'personal%' order by id`,
    [shop.id],
  );
  return rows;
}

/** How many statements wait for a row that another transaction holds. */
async function waitingForLocks(): Promise<number> {
  const { rowCount } = await db.owner.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount ?? 0;
}

const CALL = { title: 'Call {{name}}', note: 'Grade {{grade}}', ownerId: '5', dueAt: null };

test('a task of a journey names the person and its owner, and asked for twice it is made once', async () => {
  const shop = await actionShop(db);
  const key = await askFor(db, shop, 'create_task', { ...CALL, journeyKey: 'care' }, 'k');
  await run(shop, 'create_task');
  await db.owner.query(`update effect set state = 'ready' where shop_id = $1`, [shop.id]);
  await run(shop, 'create_task');
  expect((await pipelineOf(shop)).tasks).toMatchObject([
    {
      title: 'Call Ada Byron',
      note: 'Grade A2',
      owner: { id: '5', name: 'Staff member 5' },
      dueAt: null,
      state: 'open',
      journeyKey: 'care',
    },
  ]);
  expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'done' });
});

test('of a person who is gone no task is made, and the others are', async () => {
  const shop = await actionShop(db);
  const lost = { ...shop, ada: randomUUID() };
  const gone = await askFor(db, lost, 'create_task', { ...CALL, journeyKey: 'care' });
  await askFor(db, shop, 'create_task', { ...CALL, journeyKey: 'care' });
  await run(shop, 'create_task');
  expect(await effectOutcome(db, shop, gone)).toMatchObject({ reason: 'person_unknown' });
  expect((await pipelineOf(shop)).tasks).toHaveLength(1);
});

test('staff add a task, complete it, open it again and drop it, each written into the audit log', async () => {
  const shop = await actionShop(db);
  const id = await add(shop, 'Call back', { due: '2026-12-01', owner: 'ann' });
  const [task] = (await pipelineOf(shop)).tasks;
  expect(task?.dueAt).toBe(Date.UTC(2026, 11, 2) - 1);
  expect(await change(shop, { intent: 'complete', id })).toEqual({ outcome: 'completed', id });
  expect(await change(shop, { intent: 'complete', id })).toEqual({ outcome: 'gone' });
  expect(await change(shop, { intent: 'reopen', id })).toEqual({ outcome: 'reopened' });
  expect(await change(shop, { intent: 'take', id }, 'bob')).toEqual({ outcome: 'taken' });
  expect(await change(shop, { intent: 'drop', id })).toEqual({ outcome: 'dropped', id });
  expect(await change(shop, { intent: 'take', id })).toEqual({ outcome: 'gone' });
  expect((await audit(shop)).map(({ action }) => action)).toEqual([
    'sales_task.added',
    'sales_task.completed',
    'sales_task.reopened',
    'sales_task.taken',
    'sales_task.dropped',
  ]);
});

test('a lead that was moved by mistake goes back to where it was, and one begun by it is removed', async () => {
  const shop = await actionShop(db);
  const profile = shop.ada;
  const move = (stage: string) => change(shop, { intent: 'move', profile, stage });
  const undo = (stage: string, back: string, since = '') =>
    change(shop, { intent: 'undo_move', profile, stage, back, since });
  const moved = { outcome: 'moved', profile };
  expect(await move('contacted')).toEqual({
    ...moved,
    from: null,
    since: null,
    to: 'contacted',
  });
  expect(await undo('contacted', '')).toEqual({ outcome: 'moved_back' });
  expect((await pipelineOf(shop)).lead).toBeNull();
  await move('contacted');
  const begun = ACTION_NOW - DAY;
  await db.owner.query('update lead set changed_at = $2 where shop_id = $1', [
    shop.id,
    new Date(begun),
  ]);
  expect(await move('won')).toEqual({ ...moved, from: 'contacted', since: begun, to: 'won' });
  expect(await undo('won', 'contacted', String(begun))).toEqual({ outcome: 'moved_back' });
  expect((await pipelineOf(shop)).lead).toMatchObject({ stage: 'contacted', changedAt: begun });
  await move('won');
  // Moved on by another meanwhile, it stays where it is.
  await change(shop, { intent: 'move', profile, stage: 'lost' }, 'bob');
  expect(await undo('won', 'contacted')).toEqual({ outcome: 'gone' });
  expect(await undo('lost', 'won')).toEqual({ outcome: 'moved_back' });
  expect((await pipelineOf(shop)).lead?.stage).toBe('won');
  expect((await audit(shop)).map(({ action }) => action)).toContain('lead.removed');
});

test('a lead that another member of staff moves meanwhile is not moved back', async () => {
  const shop = await actionShop(db);
  const profile = shop.ada;
  await change(shop, { intent: 'move', profile, stage: 'contacted' });
  const other = await db.owner.connect();
  await other.query('begin');
  await other.query(`update lead set stage = 'won', changed_at = now() where shop_id = $1`, [
    shop.id,
  ]);
  const undone = change(shop, { intent: 'undo_move', profile, stage: 'contacted', back: '' });
  await expect.poll(waitingForLocks).toBe(1);
  await other.query('commit');
  other.release();
  expect(await undone).toEqual({ outcome: 'gone' });
  expect((await pipelineOf(shop)).lead).toMatchObject({ stage: 'won' });
});

test('tasks that were closed long ago are deleted, and open ones stay', async () => {
  const shop = await actionShop(db);
  const old = await add(shop, 'Old');
  const open = await add(shop, 'Open');
  await change(shop, { intent: 'complete', id: old });
  const rows = OLD_ROWS.find(({ table }) => table === 'sales_task');
  if (!rows) throw new Error('Tasks never become old.');
  const part = { partition: 'sales_task', most: 10 };
  const remove = (before: number) =>
    inShop(db.pool, shop.id, (client) => deleteOldPart(client, shop.id, rows, { ...part, before }));
  expect(await remove(ACTION_NOW)).toBe(0);
  expect(await remove(ACTION_NOW + 1)).toBe(1);
  expect((await pipelineOf(shop)).tasks.map(({ id }) => id)).toEqual([open]);
});

test('the list shows the tasks of the reader, all open ones and closed ones, found and sorted', async () => {
  const shop = await actionShop(db);
  await add(shop, 'Beta', { due: '2026-12-03', owner: 'ann' });
  await add(shop, 'Alpha', { due: '2026-12-05', owner: 'ann' });
  await add(shop, 'Gamma', { owner: 'bob' });
  const done = await add(shop, 'Delta');
  await change(shop, { intent: 'complete', id: done });
  const titles = async (query: string) => (await list(shop, query)).tasks.map((one) => one.title);
  expect(await titles('')).toEqual(['Beta', 'Alpha']);
  expect(await titles('sort=title')).toEqual(['Alpha', 'Beta']);
  expect(await titles('tab=all')).toEqual(['Beta', 'Alpha', 'Gamma']);
  expect(await titles('tab=all&direction=descending')).toEqual(['Alpha', 'Beta', 'Gamma']);
  expect(await titles('tab=all&search=GAM')).toEqual(['Gamma']);
  expect(await titles('tab=all&search=ada%20byron')).toHaveLength(3);
  expect(await titles('tab=done')).toEqual(['Delta']);
  expect((await list(shop)).counts).toEqual({ mine: 2, all: 3, done: 1 });
  expect((await list(shop, '', 'bob')).tasks.map(({ title }) => title)).toEqual(['Gamma']);
});

test('no shop sees or changes the tasks of another', async () => {
  const shop = await actionShop(db);
  const other = await actionShop(db);
  const id = await add(shop, 'Ours');
  expect((await list(other, 'tab=all')).tasks).toEqual([]);
  expect(await change(other, { intent: 'complete', id })).toEqual({ outcome: 'gone' });
  expect(await change(other, { intent: 'add', profile: shop.ada, title: 'x' })).toEqual({
    outcome: 'gone',
  });
});

function moveTo(stage: LeadStage) {
  return { stage, rule: 'care@3', stepId: 'move' };
}

test('a journey moves the lead once, with a decision that says from where to where', async () => {
  const shop = await actionShop(db);
  expect((await pipelineOf(shop)).lead).toBeNull();
  const key = await askFor(db, shop, 'move_stage', moveTo('qualified'));
  await run(shop, 'move_stage');
  expect((await pipelineOf(shop)).lead).toMatchObject({ stage: 'qualified', changedBy: 'system' });
  expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'done' });
  const again = await askFor(db, shop, 'move_stage', moveTo('qualified'), 'a');
  await askFor(db, shop, 'move_stage', moveTo('won'), 'b');
  await run(shop, 'move_stage');
  expect(await effectOutcome(db, shop, again)).toMatchObject({ reason: 'stage_same' });
  const { rows } = await db.owner.query<{ reason: string; facts: object }>(
    `select reason, facts from decision where shop_id = $1 and outcome = 'stage_moved'
      order by facts ->> 'from' nulls first`,
    [shop.id],
  );
  expect(rows).toMatchObject([
    { reason: 'qualified', facts: { from: null, to: 'qualified', step: 'move' } },
    { reason: 'won', facts: { from: 'qualified', to: 'won' } },
  ]);
  expect(await audit(shop)).toEqual([
    { action: 'lead.moved', actor: 'system' },
    { action: 'lead.moved', actor: 'system' },
  ]);
});

test('staff move the lead, and moving it where it is changes nothing', async () => {
  const shop = await actionShop(db);
  const move = { intent: 'move', profile: shop.ada, stage: 'contacted' };
  expect(await change(shop, move)).toMatchObject({ outcome: 'moved', from: null });
  expect(await change(shop, move)).toEqual({ outcome: 'same_stage' });
  expect((await pipelineOf(shop)).lead).toMatchObject({ stage: 'contacted', changedBy: 'ann' });
  const lost = { ...move, profile: randomUUID() };
  expect(await change(shop, lost)).toEqual({ outcome: 'gone' });
});

test('tasks and leads follow people who are merged, and each gets its own back when they are split', async () => {
  const shop = await actionShop(db);
  const { rows } = await db.owner.query<{ id: string }>(
    `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor, subscribed,
       first_seen_at, last_seen_at)
     select shop_id, gen_random_uuid(), state, 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, first_seen_at, last_seen_at
       from profile where shop_id = $1 returning id`,
    [shop.id],
  );
  const bea = { ...shop, ada: rows[0]?.id ?? '' };
  await add(shop, 'About Ada');
  await add(bea, 'About Bea');
  await change(bea, { intent: 'move', profile: bea.ada, stage: 'won' });
  await inShop(db.pool, shop.id, (client) =>
    moveMergedRows(client, shop.id, [bea.ada], [shop.ada]),
  );
  const merged = await pipelineOf(shop);
  expect(merged.tasks.map(({ title }) => title).sort()).toEqual(['About Ada', 'About Bea']);
  expect(merged.lead).toMatchObject({ stage: 'won' });
  const side = { id: bea.ada, parts: [bea.ada], state: newProfile(0) };
  await inShop(db.pool, shop.id, (client) => moveSplitRows(client, shop.id, shop.ada, side));
  expect((await pipelineOf(shop)).tasks.map(({ title }) => title)).toEqual(['About Ada']);
  expect((await pipelineOf(shop)).lead).toBeNull();
  expect((await pipelineOf(bea)).tasks.map(({ title }) => title)).toEqual(['About Bea']);
  expect((await pipelineOf(bea)).lead).toMatchObject({ stage: 'won' });
});

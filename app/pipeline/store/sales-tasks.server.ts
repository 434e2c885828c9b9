import { staffName } from '#app/access/staff-name.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { limitAndOffset, sqlOrder } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import { personName } from '#app/profiles/person-name.ts';
import type { ListedTask, SalesTask, TaskState } from '../sales-task.ts';
import {
  MOST_TASKS_COUNTED,
  type TaskCounts,
  type TaskSort,
  type TaskTab,
  type TaskView,
} from '../task-view.ts';

/** Tasks on a page. */
export const TASKS_SHOWN = 50;
/** More of one person are not shown. */
const MOST_OF_PERSON = 50;

/** A task that is to be made. Times are epoch milliseconds. */
export type NewTask = Pick<SalesTask, 'id' | 'title' | 'note' | 'dueAt' | 'journeyKey'> & {
  profileId: string;
  ownerId: string | null;
  runId: string | null;
  /** A member of staff, or `system`. */
  createdBy: string;
};

/** Makes tasks; one that is there under its id stays as it is. @returns how many were made; none for people who are gone */
export async function insertTasks(
  client: ShopClient,
  shopId: string,
  tasks: readonly NewTask[],
  now: number,
): Promise<number> {
  return await writeRows(
    client,
    shopId,
    `insert into sales_task (shop_id, id, profile_id, origin_id, title, note, owner_id, due_at, state, created_at,
       created_by, run_id, journey_key)
     select $1, id, profile_id, profile_id, title, note, owner_id, due_at, 'open', $3, created_by, run_id, journey_key
       from json_to_recordset($2) as row (id uuid, profile_id uuid, title text, note text, owner_id text,
         due_at timestamptz, created_by text, run_id uuid, journey_key text)
      where exists (select from profile where shop_id = $1 and profile.id = row.profile_id)
     on conflict (shop_id, id) do nothing`,
    tasks.map((task) => ({
      id: task.id,
      profile_id: task.profileId,
      title: task.title,
      note: task.note,
      owner_id: task.ownerId,
      due_at: isoTime(task.dueAt),
      created_by: task.createdBy,
      run_id: task.runId,
      journey_key: task.journeyKey,
    })),
    new Date(now),
  );
}

/**
 * Closes an open task, or opens a closed one again.
 * @param change the state it has and the one it gets; `by` is who does it
 * @returns false when there is no such task in that state
 */
export async function changeTaskState(
  client: ShopClient,
  shopId: string,
  id: string,
  change: { from: readonly TaskState[]; to: TaskState; by: string; now: number },
): Promise<boolean> {
  const { from, to, by, now } = change;
  const { rowCount } = await client.query(
    `update sales_task set state = $3, closed_at = case when $3 = 'open' then null else $5::timestamptz end,
            closed_by = case when $3 = 'open' then null else $4 end
      where shop_id = $1 and id = $2 and state = any($6)`,
    [shopId, id, to, by, new Date(now), from],
  );
  return rowCount === 1;
}

/** Gives an open task to a member of staff. @returns false when there is no such open task */
export async function assignTask(
  client: ShopClient,
  shopId: string,
  id: string,
  ownerId: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update sales_task set owner_id = $3 where shop_id = $1 and id = $2 and state = 'open'`,
    [shopId, id, ownerId],
  );
  return rowCount === 1;
}

type TaskRow = Omit<SalesTask, 'owner'> & {
  ownerId: string | null;
  ownerName: string | null;
  ownerEmail: string | null;
};

type ListedRow = TaskRow & {
  profileId: string;
  personName: string | null;
  personEmail: string | null;
};

const COLUMNS = `task.id, title, note, owner_id as "ownerId", staff.name as "ownerName", staff.email as "ownerEmail",
  due_at as "dueAt", task.state, task.created_at as "createdAt", journey_key as "journeyKey", closed_at as "closedAt"`;

/** Which tasks a tab shows; `$2` is the reader. */
const OF_TAB: Record<TaskTab, string> = {
  mine: "task.state = 'open' and owner_id = $2",
  all: "task.state = 'open'",
  done: "task.state <> 'open'",
};

const ORDER: Record<TaskSort, string> = {
  due: 'due_at',
  made: 'task.created_at',
  title: 'lower(title)',
  person: "lower(coalesce(profile.name, profile.email, ''))",
};

/**
 * The tasks of one page, and one more where there are others after it; those without a day come last in either order. `search` is looked for in title, note and person.
 * @param reader the member of staff whose tasks are "mine"
 */
export async function listTaskRows(
  client: ShopClient,
  shopId: string,
  view: TaskView,
  reader: string,
): Promise<ListedTask[]> {
  const { rows } = await client.query<ListedRow>(
    `select ${COLUMNS}, profile.id as "profileId", profile.name as "personName", profile.email as "personEmail"
       from sales_task task
       join profile on profile.shop_id = $1 and profile.id = task.profile_id
       left join staff_member staff on staff.shop_id = $1 and staff.staff_id = owner_id
      where task.shop_id = $1 and ($2::text is not null and ${OF_TAB[view.tab]})
        and position($3 in lower(concat_ws(' ', title, note, profile.name, profile.email))) > 0
      order by ${orderOf(view)} ${sqlOrder(view)} nulls last, task.created_at, task.id
      limit $4 offset $5`,
    [shopId, reader, view.search.toLowerCase(), ...limitAndOffset(view, TASKS_SHOWN)],
  );
  return rows.map((row) => {
    const { profileId, personName: name, personEmail: email, ...task } = row;
    return { ...salesTask(task), person: { id: profileId, name: personName({ name, email }) } };
  });
}

/** Closed tasks stand where open ones stand by the day they are due by the moment they were closed. */
function orderOf({ tab, sort }: TaskView): string {
  return tab === 'done' && sort === 'due' ? 'closed_at' : ORDER[sort];
}

/** How many tasks each tab shows, `MOST_TASKS_COUNTED` at most. */
export async function countTasks(
  client: ShopClient,
  shopId: string,
  reader: string,
): Promise<TaskCounts> {
  const { rows } = await client.query<TaskCounts>(
    `select (select count(*) from (select from sales_task task where shop_id = $1 and ${OF_TAB.mine} limit $3) as counted) as mine,
            (select count(*) from (select from sales_task task where shop_id = $1 and ${OF_TAB.all} limit $3) as counted) as all,
            (select count(*) from (select from sales_task task where shop_id = $1 and ${OF_TAB.done} limit $3) as counted) as done`,
    [shopId, reader, MOST_TASKS_COUNTED],
  );
  return rows[0] ?? { mine: 0, all: 0, done: 0 };
}

/** The tasks about a person: the open ones due first, then those closed last. */
export async function tasksOfPerson(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<SalesTask[]> {
  const { rows } = await client.query<TaskRow>(
    `select ${COLUMNS} from sales_task task
       left join staff_member staff on staff.shop_id = $1 and staff.staff_id = owner_id
      where task.shop_id = $1 and profile_id = $2
      order by closed_at desc nulls first, due_at nulls last, task.created_at, task.id limit $3`,
    [shopId, profileId, MOST_OF_PERSON],
  );
  return rows.map(salesTask);
}

function salesTask({ ownerId, ownerName, ownerEmail, ...task }: TaskRow): SalesTask {
  const owner =
    ownerId === null
      ? null
      : { id: ownerId, name: staffName({ id: ownerId, name: ownerName, email: ownerEmail }) };
  return { ...task, owner };
}

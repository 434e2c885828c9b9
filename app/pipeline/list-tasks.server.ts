import { rowPage } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { TaskPage } from './sales-task.ts';
import { countTasks, listTaskRows, TASKS_SHOWN } from './store/sales-tasks.server.ts';
import type { TaskView } from './task-view.ts';

/** The tasks of a view. @param reader the member of staff whose tasks are "mine" */
export async function listTasks(
  client: ShopClient,
  shopId: string,
  view: TaskView,
  reader: string,
): Promise<TaskPage> {
  const page = rowPage(await listTaskRows(client, shopId, view, reader), TASKS_SHOWN);
  const counts = await countTasks(client, shopId, reader);
  return { tasks: page.rows, hasMore: page.hasMore, counts };
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { changePipeline } from '#app/pipeline/change-pipeline.server.ts';
import { listTasks } from '#app/pipeline/list-tasks.server.ts';
import { PipelineIntent, type PipelineOutcome } from '#app/pipeline/sales-task.ts';
import { readTaskView } from '#app/pipeline/task-view.ts';
import { TasksPage } from '#app/pipeline/ui/tasks-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.tasks');
  const { pool, clock } = context.services;
  const view = readTaskView(new URL(request.url).searchParams);
  const now = clock.now();
  const { live, page } = await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'sales_tasks', now);
    return {
      live: await readLive(client, shop.id, ['sales_task', 'profile']),
      page: await listTasks(client, shop.id, view, staffId),
    };
  });
  return { ...page, live, view, staffId, now, timeZone: shop.timeZone };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<PipelineOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'tasks.edit');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, PipelineIntent);
  const change = { actor: staffId, now: clock.now(), timeZone: shop.timeZone };
  return await inShop(pool, shop.id, (client) => changePipeline(client, shop.id, intent, change));
}

export default function TasksRoute() {
  const data = useLoaderData<typeof loader>();
  return <TasksPage {...data} />;
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Card, Layout, Page } from '@shopify/polaris';
import { useEffect } from 'react';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { ROLE_WORDS, type Role } from '#app/access/roles.ts';
import { sessionTokenOf } from '#app/access/session-token.ts';
import { StaffIntent, STAFF_SORTS } from '#app/access/staff-view.ts';
import { changeNewcomerRole, changeRole } from '#app/access/store/change-role.server.ts';
import { listStaff } from '#app/access/store/list-staff.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { NewcomerCard, RolesCard } from '#app/access/ui/roles-cards.tsx';
import { StaffTable } from '#app/access/ui/staff-table.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'staff.read');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, STAFF_SORTS);
  const page = await inShop(pool, shop.id, (client) => listStaff(client, shop.id, view));
  return { ...page, view, staffId, now: clock.now(), timeZone: shop.timeZone };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await authenticateAdmin(request, context, 'staff.read');
  const { shop, staffId, role, demand } = visit;
  const { pool, clock, describeStaff } = context.services;
  const parsed = StaffIntent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const intent = parsed.data;
  const by = { by: staffId, now: clock.now() };
  if (intent.intent === 'regain') {
    // What Shopify said a week ago may be outdated: an account can change hands.
    const description = await describeStaff(shop.domain, staffId, sessionTokenOf(request) ?? '');
    if (description?.isAccountOwner !== true) await demand('staff.edit');
    const change = { staffId, from: role, to: 'owner', ...by } as const;
    const done = await inShop(pool, shop.id, (client) => changeRole(client, shop.id, change));
    return { ...done, staff: staffId };
  }
  await demand('staff.edit');
  return await inShop(pool, shop.id, async (client) => {
    if (intent.intent === 'newcomers')
      return await changeNewcomerRole(client, shop.id, { ...intent, ...by });
    const { staff, from, to } = intent;
    const done = await changeRole(client, shop.id, { staffId: staff, from, to, ...by });
    return { ...done, staff };
  });
}

type StaffAnswer = Awaited<ReturnType<typeof action>>;

const OUTCOME_TEXTS: Record<
  Exclude<StaffAnswer['outcome'], 'changed' | 'newcomers_changed'>,
  string
> = {
  unchanged: 'They have this role already',
  conflict: 'A colleague changed it meanwhile',
  last_owner: 'Make someone else the owner first: there must be one',
  not_found: 'There is no such staff member',
};

export default function Staff() {
  const { staff, hasMore, newcomerRole, view, staffId, now, timeZone } =
    useLoaderData<typeof loader>();
  const list = useListParams(view);
  const { data, state, submit } = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const may = useMay();
  const isBusy = state !== 'idle';
  const own = staff.find(({ id }) => id === staffId);
  useEffect(() => {
    if (!data) return;
    if (data.outcome !== 'changed' && data.outcome !== 'newcomers_changed') {
      bridge.toast.show(OUTCOME_TEXTS[data.outcome], { isError: data.outcome !== 'unchanged' });
      return;
    }
    const back = { from: data.to, to: data.from };
    const undo =
      data.outcome === 'changed'
        ? { intent: 'change', staff: data.staff, ...back }
        : { intent: 'newcomers', ...back };
    bridge.toast.show(`Role changed to ${ROLE_WORDS[data.to].name.toLowerCase()}`, {
      action: 'Undo',
      onAction: () => submit(undo, { method: 'post' }),
    });
  }, [bridge, data, submit]);

  function changeRoleOf(id: string, from: Role, to: Role) {
    submit({ intent: 'change', staff: id, from, to }, { method: 'post' });
  }

  return (
    <Page
      title="Staff and roles"
      subtitle="Who of your staff has opened Tendril, and what each may do."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <Layout>
        {own?.isAccountOwner === true && own.role !== 'owner' ? (
          <Layout.Section variant="fullWidth">
            <Banner
              title="You own the account of this store with Shopify"
              action={{
                content: 'Become owner here',
                loading: isBusy,
                onAction: () => submit({ intent: 'regain' }, { method: 'post' }),
              }}
            />
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <Card padding="0">
            <ListSearch label="Search staff" placeholder="Name, email address or id" list={list} />
            <StaffTable
              staff={staff}
              list={list}
              hasMore={hasMore}
              isBusy={isBusy}
              readerId={staffId}
              mayEdit={may('staff.edit')}
              onChange={changeRoleOf}
              now={now}
              timeZone={timeZone}
            />
          </Card>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <EditArea needs="staff.edit" isExplained>
              <NewcomerCard
                role={newcomerRole}
                isDisabled={isBusy || !may('staff.edit')}
                onChange={(to) =>
                  submit({ intent: 'newcomers', from: newcomerRole, to }, { method: 'post' })
                }
              />
            </EditArea>
            <RolesCard />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

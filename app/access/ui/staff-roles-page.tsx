import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Card, Layout, Page } from '@shopify/polaris';
import type { StaffOutcome } from '#app/access/change-role.ts';
import type { ListedStaff } from '#app/access/list-staff.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { ROLE_WORDS, type NewcomerRole, type Role } from '../roles.ts';
import type { StaffSort } from '../staff-view.ts';
import { EditArea } from './edit-area.tsx';
import { NewcomerCard, RolesCard } from './roles-cards.tsx';
import { StaffTable } from './staff-table.tsx';
import { useMay } from './use-may.ts';

const OUTCOME_TEXTS: Record<
  Exclude<StaffOutcome['outcome'], 'changed' | 'newcomers_changed'>,
  string
> = {
  unchanged: 'They have this role already',
  conflict: 'A colleague changed it meanwhile',
  last_owner: 'Make someone else the owner first: there must be one',
  not_found: 'There is no such staff member',
};

function staffToast(answer: StaffOutcome): OutcomeToast {
  const { outcome } = answer;
  if (outcome !== 'changed' && outcome !== 'newcomers_changed')
    return { text: OUTCOME_TEXTS[outcome], isError: outcome !== 'unchanged' };
  const { from, to } = answer;
  const back = { from: to, to: from };
  return {
    text: `Role changed to ${ROLE_WORDS[to].name.toLowerCase()}`,
    undo:
      outcome === 'changed'
        ? { intent: 'change', staff: answer.staff, ...back }
        : { intent: 'newcomers', ...back },
  };
}

export type StaffRolesPageProps = {
  staff: ListedStaff[];
  hasMore: boolean;
  newcomerRole: NewcomerRole;
  view: ListView<StaffSort>;
  /** Who reads the page. */
  staffId: string;
  now: number;
  timeZone: string;
};

/** Who of the staff may do what. Owners change it here; an account owner can become one. */
export function StaffRolesPage(props: StaffRolesPageProps) {
  const { staff, hasMore, newcomerRole, view, staffId, now, timeZone } = props;
  const list = useListParams(view);
  const fetcher = useFetcher<StaffOutcome>();
  useOutcomeToast(fetcher, staffToast);
  const { state, submit } = fetcher;
  const may = useMay();
  const isBusy = state !== 'idle';
  const own = staff.find(({ id }) => id === staffId);

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

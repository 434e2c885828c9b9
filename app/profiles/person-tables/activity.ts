import type { TableRecord } from './person-table.ts';

/** What a person did: carts, orders, journeys, emails. Each follows what it goes by. */
export const ACTIVITY_TABLES = {
  cart: {
    plain: 'shop_id kind profile_id updated_at quantity total_minor currency ordered_at',
    personal: 'token snapshot order_id open_as',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: {
        by: 'tie',
        table: 'identity',
        on: 'identity.kind = cart.kind and identity.value = cart.token',
      },
      erase: 'delete',
      heading: 'Carts and checkouts',
    },
  },
  purchase: {
    plain: 'shop_id profile_id placed_at cancelled_at total_minor refunded_minor currency refunds',
    personal: 'order_id snapshot name contact parcels',
    person: {
      profile: ['profile_id'],
      identifiers: { order_id: 'order' },
      merge: 'follows',
      split: {
        by: 'tie',
        table: 'identity',
        on: "identity.kind = 'order' and identity.value = purchase.order_id",
      },
      // What was sold, when and for how much stays in the shop's totals, under ids that lead to no profile.
      erase: {
        keep: 'placed_at is not null',
        set: "order_id = 'erased:' || gen_random_uuid(), snapshot = null, name = null, contact = null, parcels = null",
      },
      heading: 'Orders',
    },
  },
  journey_run: {
    plain:
      'shop_id id journey_key journey_version profile_id state step_id visit entered_at wake_at ended_at end_reason held',
    personal: 'dedupe_key context',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: {
        by: 'tie',
        table: 'identity',
        on: `identity.kind = coalesce(context->>'kind', context->>'subject')
          and identity.value = coalesce(context->>'token', context->>'orderId')`,
      },
      erase: 'delete',
      heading: 'Journeys',
    },
  },
  effect: {
    plain:
      'shop_id kind profile_id run_id campaign_id state reason created_at due_at fence attempts attempted_at settled_at consent_id template_version',
    personal: 'key address subject',
    // A server's answer may name whom it is about, and a payload what a merchant wrote.
    mentions: 'payload answer',
    person: {
      profile: ['profile_id'],
      // What is sent to Shopify about a customer or an address, and what belongs to an application, has no profile.
      further: `(effect.profile_id is null or effect.kind in ('sync_tag', 'sync_consent', 'create_company')) and (
        effect.payload ->> 'customerId' = any($customers) or effect.payload ->> 'address' = any($addresses)
        or coalesce(effect.payload ->> 'applicationId', effect.payload #>> '{context,applicationId}') in (
          select id::text from application as theirs where theirs.shop_id = effect.shop_id
             and (theirs.email = any($emails) or theirs.customer_id = any($customers)
                  or theirs.profile_id::text = any($profiles))))`,
      merge: 'follows',
      split: { by: 'tie', table: 'journey_run', on: 'journey_run.id = effect.run_id' },
      erase: 'delete',
      heading: 'What was scheduled',
    },
  },
  decision: {
    plain: 'shop_id id at profile_id run_id outcome reason rule journey_key message_key',
    personal: 'effect_key facts input',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'tie', table: 'journey_run', on: 'journey_run.id = decision.run_id' },
      erase: 'delete',
      heading: 'Automated decisions',
    },
  },
  message: {
    plain:
      'shop_id profile_id journey_key template class sent_at clicked_at consent_id template_version',
    personal: 'effect_key subject message_id',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'tie', table: 'effect', on: 'effect.key = message.effect_key' },
      erase: 'delete',
      heading: 'Emails sent',
    },
  },
  replay_person: {
    plain: 'shop_id replay_id profile_id entered_at mails skipped orders end_reason',
    personal: 'path',
    person: {
      profile: ['profile_id'],
      // What was run over their past is run again where it is wanted.
      merge: 'recomputed',
      split: 'recomputed',
      erase: 'delete',
      heading: 'Trial runs of journeys',
    },
  },
  held_click: {
    plain: 'shop_id profile_id sent_at first_at due_at',
    personal: 'effect_key hits',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'tie', table: 'effect', on: 'effect.key = held_click.effect_key' },
      erase: 'delete',
      heading: 'Links just clicked',
    },
  },
  banner: {
    plain:
      'shop_id id profile_id run_id journey_key state created_at expires_at seen_at seen_times clicked_at closed_at',
    personal: 'effect_key content shown_to',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'tie', table: 'effect', on: 'effect.key = banner.effect_key' },
      erase: 'delete',
      heading: 'Banners',
    },
  },
  offer_code: {
    plain: [
      'shop_id code offer_key offer_version profile_id run_id is_discount state reason issued_at expires_at shopify_id used_at',
      'used_by_other cost_minor removal_id removed_at',
    ].join(' '),
    personal: 'effect_key',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'tie', table: 'effect', on: 'effect.key = offer_code.effect_key' },
      // Shopify must still be asked to delete it when its time is over, and what it cost stays in the shop's totals.
      erase: {
        keep: 'true',
        set: "run_id = null, effect_key = 'erased:' || gen_random_uuid()",
      },
      heading: 'Offers',
    },
  },
  code_use: {
    plain: 'shop_id code profile_id origin_id',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'part', columns: { profile_id: ['origin_id'] } },
      erase: 'delete',
      heading: 'Codes of others used',
    },
  },
  consent: {
    plain: 'shop_id id profile_id channel state at recorded_at seq digest previous hash erased_at',
    personal: 'source wording subject page salt',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'tie', table: 'event', on: 'event.id = consent.id' },
      erase: 'blank_proof',
      heading: 'Consent',
    },
  },
  lead: {
    plain: 'shop_id id profile_id origin_id stage owner_id created_at changed_at changed_by',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'part', columns: { profile_id: ['origin_id'] } },
      erase: 'delete',
      heading: 'Sales lead',
    },
  },
  sales_task: {
    plain:
      'shop_id id profile_id origin_id owner_id due_at state created_at created_by run_id journey_key closed_at closed_by',
    personal: 'title note',
    person: {
      profile: ['profile_id'],
      merge: 'follows',
      split: { by: 'part', columns: { profile_id: ['origin_id'] } },
      erase: 'delete',
      heading: 'Sales tasks',
    },
  },
  application: {
    plain:
      'shop_id id state channels volume profile_id submitted_at decided_at decided_by company_gid revision verified_at verification_sent_at',
    personal:
      'company contact_name email phone country tax_id website message consent_wording checklist decline_reason decline_note customer_id',
    person: {
      profile: ['profile_id'],
      identifiers: { email: 'email', customer_id: 'customer' },
      merge: 'follows',
      split: {
        by: 'tie',
        table: 'identity',
        on: "identity.kind = 'email' and identity.value = application.email",
      },
      erase: 'delete',
      heading: 'Wholesale applications',
    },
  },
} as const satisfies Record<string, TableRecord>;

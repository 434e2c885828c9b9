import { afterAll, expect, test } from 'vitest';
import { plantedApp } from './planted-app.ts';

const { plant, plantLines, printed, close } = await plantedApp();
afterAll(close);

test('a step of a new kind is its file and a line: runs take it, pages describe and draw it', async () => {
  await plant(
    'app/journeys/steps/pause.ts',
    `import { z } from 'zod';
     import type { StepHandler } from './step-handler.ts';
     import { StepId } from './step-id.ts';
     const PauseStep = z.strictObject({ id: StepId, kind: z.literal('pause'), next: StepId });
     export type PauseStep = z.infer<typeof PauseStep>;
     export const pauseHandler: StepHandler<PauseStep> = {
       label: 'Pause',
       group: 'timing',
       blank: (id, next) => ({ id, kind: 'pause', next }),
       schema: PauseStep,
       enter: (_step, run, at) => ({ run, outcome: { kind: 'wait', until: at + 5 } }),
       afterWait: ({ next }) => next,
       longestWait: () => 5,
       edges: ({ next }) => [{ key: 'next', to: next, label: 'Later' }],
       words: {
         card: () => ({ title: 'Pause', detail: 'For a moment' }),
         current: () => 'Pausing',
         coming: () => 'a pause',
       },
     };`,
    'app/journeys/steps/registry.ts',
    [
      [
        "import { waitHandler } from './wait.ts';",
        "import { waitHandler } from './wait.ts';\nimport { pauseHandler } from './pause.ts';",
      ],
      ['  wait: waitHandler,', '  wait: waitHandler,\n  pause: pauseHandler,'],
    ],
  );
  const seen = await printed(`
    import { beginRun } from '#app/journeys/enter-journey.ts';
    import { newRun } from '#app/journeys/new-run.ts';
    import { step } from '#app/journeys/step.ts';
    import { edgesOf } from '#app/journeys/page/journey-path.ts';
    import { stepCard } from '#app/journeys/page/journey-words.ts';
    import { newProfile } from '#app/profiles/profile.ts';
    const journey = {
      key: 'tried', name: 'Tried', purpose: '', version: 1, trigger: { segment: 'new', kind: 'entered' },
      entry: { all: [] }, exitReasons: [], restartsWhileWaitingAt: null, first: 'rest',
      steps: [
        { id: 'rest', kind: 'pause', next: 'end' },
        { id: 'end', kind: 'exit', reason: 'finished' },
      ],
    };
    const context = (now) => ({
      now, zones: { shop: 'UTC', person: 'UTC' }, person: newProfile(0),
      facts: { carts: new Map(), purchases: new Map() }, isIn: () => false,
      holds: () => ({ holds: true, why: [], facts: {} }),
    });
    const fresh = newRun(journey, { key: 'a', context: { subject: 'person' } }, 'ada', 100);
    const [begun] = beginRun(journey, fresh, { kind: 'time' }, context(100));
    const ended = step(journey, begun.run, { kind: 'time' }, context(105));
    console.log(JSON.stringify({
      wakeAt: begun.run.wakeAt, endReason: ended.run.endReason,
      edges: edgesOf(journey), card: stepCard(journey, journey.steps[0], new Map()),
    }));`);
  expect(seen).toEqual({
    wakeAt: 105,
    endReason: 'finished',
    edges: [{ from: 'rest', key: 'next', to: 'end', label: 'Later' }],
    card: { title: 'Pause', detail: 'For a moment' },
  });
});

test('a trigger of a new kind is its file and a line: it starts runs, has words and is checked', async () => {
  await plant(
    'app/journeys/triggers/first-sight.ts',
    `import { z } from 'zod';
     import { EVERY_TIME, personStart, type TriggerHandler } from './trigger-handler.ts';
     const FirstSight = z.strictObject({ on: z.literal('first_sight') });
     export type FirstSight = z.infer<typeof FirstSight>;
     export const firstSightTrigger: TriggerHandler<FirstSight> = {
       label: 'Is seen first',
       blank: { on: 'first_sight' },
       schema: FirstSight,
       problems: () => ['Choose when.'],
       words: () => 'Starts when a person is seen first',
       subject: () => 'person',
       per: () => ['person'],
       reentry: () => EVERY_TIME,
       past: () => ({ by: 'events', kinds: ['visitor.identified'], readsProfile: false }),
       onEvent: (_trigger, event, profileId) => personStart(profileId + event.id),
     };`,
    'app/journeys/triggers/registry.ts',
    [
      [
        "import { scoreTrigger } from './score.ts';",
        "import { scoreTrigger } from './score.ts';\nimport { firstSightTrigger } from './first-sight.ts';",
      ],
      ['  score: scoreTrigger,', '  score: scoreTrigger,\n  first_sight: firstSightTrigger,'],
    ],
  );
  const seen = await printed(`
    import { startRuns } from '#app/journeys/start-runs.ts';
    import { neededEvents } from '#app/journeys/replay/needed-events.ts';
    import { triggerWords } from '#app/journeys/page/journey-words.ts';
    import { TriggerContent } from '#app/journeys/triggers/registry.ts';
    import { newProfile } from '#app/profiles/profile.ts';
    const trigger = TriggerContent.parse({ on: 'first_sight' });
    const journey = {
      key: 'tried', name: 'Tried', purpose: '', version: 1, trigger, entry: { all: [] },
      exitReasons: [], restartsWhileWaitingAt: null, first: 'end',
      steps: [{ id: 'end', kind: 'exit', reason: 'finished' }],
    };
    const event = { kind: 'visitor.identified', id: 'e1', at: 5, topic: 't', identifiers: [], traitsAt: 5, traits: {} };
    const known = { ownerOf: () => null, ofPerson: () => [] };
    const context = {
      now: 5, person: newProfile(0), facts: { carts: new Map(), purchases: new Map() },
      holds: () => ({ holds: true, why: [], facts: {} }),
    };
    const [begun] = startRuns([journey], event, 'ada', known, context);
    const { kinds } = neededEvents(journey, new Map(), 0, {});
    const isReplayed = kinds.includes('visitor.identified');
    console.log(JSON.stringify([begun.run.dedupeKey, triggerWords(journey), isReplayed]));`);
  expect(seen).toEqual(['adae1', 'Starts when a person is seen first', true]);
});

test('an effect of a new kind is its file and a line: it is run and retried as it says, and Problems names it', async () => {
  await plant(
    'app/effects/kinds/support-ticket.ts',
    `import { z } from 'zod';
     import type { EffectKindRecord } from '../effect-kind.ts';
     const Ticket = z.object({ subject: z.string() });
     export const supportTicketEffect: EffectKindRecord<z.infer<typeof Ticket>> = {
       schema: Ticket, job: 'sync', label: 'Opening a support ticket',
       retry: { firstMs: 1_000, factor: 2, longestMs: 60_000, mostTries: 3 },
     };`,
    'app/effects/registry.ts',
    [
      [
        "import { syncTagEffect } from './kinds/sync-tag.ts';",
        "import { syncTagEffect } from './kinds/sync-tag.ts';\nimport { supportTicketEffect } from './kinds/support-ticket.ts';",
      ],
      [
        '  sync_tag: syncTagEffect,',
        '  sync_tag: syncTagEffect,\n  support_ticket: supportTicketEffect,',
      ],
    ],
  );
  const seen = await printed(`
    import { effectKinds, effectKindsOf, isEffectKind, retryPolicyOf } from '#app/effects/registry.ts';
    import { effectName } from '#app/problems/ui/effect-name.ts';
    console.log(JSON.stringify({
      known: isEffectKind('support_ticket'),
      job: effectKinds.support_ticket.job,
      read: effectKinds.support_ticket.schema.safeParse({ subject: 'Late' }).success,
      refused: effectKinds.support_ticket.schema.safeParse({}).success,
      name: effectName({ kind: 'support_ticket', mail: null, name: null }),
      isRun: effectKindsOf('sync').includes('support_ticket'),
      tries: retryPolicyOf('support_ticket').mostTries,
    }));`);
  expect(seen).toEqual({
    known: true,
    job: 'sync',
    read: true,
    refused: false,
    name: 'Opening a support ticket',
    isRun: true,
    tries: 3,
  });
});

test('a mail about something new is its file and a line: it is read, decided on and shown', async () => {
  await plant(
    'app/messages/contexts/gift-card.ts',
    `import { z } from 'zod';
     import type { MailContextRecord } from './mail-context.ts';
     const GiftCardMailContext = z.object({ subject: z.literal('gift_card'), name: z.string() });
     export const giftCardContext: MailContextRecord<z.infer<typeof GiftCardMailContext>, null> = {
       schema: GiftCardMailContext,
       occasion: { en: (place) => 'bought a gift card ' + place, de: () => '', fr: () => '' },
       actionUrl: (_loaded, { storefrontUrl }) => storefrontUrl + '/gift-cards',
       variables: { design: { label: 'Design', value: () => null, fallback: 'Ferns' } },
     };`,
    'app/messages/contexts/registry.ts',
    [
      [
        "import { personContext } from './person.ts';",
        "import { personContext } from './person.ts';\nimport { giftCardContext } from './gift-card.ts';",
      ],
      ['  person: personContext,', '  person: personContext,\n  gift_card: giftCardContext,'],
    ],
  );
  const seen = await printed(`
    import { loadMailContexts } from '#app/messages/contexts/loaders.server.ts';
    import { readMailContext } from '#app/messages/contexts/registry.ts';
    import { decideMail } from '#app/messages/delivery/decide-mail.ts';
    import { composeMail } from '#app/messages/render/compose-mail.ts';
    const context = { subject: 'gift_card', name: 'For Ada' };
    const named = readMailContext(context);
    const mail = { key: 'm', subject: named.subject, asked: named.context, current: named.context };
    const about = (await loadMailContexts({}, 'shop', [mail])).get('m');
    const decision = decideMail({
      class: 'transactional', consent: { address: 'ada@example.com', consent: null, suppression: null },
      run: null, superseded: false, attempts: 0, lastReason: null, about, isSoldOut: () => false,
    });
    const shop = {
      id: 'shop', name: 'Fern', currency: 'EUR', domain: 'fern.example', storefrontUrl: 'https://fern.example',
      hosts: ['fern.example'], postalAddress: '',
    };
    const request = { template: 'gift', class: 'transactional', journeyKey: null, context };
    const links = { appUrl: 'https://app.example', sealer: { seal: (text) => text } };
    const contents = {
      key: 'm', profileId: null, request, address: decision.address, about, lines: decision.lines,
      firstName: 'Ada', products: new Map(), recommended: [], language: 'en',
    };
    const view = composeMail(shop, contents, links);
    console.log(JSON.stringify({
      refused: readMailContext({ subject: 'gift_card' }), act: decision.act, design: view.design, why: view.why,
      total: view.total,
    }));`);
  expect(seen).toEqual({
    refused: null,
    act: 'send',
    design: 'Ferns',
    why: 'You get this email because you bought a gift card at Fern.',
    total: null,
  });
});

test('a field of segments is one entry: it is read, compared, described, offered, kept and known to Shopify', async () => {
  await plantLines('app/segments/fields/number-fields.ts', [
    [
      'const numberFields = {',
      `const numberFields = {
         lines_bought: plain(
           { field: 'lines_bought', group: 'Orders', column: 'int', shopify: { name: 'number_of_lines' } },
           'lines bought', ({ orders }) => orders.lines,
         ),`,
    ],
  ]);
  const seen = await printed(`
    import { toShopifyQuery } from '#app/destinations/shopify-query.ts';
    import { newProfile } from '#app/profiles/profile.ts';
    import { retailModel } from '#app/scoring/retail-model.ts';
    import { answerPredicate } from '#app/segments/answer-predicate.ts';
    import { describePredicate } from '#app/segments/builder/describe.ts';
    import { FACT_COLUMNS } from '#app/segments/fact-row.ts';
    import { segmentFacts } from '#app/segments/facts.ts';
    import { FIELDS_BY_GROUP } from '#app/segments/fields/vocabulary.ts';
    import { parsePredicate } from '#app/segments/parse-predicate.ts';
    const input = { field: 'lines_bought', is: 'at_least', value: 2 };
    const blank = newProfile(0);
    const person = { ...blank, orders: { ...blank.orders, lines: 3 } };
    const { predicate } = parsePredicate(input);
    const { holds, facts } = answerPredicate(predicate, segmentFacts(retailModel, person), 0);
    console.log(JSON.stringify({
      holds, facts, words: describePredicate(predicate), column: FACT_COLUMNS.lines_bought,
      offered: FIELDS_BY_GROUP.find(({ title }) => title === 'Orders').fields.includes('lines_bought'),
      shopify: toShopifyQuery(predicate, { currency: 'GBP' }),
    }));`);
  expect(seen).toEqual({
    holds: true,
    facts: { lines_bought: 3 },
    words: 'lines bought at least 2',
    column: 'int',
    offered: true,
    shopify: { outcome: 'translated', query: 'number_of_lines >= 2', differences: [] },
  });
});

test('an email of the gallery is one entry: it is copied into shops, named and offered to journeys', async () => {
  await plantLines('app/messages/templates.ts', [
    [
      'const galleryEmails: readonly GalleryEmail[] = [',
      `const words = { subject: 'Happy birthday', preheader: '', lead: ['all the best.'], after: [] };
       const galleryEmails: readonly GalleryEmail[] = [
         { key: 'birthday', galleryVersion: 1, name: 'Birthday', purpose: 'help', nextStep: '',
           words: { en: words, de: words, fr: words } },`,
    ],
  ]);
  const seen = await printed(`
    import { galleryKindOf } from '#app/gallery/registry.ts';
    import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
    const { record, items } = galleryKindOf('email');
    const item = items.find(({ key }) => key === 'birthday');
    const [{ galleryVersion, content }] = item.versions;
    const names = new Map([['email', new Map([['birthday', { name: 'Birthday', isArchived: false }]])]]);
    const journey = {
      name: 'Birthdays', purpose: '', trigger: { segment: 'new', kind: 'entered' }, entry: { all: [] },
      exitReasons: [], restartsWhileWaitingAt: null, first: 'mail',
      steps: [
        { id: 'mail', kind: 'email', template: 'birthday', class: 'marketing', next: 'end' },
        { id: 'end', kind: 'exit', reason: 'finished' },
      ],
    };
    console.log(JSON.stringify({
      galleryVersion, name: record.schema.parse(content).name, problems: journeyProblems(journey, names),
    }));`);
  expect(seen).toEqual({ galleryVersion: 1, name: 'Birthday', problems: [] });
});

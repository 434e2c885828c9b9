import type { CaseEnvironment, Story } from './case-environment.ts';
import { lookAtMails } from './looks/mails.ts';
import { lookAtMember } from './looks/member.ts';
import { lookAtPerson, lookForNoProfile } from './looks/person.ts';
import {
  lookAtAnswer,
  lookAtBanner,
  lookAtBlock,
  lookAtBlocked,
  lookAtCount,
  lookAtFile,
  lookAtTries,
} from './looks/shop.ts';
import { momentOf } from './moments.ts';
import { readInBulk } from './steps/bulk.ts';
import { sendFile } from './steps/file.ts';
import { followLinks } from './steps/follow.ts';
import { sendWebhook } from './steps/webhook.ts';
import { installApp, saveSender } from './steps/merchant.ts';
import { sendForm, sendPixel, visitShop } from './steps/storefront.ts';
import type { Expectation, Situation, Step } from './words.ts';

/**
 * Lets a situation happen to the app and looks at what an outsider sees.
 * @returns what is not as it must be, in words; empty when the outcome is right
 */
export async function findMismatches(
  environment: CaseEnvironment,
  situation: Situation,
): Promise<string[]> {
  const story = await environment.begin(situation);
  const mismatches: string[] = [];
  const look = async (expected: Expectation) => {
    const expectationText = expected.say ?? expected.see;
    for (const fault of await lookAt(story, expected))
      mismatches.push(`${expectationText}: ${fault}`);
  };
  try {
    for (const step of situation.steps)
      if (step.do === 'see') await look(step.expect);
      else await runStep(story, step);
    await story.queue.drain();
    for (const expected of situation.expect) await look(expected);
  } finally {
    await environment.end(story);
  }
  // A failed job explains a mismatch, and is no mismatch by itself.
  return mismatches.length === 0 ? [] : [...mismatches, ...story.queue.failures];
}

async function runStep(story: Story, step: Exclude<Step, { do: 'see' }>): Promise<void> {
  switch (step.do) {
    case 'hook':
      return await sendWebhook(story, step);
    case 'clock':
      return await story.queue.passUntil(momentOf(step.to, story.start));
    case 'bulk':
      return await readInBulk(story, step);
    case 'csv':
      return await sendFile(story, step);
    case 'form':
      return await sendForm(story, step);
    case 'visit':
      return await visitShop(story, step);
    case 'follow':
      return await followLinks(story, step);
    case 'pixel':
      return await sendPixel(story, step);
    case 'mail server':
      story.mailServer.refusal = step.answer;
      return;
    case 'sender':
      return await saveSender(story, step);
    case 'install':
      return await installApp(story);
  }
}

async function lookAt(story: Story, expected: Expectation): Promise<string[]> {
  switch (expected.see) {
    case 'mails':
      return await lookAtMails(story, expected);
    case 'banner':
      return await lookAtBanner(story, expected);
    case 'member':
      return await lookAtMember(story, expected);
    case 'person':
      return await lookAtPerson(story, expected);
    case 'no person':
      return await lookForNoProfile(story, expected);
    case 'people':
    case 'applications':
    case 'problems':
      return await lookAtCount(story, expected);
    case 'answer':
      return lookAtAnswer(story, expected);
    case 'blocked':
      return await lookAtBlocked(story, expected);
    case 'tries':
      return lookAtTries(story, expected);
    case 'file':
      return await lookAtFile(story, expected);
    case 'block':
      return await lookAtBlock(story, expected);
    case 'any': {
      const all: string[][] = [];
      for (const one of expected.of) all.push(await lookAt(story, one));
      return all.some((faults) => faults.length === 0) ? [] : all.flat();
    }
  }
}

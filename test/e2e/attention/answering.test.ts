import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Question } from "../../../src/core/model/question.ts";
import { questionOf } from "../../../src/core/model/session-state.ts";
import { launchCore } from "../../setup/core-on-mac.ts";
import { eventually } from "../../setup/eventually.ts";

const agent = fileURLToPath(new URL("./asking-agent.ts", import.meta.url));
const PROGRAMS = { claude: `exec node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON '${agent}'` };

/** A session whose agent asks something, as it has been seen. */
async function anAskingAgent() {
  const core = await launchCore({ programs: PROGRAMS });
  await core.keep({ plan: "claude" });
  await core.verbs.open("p");
  const asked = await eventually("it asks", async () => {
    await core.verbs.tick();
    return questionOf(await core.session("plan"));
  });
  const session = await core.session("plan");
  const types = (keys: string) => core.iterm2.user.types(session.iterm_session_id!, keys);
  const answer = (label: string, question: Question = asked) =>
    core.verbs.answer(session.id, { choice: question.choices.find((choice) => choice.label === label)! }, { question });
  return { core, asked, types, answer };
}

test("a question is known with its answers, and one of them is given by its name although a clock goes on beside it", async () => {
  const { core, asked, answer } = await anAskingAgent();
  expect(asked).toMatchObject({ asks: "Do you want to proceed?", subject: "rm -rf build" });
  expect(asked.choices.map(({ label }) => label)).toEqual(["No", "Yes, and tell me more", "Yes"]);
  await core.shows("plan", /waited [1-9]/);
  expect(await answer("Yes")).toBe("sent");
  await core.shows("plan", /chose Yes *$/m);
});

test("an answer goes by where the cursor is when it is given", async () => {
  const { core, types, answer } = await anAskingAgent();
  types("s");
  await core.shows("plan", /❯ Yes, and/);
  expect(await answer("No")).toBe("sent");
  await core.shows("plan", /chose No *$/m);
});

test("nothing is typed once another command is asked about, or none", async () => {
  const { core, types, answer } = await anAskingAgent();
  types("c");
  await core.shows("plan", /rm -rf \/ *$/m);
  expect(await answer("Yes")).toBe("screen_changed");
  types("\r");
  await core.shows("plan", /chose No *$/m);
  expect(await answer("Yes")).toBe("screen_changed");
  await eventually("it is seen not to wait", async () => {
    await core.verbs.tick();
    return (await core.session("plan")).attention !== "waiting";
  });
  expect(await answer("Yes")).toBe("not_waiting");
});

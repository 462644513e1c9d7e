import { expect, test } from "vitest";
import { installed } from "./fixture.ts";

const view = (
  body: string,
) => `import * as api from "@raycast/api"; const { Action, ActionPanel, Alert, Detail, LocalStorage, Toast } = api;
  export default () => <Detail markdown="x" actions={<ActionPanel><Action title="Go" onAction={async () => { ${body} }} /></ActionPanel>} />;`;

test("a toast is one handle that changes in place: animated, then success with an action", async () => {
  const work = view(`const toast = await api.showToast({ style: Toast.Style.Animated, title: "Starting api · 1 of 2" });
    toast.title = "Starting api · 2 of 2"; toast.style = Toast.Style.Success;
    toast.primaryAction = { title: "Focus", onAction: (t) => { void LocalStorage.setItem("focused", t.title); void t.hide(); } };`);
  const raycast = await installed({ commands: { work } });
  const opened = await raycast.open("work");
  await opened.perform("Go");
  const toast = await raycast.until(() => opened.toasts.find(({ actions }) => actions.length));
  expect(toast.history.map(({ style, title }) => `${style} ${title}`)).toEqual([
    "ANIMATED Starting api · 1 of 2",
    "ANIMATED Starting api · 2 of 2",
    "SUCCESS Starting api · 2 of 2",
    "SUCCESS Starting api · 2 of 2",
  ]);
  await toast.perform("Focus");
  await raycast.until(() => !toast.visible);
  expect(raycast.storage.get("focused")).toBe("Starting api · 2 of 2");
});

test("showHUD closes the window; the command lives on unless it is popped to root at once", async () => {
  const commands = {
    stays: view(`await api.showHUD("Done"); await LocalStorage.setItem("after", true);`),
    goes: view(
      `await api.showHUD("Bye", { popToRootType: api.PopToRootType.Immediate }); await LocalStorage.setItem("never", true);`,
    ),
    pops: view(`await api.popToRoot(); await LocalStorage.setItem("never", true);`),
  };
  const raycast = await installed({ commands });
  const stays = await raycast.open("stays");
  await stays.perform("Go");
  expect([stays.visible, stays.closed, raycast.storage.get("after")]).toEqual([false, false, true]);
  for (const name of ["goes", "pops"]) {
    const gone = await raycast.open(name);
    await gone.perform("Go");
    expect(gone.closed).toBe(true);
  }
  expect(raycast.huds).toEqual(["Done", "Bye"]);
  expect(raycast.storage.get("never")).toBeUndefined();
});

const asking = view(`const yes = await api.confirmAlert({ title: "Close 2 sessions?", message: "api, web",
    primaryAction: { title: "Close", style: Alert.ActionStyle.Destructive, onAction: () => void LocalStorage.setItem("pressed", "close") },
    dismissAction: { title: "Keep", onAction: () => void LocalStorage.setItem("pressed", "keep") } });
  await LocalStorage.setItem("yes", yes);`);

test("an alert waits for its answer, given before or while it is open, and the button's callback runs", async () => {
  const raycast = await installed({ commands: { asking } });
  const opened = await raycast.open("asking");
  raycast.answerAlert("cancel");
  await opened.perform("Go");
  expect(raycast.storage.all()).toEqual({ pressed: "keep", yes: false });
  const going = opened.perform("Go");
  const alert = await raycast.untilAlert();
  expect([alert.title, alert.message]).toEqual(["Close 2 sessions?", "api, web"]);
  expect(alert.options.primaryAction).toEqual({ title: "Close", style: "destructive" });
  alert.confirm();
  await going;
  expect(raycast.storage.all()).toEqual({ pressed: "close", yes: true });
});

test("an alert that remembers the user's choice does not ask again", async () => {
  const once = view(
    `await LocalStorage.setItem("yes", await api.confirmAlert({ title: "Sure?", rememberUserChoice: true }));`,
  );
  const raycast = await installed({ commands: { once } });
  const opened = await raycast.open("once");
  raycast.answerAlert("confirm");
  await opened.perform("Go");
  await opened.perform("Go");
  expect(raycast.alerts).toHaveLength(1);
});

test("an action that fails is a crash: Raycast shows its error screen", async () => {
  const raycast = await installed({ commands: { fails: view(`throw new Error("no osascript");`) } });
  const opened = await raycast.open("fails");
  await expect(opened.perform("Go")).rejects.toThrow("no osascript");
  expect(opened.run.end).toMatchObject({ how: "crashed", crash: { during: "action" } });
});

test("a closed window respects the user's Pop to Root Search: immediately, the view is over, unless it suspends that", async () => {
  const after = `await LocalStorage.setItem("after", true);`;
  const commands = {
    plain: view(`await api.closeMainWindow(); ${after}`),
    suspended: view(`await api.closeMainWindow({ popToRootType: api.PopToRootType.Suspended }); ${after}`),
  };
  const raycast = await installed({ commands }, { popToRootSearch: "immediately" });
  const plain = await raycast.open("plain");
  await plain.perform("Go");
  expect([plain.closed, raycast.storage.get("after")]).toEqual([true, undefined]);
  const suspended = await raycast.open("suspended");
  await suspended.perform("Go");
  expect([suspended.closed, raycast.storage.get("after")]).toEqual([false, true]);
});

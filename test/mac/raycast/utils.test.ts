import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed } from "./fixture.ts";

// The real @raycast/utils, bundled into the fixture as `ray build` bundles it.

test("useCachedPromise shows what was cached at once, then what is new", async () => {
  const cached = `import { useCachedPromise } from "@raycast/utils"; import { Detail, LocalStorage } from "@raycast/api";
    export default () => { const { data, isLoading } = useCachedPromise(async () => LocalStorage.getItem("n"), []);
      return <Detail isLoading={isLoading} markdown={String(data)} />; };`;
  const raycast = await installed({ commands: { cached } });
  raycast.storage.set("n", 1);
  const first = await raycast.open("cached");
  await first.until(({ isLoading, markdown }) => !isLoading && markdown === "1");
  raycast.storage.set("n", 2);
  const second = await raycast.open("cached");
  expect(second.markdown).toBe("1");
  await second.until(({ markdown }) => markdown === "2");
});

test("usePromise shows a failure toast with Retry; with Retry the data comes", async () => {
  const failing = `import { usePromise } from "@raycast/utils"; import { Detail } from "@raycast/api"; let tries = 0;
    export default () => { const { data, isLoading } = usePromise(async () => { if (++tries === 1) throw new Error("no iTerm2"); return "ok"; });
      return <Detail isLoading={isLoading} markdown={String(data)} />; };`;
  const raycast = await installed({ commands: { failing } });
  const view = await raycast.open("failing");
  const toast = await raycast.until(() => view.toasts[0]);
  expect([toast.style, toast.message]).toEqual(["FAILURE", "no iTerm2"]);
  await toast.perform("Retry");
  await view.until(({ markdown, isLoading }) => markdown === "ok" && !isLoading);
  expect(toast.visible).toBe(false);
});

test("useForm validates on blur and on submit, and submits what is valid", async () => {
  const form = `import { FormValidation, useForm } from "@raycast/utils"; import { Action, ActionPanel, Form, LocalStorage } from "@raycast/api";
    export default () => { const { handleSubmit, itemProps } = useForm({ initialValues: { name: "" },
        onSubmit: (v) => { void LocalStorage.setItem("saved", v.name); }, validation: { name: FormValidation.Required, path: (v) => (v ? undefined : "Choose one") } });
      return <Form actions={<ActionPanel><Action.SubmitForm onSubmit={handleSubmit} /></ActionPanel>}>
        <Form.TextField title="Name" {...itemProps.name} /><Form.TextField title="Path" {...itemProps.path} /></Form>; };`;
  const raycast = await installed({ commands: { form } });
  const view = await raycast.open("form");
  await view.perform("Submit Form");
  await view.until(({ form: shown }) => Object.keys(shown.errors).length === 2);
  expect(view.form.errors).toEqual({ name: "The item is required", path: "Choose one" });
  await view.form.fill({ name: "api", path: "/x" });
  await view.until(({ form: shown }) => Object.keys(shown.errors).length === 0);
  await view.perform("Submit Form");
  await raycast.until(() => raycast.storage.get("saved") === "api");
});

test("useFrecencySorting puts what was visited first, and keeps it", async () => {
  const frecent = `import { useFrecencySorting } from "@raycast/utils"; import { Action, ActionPanel, List } from "@raycast/api";
    const all = [{ id: "a" }, { id: "b" }, { id: "c" }];
    export default () => { const { data, visitItem } = useFrecencySorting(all);
      return <List>{data.map((p) => <List.Item key={p.id} id={p.id} title={p.id} actions={<ActionPanel><Action title="Visit" onAction={() => visitItem(p)} /></ActionPanel>} />)}</List>; };`;
  const raycast = await installed({ commands: { frecent } });
  const view = await raycast.open("frecent");
  await view.select("c");
  await view.perform("Visit");
  await view.until(({ items }) => items[0]?.id === "c");
  const again = await raycast.open("frecent");
  expect(again.items.map(({ id }) => id)).toEqual(["c", "a", "b"]);
});

test("useLocalStorage reads and writes LocalStorage", async () => {
  const local = `import { useLocalStorage } from "@raycast/utils"; import { Action, ActionPanel, Detail } from "@raycast/api";
    export default () => { const { value, setValue, isLoading } = useLocalStorage("k", { n: 0 });
      return <Detail isLoading={isLoading} markdown={JSON.stringify(value)} actions={<ActionPanel><Action title="Add" onAction={() => setValue({ n: value.n + 1 })} /></ActionPanel>} />; };`;
  const raycast = await installed({ commands: { local } });
  const view = await raycast.open("local");
  await view.until(({ isLoading }) => !isLoading);
  await view.perform("Add");
  await view.until(({ markdown }) => markdown === '{"n":1}');
  expect(raycast.storage.get("k")).toBe('{"n":1}');
});

test("runAppleScript starts the Mac's osascript, though it passes no PATH but the system's", async () => {
  const script = `import { runAppleScript } from "@raycast/utils";
    export default async () => runAppleScript("the script", ["one", "two words"], { language: "JavaScript" });`;
  const fails = `import { runAppleScript } from "@raycast/utils";
    export default async () => runAppleScript("bad").catch((e) => JSON.stringify({ exitCode: e.exitCode, stderr: e.stderr }));`;
  const osascript = `#!/bin/sh\nread -r line || true\nif [ "$line" = bad ]; then echo "execution error: Not authorized (-1743)" >&2; exit 1; fi\nprintf '%s|' "$@" > "$(dirname "$0")/../home/args"\nprintf '%s' "$line$line"\n`;
  const raycast = await installed({
    commands: { script, fails },
    manifest: { script: { mode: "no-view" }, fails: { mode: "no-view" } },
    programs: { osascript: osascript.replace("read -r line || true", "line=$(cat)") },
  });
  const end = await raycast.run("script");
  expect(end.value).toBe("the scriptthe script");
  expect(end.points.map(({ kind }) => kind)).toEqual(["process"]);
  expect(readFileSync(join(raycast.options.home, "args"), "utf8")).toBe("-l|JavaScript|-|one|two words|");
  expect(JSON.parse(String((await raycast.run("fails")).value))).toEqual({
    exitCode: 1,
    stderr: "execution error: Not authorized (-1743)",
  });
});

test("createDeeplink makes a link that this Raycast opens", async () => {
  const link = `import { createDeeplink } from "@raycast/utils";
    export default async () => createDeeplink({ command: "link", launchType: "background", context: { x: 1 } });`;
  const raycast = await installed({ commands: { link }, manifest: { link: { mode: "no-view" } } });
  const made = String((await raycast.run("link")).value);
  expect(made).toContain("raycast://extensions/somebody/fixture/link?launchType=background");
  raycast.answerLink("once");
  expect((await (await raycast.openLink(made))?.ended())?.how).toBe("completed");
});

test("showFailureToast shows the error with an action, and withCache keeps a result", async () => {
  const both = `import { showFailureToast, withCache } from "@raycast/utils"; let calls = 0;
    const slow = withCache(async (x) => x + ++calls);
    export default async () => { await showFailureToast(new Error("why"), { title: "Failed" }); return [await slow("a"), await slow("a")].join(); };`;
  const raycast = await installed({ commands: { both }, manifest: { both: { mode: "no-view" } } });
  expect((await raycast.run("both")).value).toBe("a1,a1");
  const [toast] = raycast.toasts;
  expect([toast?.title, toast?.message, toast?.actions]).toEqual(["Failed", "why", ["Report Error"]]);
});

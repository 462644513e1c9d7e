import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed, restarted } from "./fixture.ts";

const imports = `import { Action, ActionPanel, Form, LocalStorage, popToRoot } from "@raycast/api"; import { useRef, useState } from "react";`;
const submit = `<ActionPanel><Action.SubmitForm title="Save" onSubmit={(v) => LocalStorage.setItem("saved", JSON.stringify(v))} /></ActionPanel>`;
const every = `${imports} export default ({ draftValues }) => <Form enableDrafts actions={${submit}}>
  <Form.Description title="About" text="Fill in" />
  <Form.TextField id="name" title="Name" defaultValue={draftValues?.name ?? ""} />
  <Form.TextArea id="command" title="Command" /><Form.PasswordField id="secret" title="Secret" />
  <Form.Checkbox id="auto" label="Start" /><Form.DatePicker id="date" title="Date" />
  <Form.Separator />
  <Form.Dropdown id="layout" title="Layout"><Form.Dropdown.Item value="tab" title="Tab" /><Form.Dropdown.Item value="pane" title="Pane" /></Form.Dropdown>
  <Form.TagPicker id="after" title="After"><Form.TagPicker.Item value="a" title="A" /><Form.TagPicker.Item value="b" title="B" /></Form.TagPicker>
  <Form.FilePicker id="path" title="Folder" canChooseDirectories /></Form>;`;

test("every field has Raycast's blank value, and what is filled in is submitted with ⌘Enter", async () => {
  const raycast = await installed({ commands: { every } });
  const view = await raycast.open("every");
  const date = new Date("2026-01-02T03:04:05Z");
  expect(view.form.values).toEqual({
    name: "",
    command: "",
    secret: "",
    auto: false,
    date: null,
    layout: "tab",
    after: [],
    path: [],
  });
  expect(view.form.descriptions).toEqual([{ title: "About", text: "Fill in" }]);
  expect(view.actions()[0]?.key).toBe("⌘↵");
  await view.form.fill({ name: "api", auto: true, date, layout: "pane", after: ["b"], path: [raycast.options.home] });
  await view.press("⌘↵");
  expect(JSON.parse(String(raycast.storage.get("saved")))).toEqual({
    name: "api",
    command: "",
    secret: "",
    auto: true,
    date: date.toISOString(),
    layout: "pane",
    after: ["b"],
    path: [raycast.options.home],
  });
  await expect(view.form.fill({ layout: "window" })).rejects.toThrow('"layout" offers tab, pane, not window');
  await expect(view.form.fill({ nme: "x" })).rejects.toThrow('no field "nme" but: name, command');
});

test("a form with an error on a field is not submitted", async () => {
  const checked = `${imports} export default () => { const [error, setError] = useState();
    return <Form actions={${submit}}><Form.TextField id="name" title="Name" error={error}
      onChange={() => setError(undefined)} onBlur={(e) => setError(e.target.value ? undefined : "Required")} /></Form>; };`;
  const raycast = await installed({ commands: { checked } });
  const { form, ...view } = { form: (await raycast.open("checked")).form, raycast };
  await form.fill({ name: "" });
  await view.raycast.until(() => form.errors["name"] === "Required");
  await raycast.window?.perform("Save");
  expect(raycast.storage.get("saved")).toBeUndefined();
  await form.fill({ name: "x" });
  await raycast.until(() => form.field("name").error === null);
  await raycast.window?.perform("Save");
  expect(raycast.storage.get("saved")).toBe('{"name":"x"}');
});

test("a controlled field shows what the command says, whatever was typed", async () => {
  const upper = `${imports} export default () => { const [v, setV] = useState("");
    return <Form><Form.TextField id="name" value={v} onChange={(t) => setV(t.toUpperCase())} /></Form>; };`;
  const view = await (await installed({ commands: { upper } })).open("upper");
  await view.form.fill({ name: "abc" });
  await view.until(({ form }) => form.values["name"] === "ABC");
});

test("a field's ref focuses and resets it", async () => {
  const refs = `${imports} export default () => { const name = useRef(null);
    return <Form actions={<ActionPanel><Action title="Reset" onAction={() => name.current.reset()} /><Action title="Focus" onAction={() => name.current.focus()} /></ActionPanel>}>
      <Form.TextField id="name" defaultValue="old" ref={name} /></Form>; };`;
  const view = await (await installed({ commands: { refs } })).open("refs");
  await view.form.fill({ name: "new" });
  await view.perform("Reset");
  await view.until(({ form }) => form.values["name"] === "old");
  await view.perform("Focus");
  await view.until(({ form }) => form.focused === "name");
});

test("what was typed and not submitted is kept as a draft, without passwords, and given back", async () => {
  const raycast = await installed({ commands: { every } });
  const view = await raycast.open("every");
  await view.form.fill({ name: "half", secret: "x", date: new Date(0) });
  await view.close();
  const later = await restarted(raycast);
  expect(later.draft("every")).toMatchObject({ name: "half", date: new Date(0) });
  expect(later.draft("every")).not.toHaveProperty("secret");
  const again = await later.open("every", { fromDraft: true });
  expect(again.form.values["name"]).toBe("half");
  await again.perform("Save");
  expect(later.draft("every")).toBeUndefined();
});

test("a form that nobody touched leaves no draft, and popToRoot preserves none", async () => {
  const leaving = every.replace(
    submit,
    `<ActionPanel><Action title="Leave" onAction={() => popToRoot()} /></ActionPanel>`,
  );
  const raycast = await installed({ commands: { every, leaving } });
  await (await raycast.open("every")).close();
  const view = await raycast.open("leaving");
  await view.form.fill({ name: "x" });
  await view.perform("Leave");
  expect(view.closed).toBe(true);
  expect([raycast.draft("every"), raycast.draft("leaving")]).toEqual([undefined, undefined]);
});

test("a field with storeValue has the last submitted value next time", async () => {
  const stores = `${imports} export default () => <Form actions={${submit}}><Form.TextField id="name" storeValue defaultValue="first" /></Form>;`;
  const raycast = await installed({ commands: { stores } });
  const view = await raycast.open("stores");
  await view.form.fill({ name: "second" });
  await view.perform("Save");
  expect((await raycast.open("stores")).form.values).toEqual({ name: "second" });
});

test("a draft of a form nested in navigation is not supported: asking for one fails the run", async () => {
  const nested = `${imports} import { useNavigation } from "@raycast/api";
    export default () => { const { push } = useNavigation(); return <Form actions={<ActionPanel>
      <Action title="Deeper" onAction={() => push(<Form enableDrafts />)} /></ActionPanel>} />; };`;
  const view = await (await installed({ commands: { nested } })).open("nested");
  await expect(view.perform("Deeper")).rejects.toThrow("drafts are not supported for forms nested in navigation");
});

test.each([
  ["fields", `<Form.TextField id="a" /><Form.Checkbox id="a" label="A" />`, 'two fields have the id "a"'],
  [
    "options",
    `<Form.Dropdown id="d"><Form.Dropdown.Item value="x" title="X" /><Form.Dropdown.Item value="x" title="Y" /></Form.Dropdown>`,
    'two options of the field "d" have the value "x"',
  ],
])("two %s that cannot be told apart fail the run", async (_what, fields, problem) => {
  const bad = `${imports} export default () => <Form>${fields}</Form>;`;
  await expect((await installed({ commands: { bad } })).open("bad")).rejects.toThrow(problem);
});

test("a file picker offers what is there and what it was told to: files, not folders, unless told otherwise", async () => {
  const pickers = `${imports} export default () => <Form><Form.FilePicker id="file" allowMultipleSelection={false} />
    <Form.FilePicker id="folder" canChooseDirectories canChooseFiles={false} /></Form>;`;
  const raycast = await installed({ commands: { pickers } });
  const { home } = raycast.options;
  const file = join(home, "a.json");
  for (const path of [file, join(home, ".env")]) writeFileSync(path, "");
  const { form } = await raycast.open("pickers");
  await form.fill({ file: [file], folder: [home, raycast.options.binDir] });
  for (const [values, why] of [
    [{ file: [home] }, "does not offer folders"],
    [{ folder: [file] }, "does not offer files"],
    [{ file: [file, file] }, "takes one file only"],
    [{ file: [join(home, "none")] }, "there is none"],
    [{ file: [join(home, ".env")] }, "shows no hidden files"],
    [{ file }, "cannot hold"],
  ] as const) {
    await expect(form.fill(values)).rejects.toThrow(why);
  }
});

test("each field holds its own kind of value, and a text field one line", async () => {
  const raycast = await installed({ commands: { every } });
  const { form } = await raycast.open("every");
  for (const values of [{ name: 3 }, { name: "a\nb" }, { auto: "yes" }, { date: "2026-01-02" }, { after: "a" }]) {
    await expect(form.fill(values)).rejects.toThrow("cannot hold");
  }
  await form.fill({ command: "a\nb" });
});

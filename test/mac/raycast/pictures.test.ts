import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installed } from "./fixture.ts";
import { markdownToHtml } from "./picture/markdown.ts";

const list = `import { Action, ActionPanel, Color, Icon, Keyboard, List, showToast } from "@raycast/api";
  export default () => <List navigationTitle="List Projects"><List.Section title="Running"><List.Item title="api <b>" subtitle="~/api"
    icon={{ source: Icon.CircleFilled, tintColor: Color.Green }} accessories={[{ text: "2 sessions" }]} actions={<ActionPanel>
      <Action title="Open" onAction={() => showToast({ title: "Opened" })} /><Action title="Focus" onAction={() => {}} />
      <ActionPanel.Section title="Danger"><Action title="Close" style={Action.Style.Destructive} shortcut={Keyboard.Shortcut.Common.Remove} onAction={() => {}} /></ActionPanel.Section></ActionPanel>} />
  </List.Section></List>;`;

test("a list as text reads like the screen", async () => {
  const view = await (await installed({ commands: { list } })).open("list");
  await view.perform("Open");
  expect(view.text()).toBe(
    [
      "── List Projects ──",
      "Running",
      "▸ (circle-filled, green) api <b>  ~/api  [2 sessions]",
      "Actions: Open ↵ · Focus ⌘↵ · Close ⌃X (destructive)",
      "[success] Opened",
    ].join("\n"),
  );
});

test("a list as a page stands on its own, tints its icons and escapes what commands say", async () => {
  const view = await (await installed({ commands: { list } })).open("list");
  const html = view.html();
  expect(html).toContain("api &#60;b&#62;");
  expect(html).toMatch(/<svg class="icon"[^>]*color:var\(--raycast-green\)/);
  expect(html).toContain("--raycast-green:#59d499");
  expect(html).toContain("<kbd>⌃X</kbd>");
  expect(html).not.toMatch(/<script|<link|src="http/);
});

const themed = `import { environment, List } from "@raycast/api";
  export default () => <List><List.Item title={environment.appearance} icon={{ source: { light: "sun.png", dark: "moon.png" },
    tintColor: { light: "#111111", dark: "#eeeeee" } }} accessories={[{ tag: { value: "x", color: { light: "#222222", dark: "#dddddd" } } }]} /></List>;`;

test("what has a light and a dark side shows the one of the Mac's appearance; the run keeps the one it began with", async () => {
  const raycast = await installed({ commands: { themed } });
  const dark = await raycast.open("themed");
  expect(dark.items[0]).toMatchObject({ title: "dark", icon: "moon.png", iconTint: "#eeeeee" });
  raycast.appearance = "light";
  expect(dark.items[0]).toMatchObject({ title: "dark", icon: "sun.png", iconTint: "#111111" });
  const light = await raycast.open("themed");
  expect(light.items[0]).toMatchObject({ title: "light", accessories: [{ color: "#222222" }] });
  expect(light.html()).toContain("--raycast-red:#b12424");
});

test("an asset is embedded, in dark appearance the one marked @dark; its name leads out of the assets nowhere", async () => {
  const named = (file: string) => `import { List } from "@raycast/api";
    export default () => <List><List.Item title="x" icon=${JSON.stringify(file)} /></List>;`;
  const raycast = await installed({ commands: { plain: named("plain.png"), out: named("..%2Fpackage.png") } });
  writeFileSync(join(raycast.setting.assetsPath, "plain.png"), "light one");
  writeFileSync(join(raycast.setting.assetsPath, "plain@dark.png"), "dark one");
  writeFileSync(join(raycast.setting.assetsPath, "..", "package.png"), "outside");
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  expect((await raycast.open("plain")).html()).toContain(`url(data:image/png;base64,${base64("dark one")})`);
  raycast.appearance = "light";
  expect((await raycast.open("plain")).html()).toContain(base64("light one"));
  expect((await raycast.open("out")).html()).not.toContain(base64("outside"));
});

test("an open question lies over the window that asked it", async () => {
  const ask = `import { Alert, confirmAlert, Detail, useNavigation } from "@raycast/api"; import { useEffect } from "react";
    export default () => { useEffect(() => { void confirmAlert({ title: "Close <it>?", message: "This stops: a",
      primaryAction: { title: "Close", style: Alert.ActionStyle.Destructive } }); }, []); return <Detail markdown="x" />; };`;
  const raycast = await installed({ commands: { ask } });
  const view = await raycast.open("ask");
  const alert = await raycast.untilAlert();
  expect(view.html()).toContain("<b>Close &#60;it&#62;?</b><p>This stops: a</p>");
  alert.confirm();
  expect(view.html()).not.toContain('<div class="veil">');
});

test("forms, details and menus have pictures too", async () => {
  const commands = {
    form: `import { Form } from "@raycast/api"; export default () => <Form><Form.TextField id="n" title="Name" defaultValue="x" error="Taken" /><Form.Checkbox id="c" label="Auto" /><Form.Separator /></Form>;`,
    detail: `import { Detail } from "@raycast/api"; export default () => <Detail markdown={"# T\\n![](data:image/svg+xml;base64,AAAA)"} metadata={<Detail.Metadata><Detail.Metadata.Link title="Site" text="x" target="https://x" /></Detail.Metadata>} />;`,
    bar: `import { MenuBarExtra } from "@raycast/api"; export default () => <MenuBarExtra title="3"><MenuBarExtra.Submenu title="api"><MenuBarExtra.Item title="Focus" onAction={() => {}} /></MenuBarExtra.Submenu></MenuBarExtra>;`,
  };
  const raycast = await installed({ commands, manifest: { bar: { mode: "menu-bar" } } });
  const form = await raycast.open("form");
  expect(form.text()).toContain("Name: x  ⚠ Taken\n  Auto: ☐");
  expect(form.html()).toContain('<div class="error">Taken</div>');
  const detail = await raycast.open("detail");
  expect(detail.text()).toContain("Site: x");
  expect(detail.html()).toContain('<img src="data:image/svg+xml;base64,AAAA" alt="">');
  await raycast.menuBar("bar").run();
  expect(raycast.menuBar("bar").text()).toBe("▾ 3\n  api ▸\n    Focus");
  expect(raycast.menuBar("bar").html()).toContain("<span>Focus</span>");
});

test("markdown: headings, lists, tables, code, emphasis and links; raw HTML stays text", () => {
  const html = markdownToHtml(
    "## A *b* **c** `<d>`\n\n- one\n- two\n\n| x | y |\n|---|---|\n| 1 | `a` |\n\n```\n<code>\n```\n<script>\n[l](javascript:x)",
  );
  expect(html).toContain("<h2>A <em>b</em> <strong>c</strong> <code>&#60;d&#62;</code></h2>");
  expect(html).toContain("<ul><li>one</li><li>two</li></ul>");
  expect(html).toContain("<tr><td>1</td><td><code>a</code></td></tr>");
  expect(html).toContain("<pre>&#60;code&#62;</pre>");
  expect(html).toContain('&#60;script&#62;<br><a href="#">l</a>');
});
